import {
  dateInSaoPaulo,
  earliestNextDueDate,
  instantOf,
  isAboutSameDate,
  isShortenedBySome,
  MONTH_END_SLACK_DAYS,
  shifted,
  type IsoDate,
} from '../calendar';
import { endedWithoutDecision } from '../ledger/assign-charge';
import { ownDate } from '../ledger/due-dates';
import { currentCycle, cycleOutcome, isOpen, type Cycle, type Ledger } from '../ledger/ledger';
import { phaseOf } from '../gateway/status';
import { LIMITS } from '../limits';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { EditFields } from './change';
import type { Command } from './command';

/** Why a change cannot be put as an edit any more. */
export interface Impossible {
  code: 'date_passed' | 'cycle_charged';
  message: string;
}

/**
 * What a change sets at the gateway. Dates are computed when the edit begins, not when it was asked for: a date that has passed
 * meanwhile would charge the past.
 */
export function fieldsOf(
  record: SubscriptionRecord,
  { change, cycle }: Pick<Command, 'change' | 'cycle'>,
  context: RuleContext,
): EditFields | Impossible {
  switch (change.kind) {
    case 'pause':
    case 'cancel':
      return { status: 'INA' };
    case 'resume': {
      // The date that a person named was meant for one cycle; what we choose ourselves is that of the next one.
      const isNamed = change.nextDate !== undefined && change.nextDate > todayOf(context);
      const charged = isNamed ? chargedMeanwhile(record, cycle) : undefined;
      return charged ?? { status: 'ATV', nextDate: resumeDate(record, change, context) };
    }
    case 'uncancel':
      return { status: 'ATV', nextDate: resumeDate(record, { nextDate: dateBefore(record) }, context) };
    case 'changeAmount':
      return { amountCents: change.amountCents };
    case 'changeNextDate':
      return nextDateOf(record, change.nextDate, cycle, context);
    case 'changeCard':
      return { card: change.card };
    case 'changeInstallments':
      return { installments: change.installments };
  }
}

/** Nobody is charged for the past, and no cycle twice. */
function nextDateOf(
  record: SubscriptionRecord,
  nextDate: IsoDate,
  number: number | undefined,
  context: RuleContext,
): EditFields | Impossible {
  const charged = chargedMeanwhile(record, number);
  if (charged !== undefined) return charged;
  if (nextDate > todayOf(context)) return { nextDate };
  return { code: 'date_passed', message: `${nextDate} has passed, and nobody is charged for the past` };
}

/** The cycle that the date of a person was for, or one after it, has been charged since. */
function chargedMeanwhile(
  { ledger }: SubscriptionRecord,
  number: number | undefined,
): Impossible | undefined {
  if (number === undefined) return undefined;
  if (number < (ledger.cycles.at(0)?.number ?? 0))
    return { code: 'cycle_charged', message: 'the cycle whose date it was to set lies far back' };
  // One that passed without a charge, as by a resume in between, has left its date to the cycle after it.
  const charged = chargedCycle(ledger, number);
  if (charged === undefined) return undefined;
  return {
    code: 'cycle_charged',
    message: `the cycle of ${charged.dueDate}, whose date it was to set, ${whatBecameOf(charged)}`,
  };
}

function whatBecameOf(cycle: Cycle): string {
  if (isOpen(cycle)) return 'may have been charged';
  return cycleOutcome(cycle) === 'denied' ? 'was executed, and denied' : 'has been charged';
}

/**
 * The date that a cancellation prevents is the one to go on with, unless its cycle was charged all the same: somebody can have moved
 * it in the portal.
 */
function dateBefore({ ledger, cancellation, terms, schedule }: SubscriptionRecord): IsoDate | undefined {
  const { status, nextDate } = schedule.snapshot;
  // Somebody in the portal has made it active again, for this date.
  if (cancellation?.inactiveAt !== undefined && phaseOf(status) === 'active') return nextDate;
  const date = cancellation?.nextDate;
  if (date === undefined || date === openDate(ledger)) return date;
  const charged = chargedCycle(ledger);
  const isOfCharged =
    charged !== undefined && date < earliestNextDueDate(charged.dueDate, terms.intervalMonths);
  return isOfCharged ? undefined : date;
}

