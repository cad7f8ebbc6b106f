import {
  askMomentMs,
  chargeMomentMs,
  dateInSaoPaulo,
  earliestNextDueDate,
  isAboutSameDate,
  noonMs,
  type IsoDate,
  type IsoInstant,
} from '../calendar';
import type { Charge } from '../ledger/charge';
import { dayOf, seenAt } from '../ledger/charge-day';
import { allCharges, currentCycle, cycleOutcome, isOpen, type Cycle } from '../ledger/ledger';
import { endedWithoutDecision } from '../ledger/assign-charge';
import { lastAnswerMs } from '../schedule/last-answer';
import type { RuleContext, SubscriptionOrder } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { lastWish, SCHEDULE_OVER, type Cancellation, type Command } from './command';

/** When a cancelled schedule is looked at for the last time: after the date on which it would have been charged. */
export function cancelledLookMs(
  { cancellation, schedule }: SubscriptionRecord,
  { orderId }: SubscriptionOrder,
): number | undefined {
  if (cancellation?.inactiveAt === undefined) return undefined;
  const today = dateInSaoPaulo(cancellation.at);
  const date = cancellation.nextDate ?? schedule.snapshot.nextDate ?? today;
  return askMomentMs(date > today ? date : today, orderId);
}

/** A cancelled subscription has come to its end: the gateway would have charged by now, and was asked since. */
export function hasCancelledToTheEnd(record: SubscriptionRecord, { order }: RuleContext): boolean {
  const lookMs = cancelledLookMs(record, order);
  return lookMs !== undefined && lastAnswerMs(record.schedule) >= lookMs && record.edit === undefined;
}

/** What the gateway has charged although it was cancelled; not what it charged after somebody took that back. */
export function chargesAfterCancellation(record: SubscriptionRecord): Charge[] {
  const { cancellation, ledger } = record;
  if (cancellation === undefined) return [];
  const takenBack = lastWish(record.commands);
  // The gateway's clock may be ahead of ours: what was known before was made before.
  const isAfter = (charge: Charge, at: IsoInstant): boolean =>
    Date.parse(seenAt(charge)) > Date.parse(at) &&
    (ledger.immediate.includes(charge) ? isPaidAfter(charge, at) : isExecutedAfter(charge, at));
  // What was taken back is wanted, until that has failed; where the schedule is over, its last charge was.
  const isWanted = (charge: Charge, { at, state, endedAt = at, problem }: Command): boolean =>
    isAfter(charge, at) &&
    (state !== 'failed' || problem?.code === SCHEDULE_OVER.code || !isAfter(charge, endedAt));
  return allCharges(ledger).filter(
    (charge) =>
      MOVES_MONEY.includes(charge.outcome) &&
      isAfter(charge, cancellation.at) &&
      !(takenBack !== undefined && isWanted(charge, takenBack)),
  );
}

const isPaidAfter = (charge: Charge, instant: IsoInstant): boolean =>
  Date.parse(charge.at ?? seenAt(charge)) > Date.parse(instant);

/**
 * Of some executions the day is known only. Then the job decides on the day itself: it comes once, at 03:30. Where it comes later,
 * the gateway's own moment tells.
 */
function isExecutedAfter(charge: Charge, at: IsoInstant): boolean {
  const day = dateInSaoPaulo(at);
  const isBeforeJob = Date.parse(at) < chargeMomentMs(day);
  return dayOf(charge) > day || (dayOf(charge) === day && (isBeforeJob || isToldAfter(charge, at)));
}

const isToldAfter = ({ at }: Charge, instant: IsoInstant): boolean =>
  at !== undefined && Date.parse(at) > Date.parse(instant) && Date.parse(at) !== noonMs(dateInSaoPaulo(at));

const MOVES_MONEY: readonly Charge['outcome'][] = ['paid', 'pending', 'unknown'];

/**
 * Until when what was paid for goes on: the first date that is not charged any more, or that of the first cycle before it of which no money
 * was kept. It can have passed.
 *
 * Example: paid on 10 January, denied on 10 February and cancelled on 15 February: 10 February.
 */
export function accessUntil(record: SubscriptionRecord): string | undefined {
  if (record.cancellation?.when !== 'period_end') return undefined;
  const uncharged = firstUncharged(record, record.cancellation);
  if (uncharged === undefined) return undefined;
  const executed = record.ledger.cycles.filter(({ dueDate }) => dueDate < uncharged);
  const unpaid = executed.slice(executed.findLastIndex(mayBePaid) + 1);
  return unpaid[0]?.dueDate ?? uncharged;
}

/** It was paid, or that is not decided. */
const mayBePaid = (cycle: Cycle): boolean =>
  cycle.executedBefore === true || ['paid', 'paid_twice', 'open'].includes(cycleOutcome(cycle));

function firstUncharged(
  { ledger, terms }: SubscriptionRecord,
  { nextDate }: Cancellation,
): IsoDate | undefined {
  const current = currentCycle(ledger);
  if (current === undefined || nextDate === undefined) return nextDate;
  if (isOpen(current)) {
    const isUncharged = current.charges.every(endedWithoutDecision);
    return isUncharged && current.dueDate < nextDate ? current.dueDate : nextDate;
  }
  // The date was told before it was known that its cycle had been charged already.
  const next = earliestNextDueDate(current.dueDate, terms.intervalMonths);
  const isOfCharged = current.charges.length > 0 && nextDate < next && !isAboutSameDate(nextDate, next);
  return isOfCharged ? next : nextDate;
}
