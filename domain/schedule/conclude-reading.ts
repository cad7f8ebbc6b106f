import { dateInSaoPaulo, instantOf } from '../calendar';
import { isOver, isUnderWay, phaseOf } from '../gateway/status';
import { isRetried } from '../ledger/explained';
import { closeCurrent, followNextDate, markPassed } from '../ledger/due-dates';
import { currentCycle, giveUpPending } from '../ledger/ledger';
import { LIMITS } from '../limits';
import { withAudit } from '../subscription/changes';
import type { RuleContext } from '../subscription/order';
import type { ScheduleReading, SubscriptionRecord } from '../subscription/record';
import { isExplainedNow, withoutNamed } from './counter';
import { isLongOpen } from './next-poll';
import { withPollCounted } from './poll-count';

/**
 * The end of a reading. Only a complete one says what is missing: the ledger follows the gateway's next date, and the cycles
 * without a charge are passed over.
 */
export function concludeReading(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  const { reading, ...schedule } = record.schedule;
  const read = { ...record, schedule };
  if (reading?.complete !== true) return withPollCounted(read, 'incomplete', context);
  const followed = withoutNamed(followDates(read, reading, context));
  return isExplainedNow(followed, context)
    ? withPollCounted(followed, 'explained', context)
    : withPollCounted(closeBooks(followed, context), 'open', context);
}

function followDates(
  record: SubscriptionRecord,
  { isDateHidden }: ScheduleReading,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { snapshot, inactiveUntil, dateAtStop } = record.schedule;
  const { intervalMonths } = record.terms;
  const calendar = { intervalMonths, inactiveUntil, dateAtStop };
  const marked = markPassed(record.ledger, calendar);
  const isFollowed = isUnderWay(phaseOf(snapshot.status));
  // A date from before a charge was read says nothing of what comes after it.
  if (snapshot.nextDate === undefined || isDateHidden === true || !isFollowed)
    return { ...record, ledger: marked };
  const today = dateInSaoPaulo(instantOf(nowMs));
  const ledger = followNextDate(marked, snapshot.nextDate, { today, ...calendar });
  return tellMovedDate({ ...record, ledger }, record, nowMs);
}

/** Whoever moves a date in the portal leaves a line here. */
function tellMovedDate(
  record: SubscriptionRecord,
  before: SubscriptionRecord,
  nowMs: number,
): SubscriptionRecord {
  const cycle = currentCycle(record.ledger);
  const known = before.ledger.cycles.find(({ number }) => number === cycle?.number);
  if (cycle?.originalDate === undefined || isRetried(cycle) || known?.dueDate === cycle.dueDate)
    return record;
  const what = `the next date is ${cycle.dueDate} instead of ${known?.dueDate ?? cycle.originalDate}`;
  return withAudit(record, nowMs, 'schedule_changed', what);
}

/**
 * The gateway charges no more, and what stays open has been open for too long: what is missing is missed, a person decides the rest. Of
 * a cancelled schedule nothing is missing; a denied charge of it may still be tried again by itself, and is waited for longer.
 */
function closeBooks(record: SubscriptionRecord, { nowMs }: RuleContext): SubscriptionRecord {
  const { schedule, cancellation, ledger } = record;
  const phase = phaseOf(schedule.snapshot.status);
  if (cancellation !== undefined && phase === 'inactive') {
    const openMs = nowMs - (schedule.openSinceMs ?? nowMs);
    return openMs < LIMITS.undecidedAfterCancelMs ? record : { ...record, ledger: giveUpPending(ledger) };
  }
  if (!isOver(phase) || !isLongOpen(record, nowMs)) return record;
  const today = dateInSaoPaulo(instantOf(nowMs));
  return { ...record, ledger: giveUpPending(closeCurrent(record.ledger, today)) };
}

/** The current cycle has no charge although the gateway went on to a later date, or made all executions. */
export function isPassedOver({ ledger, schedule }: SubscriptionRecord, nowMs: number): boolean {
  const cycle = currentCycle(ledger);
  const today = dateInSaoPaulo(instantOf(nowMs));
  if (cycle === undefined || cycle.charges.length > 0 || cycle.dueDate > today) return false;
  const { nextDate, status } = schedule.snapshot;
  return phaseOf(status) === 'finished' || (nextDate !== undefined && nextDate > cycle.dueDate);
}