/** The last cycle, from a number on, that was charged, or may have been: its charge is not decided, and the gateway has gone on. */
function chargedCycle(ledger: Ledger, from = 0): Cycle | undefined {
  const isCharged = (cycle: Cycle): boolean =>
    cycle.charges.some((charge) => !endedWithoutDecision(charge)) &&
    !(isOpen(cycle) && cycle === currentCycle(ledger));
  return ledger.cycles.findLast((cycle) => cycle.number >= from && isCharged(cycle));
}

function openDate(ledger: Ledger): IsoDate | undefined {
  const current = currentCycle(ledger);
  return current !== undefined && isOpen(current) ? current.dueDate : undefined;
}

export const isImpossible = (fields: EditFields | Impossible): fields is Impossible => 'code' in fields;

/**
 * The first charge after a resume. It is set by us in the same edit, since the gateway's own rule for it is not documented
 * (docs/gateway.md §7). It never lies in the past.
 *
 * Example: monthly, due on 10 May, paused from April until 20 June: 10 July.
 */
function resumeDate(
  record: SubscriptionRecord,
  { nextDate, chargeMissed }: { nextDate?: IsoDate | undefined; chargeMissed?: boolean | undefined },
  context: RuleContext,
): IsoDate {
  const today = todayOf(context);
  if (chargeMissed === true && hasMissed(record, context)) return shifted(today, 0, 1);
  if (nextDate !== undefined && nextDate > today) return nextDate;
  return dateOfRhythmAfter(record, today, nextDate);
}

/** True when the cycle that is open has come to its date without a charge. */
export function hasMissed({ ledger }: SubscriptionRecord, context: RuleContext): boolean {
  const cycle = currentCycle(ledger);
  return (
    cycle !== undefined && cycle.charges.every(endedWithoutDecision) && cycle.dueDate <= todayOf(context)
  );
}

/**
 * The date of the cycle that is open, where that is ahead; or else the first one of the rhythm after today, and of the next cycle where
 * the current one has been charged. It is counted from the first date that was sold, so that a short month does not change its day for
 * good; from the cycle's own date where that was moved.
 *
 * Example: due on 10 January, moved in the portal and charged on 8 January. On 9 January it goes on with 8 February.
 */
export function dateOfRhythmAfter(
  { ledger, terms }: SubscriptionRecord,
  today: IsoDate,
  known?: IsoDate,
): IsoDate {
  const { intervalMonths, firstDate } = terms;
  const current = currentCycle(ledger);
  const ahead = openDate(ledger);
  if (ahead !== undefined && ahead > today && (known === undefined || known <= today)) return ahead;
  // One that is tried again on the days after its date keeps that as its day.
  const isOwn = known === undefined || known === current?.dueDate;
  const due = (isOwn ? current && ownDate(current) : known) ?? firstDate;
  const day = dayBeforeNext(current, today, intervalMonths);
  const cyclesUntil = (from: IsoDate, isReached: (date: IsoDate) => boolean): number => {
    let cycles = 0;
    while (cycles < LIMITS.cycles && !isReached(shifted(from, cycles * intervalMonths, 0))) cycles += 1;
    return cycles;
  };
  const isOfRhythm = (date: IsoDate): boolean => date >= due || isAboutSameDate(date, due);
  const sold = shifted(firstDate, cyclesUntil(firstDate, isOfRhythm) * intervalMonths, 0);
  const isShortMonth = isShortenedBySome(firstDate) && isAboutSameDate(sold, due);
  const from = sold === due || isShortMonth ? firstDate : due;
  return shifted(from, cyclesUntil(from, (date) => date > day) * intervalMonths, 0);
}

/**
 * The next date of the rhythm lies after this day: today, or the days before the cycle that comes. One that was charged ahead of the
 * rhythm's date is not charged again on that.
 */
function dayBeforeNext(current: Cycle | undefined, today: IsoDate, intervalMonths: number): IsoDate {
  if (current === undefined) return today;
  const comes = isOpen(current) ? current.dueDate : earliestNextDueDate(ownDate(current), intervalMonths);
  const day = shifted(comes, 0, -1 - MONTH_END_SLACK_DAYS);
  return day > today ? day : today;
}

/** A date must be after today: today's job may have run, and what is due then would be charged at once. */
const todayOf = ({ nowMs }: RuleContext): IsoDate => dateInSaoPaulo(instantOf(nowMs));
