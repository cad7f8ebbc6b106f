import { askMomentMs, dateInSaoPaulo, earliestNextDueDate, instantOf, shifted } from '../calendar';
import { pollPauseMs } from '../calls/cadence';
import { cancelledLookMs } from '../edits/cancellation';
import { isOver, phaseOf } from '../gateway/status';
import { dayOf } from '../ledger/charge-day';
import { allCharges, currentCycle, isOpen, type Ledger } from '../ledger/ledger';
import { LIMITS } from '../limits';
import type { SubscriptionOrder } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';

/** A moment and what it is waited for, in words. */
export interface Moment {
  atMs: number;
  waitingFor: string;
}

const DAY_MS = 86_400_000;

/**
 * When the schedule is asked next, and why then. It follows from what is known alone, so that planning again does not move it.
 */
export function nextPoll(record: SubscriptionRecord, order: SubscriptionOrder): Moment {
  const { schedule, opening, ledger } = record;
  const { polledAtMs, answeredAtMs } = schedule;
  const cycle = currentCycle(ledger);
  const atOnce = { atMs: schedule.polledAtMs ?? opening.sinceMs, waitingFor: 'first poll of the schedule' };
  if (schedule.pollNow === true) return atOnce;
  if (schedule.openPolls > 0 && polledAtMs !== undefined) return pollAgain(record, polledAtMs);
  if (answeredAtMs === undefined) return atOnce;
  const lastMs = Math.max(answeredAtMs, polledAtMs ?? 0);
  const phase = phaseOf(schedule.snapshot.status);
  if (isOver(phase)) return afterTheLast(record, order, lastMs);
  const cancelledMs = cancelledLookMs(record, order);
  if (cancelledMs !== undefined && phase === 'inactive') return afterCancellation(cancelledMs, lastMs, order);
  if (cycle === undefined) return atOnce;
  const paused = phase === 'inactive';
  const everyMs = paused ? LIMITS.pausedAskEveryMs : order.options.statusQueryEveryDays * DAY_MS;
  const periodicMs = answeredAtMs + everyMs;
  const dueDate = expectedDate(record, dateInSaoPaulo(instantOf(lastMs)));
  const dueMs = paused || dueDate === undefined ? Infinity : chargeAskMomentMs(dueDate, lastMs, order);
  if (dueMs > periodicMs) return { atMs: periodicMs, waitingFor: 'periodic status query' };
  return { atMs: dueMs, waitingFor: `the charge due on ${dueDate ?? cycle.dueDate}` };
}

/** True once something has been open for so long that a person is told. */
export const isLongOpen = ({ schedule }: SubscriptionRecord, nowMs: number): boolean =>
  schedule.openSinceMs !== undefined && nowMs - schedule.openSinceMs >= LIMITS.cycleOpenMs;

function pollAgain(record: SubscriptionRecord, polledAtMs: number): Moment {
  const isSlow = isLongOpen(record, polledAtMs);
  const pauseMs = isSlow ? LIMITS.openSlowEveryMs : pollPauseMs(record.schedule.openPolls - 1);
  return { atMs: polledAtMs + pauseMs, waitingFor: 'another poll of what is still open' };
}

/**
 * The date that the next charge is waited for: the gateway's, or, while it tells none, the one after the last cycle. One that was charged
 * and that the gateway still names may be charged again on the days after it.
 */
function expectedDate({ ledger, terms, schedule }: SubscriptionRecord, lastDay: string): string | undefined {
  const cycle = currentCycle(ledger);
  if (cycle === undefined) return undefined;
  const { dueDate } = cycle;
  if (isOpen(cycle)) return dueDate;
  const { nextDate } = schedule.snapshot;
  const next = earliestNextDueDate(dueDate, terms.intervalMonths);
  const isStale = nextDate !== undefined && lastDay > shifted(nextDate, 0, LIMITS.askAfterLastExecutionDays);
  return nextDate !== undefined && nextDate < next && !isStale ? nextDate : next;
}

/** When the charge of a due date can be asked for after an earlier poll; one that was due by then is made by the next daily job. */
function chargeAskMomentMs(dueDate: string, afterMs: number, { orderId }: SubscriptionOrder): number {
  const dueMs = askMomentMs(dueDate, orderId);
  if (dueMs > afterMs) return dueMs;
  const day = dateInSaoPaulo(instantOf(afterMs));
  const moments = [day, shifted(day, 0, 1)].map((date) => askMomentMs(date, orderId));
  return moments.find((moment) => moment > afterMs) ?? afterMs + DAY_MS;
}

/** Executions were repeated on the days after the last one: the schedule is asked once more when they are over. */
function afterTheLast(record: SubscriptionRecord, order: SubscriptionOrder, lastMs: number): Moment {
  const isFinished = phaseOf(record.schedule.snapshot.status) === 'finished';
  const lookMs = isFinished ? lastLookMs(record, order) : 0;
  return lookMs > lastMs
    ? { atMs: lookMs, waitingFor: 'whether an execution is repeated after the last one' }
    : { atMs: lastMs + LIMITS.openSlowEveryMs, waitingFor: 'a person to look after the flags' };
}

/**
 * What was cancelled is looked at when the gateway would have charged it, and now and then before that: somebody may activate its
 * schedule, for an earlier date.
 */
function afterCancellation(lookMs: number, lastMs: number, { options }: SubscriptionOrder): Moment {
  if (lookMs <= lastMs)
    return { atMs: lastMs + LIMITS.openSlowEveryMs, waitingFor: 'a person to look after the flags' };
  const periodicMs = lastMs + options.statusQueryEveryDays * DAY_MS;
  return periodicMs < lookMs
    ? { atMs: periodicMs, waitingFor: 'periodic status query' }
    : { atMs: lookMs, waitingFor: 'whether it is charged after its cancellation' };
}

/** When nothing can be repeated any more. */
export function lastLookMs({ ledger, opening }: SubscriptionRecord, { orderId }: SubscriptionOrder): number {
  const day = lastChargeDay(ledger) ?? dateInSaoPaulo(instantOf(opening.sinceMs));
  return askMomentMs(shifted(day, 0, LIMITS.askAfterLastExecutionDays), orderId);
}

function lastChargeDay(ledger: Ledger): string | undefined {
  const days = [...allCharges(ledger).map(dayOf), ledger.earlier?.lastChargeDay];
  return days
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
}
