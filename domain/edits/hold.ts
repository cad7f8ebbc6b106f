import { askMomentMs, chargeMomentMs, dateInSaoPaulo, instantOf, shifted } from '../calendar';
import { phaseOf } from '../gateway/status';
import { isUndecided } from '../ledger/outcomes';
import { currentCycle } from '../ledger/ledger';
import { LIMITS } from '../limits';
import { hasUnnamedExecutions } from '../schedule/counter';
import { lastAnswerMs } from '../schedule/last-answer';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { EditFields } from './change';

/** Why an edit is not sent yet. */
export interface Hold {
  /** When the schedule may be asked for what ends it, milliseconds. */
  untilMs: number;
  waitingFor: 'the charge of today, before the edit' | 'what has been charged, before a date is set';
}

/**
 * What holds an edit up: the gateway's job has come to a due date, or is about to, and the schedule has not been asked since. What
 * is set then would meet an execution that nobody knows of yet. Undefined when nothing does.
 *
 * Example: due on 10 May. From 03:25 on that day until the first answer after the job, edits wait, however long that takes.
 * On 11 May the same holds from 03:25 on while the date is still the same: an execution that ended ERR is tried again.
 * What only stops the charges is never held: it can prevent one, and make none.
 *
 * What sets a date waits for the answer after the last job on every day, and until it is known what has been charged: somebody in
 * the portal may have moved the date, or made the schedule active, and a cycle that was charged must not be charged again on
 * another day. While a date has come and is not charged, the answer must be some minutes old at most: the job may be late.
 */
export function holdOf(
  record: SubscriptionRecord,
  fields: EditFields,
  { order, nowMs }: RuleContext,
): Hold | undefined {
  const { ledger, schedule } = record;
  const { status, nextDate } = schedule.snapshot;
  const isActive = phaseOf(status) === 'active';
  const setsDate = fields.nextDate !== undefined;
  const today = dateInSaoPaulo(instantOf(nowMs));
  const fromMs = chargeMomentMs(today) - LIMITS.noEditBeforeJobMs;
  const lastJobDay = nowMs >= fromMs ? today : shifted(today, 0, -1);
  const dueDate = nextDate ?? currentCycle(ledger)?.dueDate;
  const isDue = isActive && dueDate !== undefined && dueDate <= lastJobDay;
  if (onlyStops(fields) || !(isDue || setsDate)) return undefined;
  const jobAskMs = askMomentMs(lastJobDay, order.orderId);
  // A job that is late can run at any moment: what was answered minutes before the edit's next step says nothing of it.
  const stepMs = record.edit?.atMs ?? nowMs;
  const untilMs = setsDate && isDue ? Math.max(jobAskMs, stepMs - LIMITS.dueAnswerHoldsMs) : jobAskMs;
  const isAsked = lastAnswerMs(schedule) >= untilMs;
  if (isAsked && !(setsDate && isChargedUnknown(record))) return undefined;
  return { untilMs, waitingFor: isDue ? CHARGE_OF_TODAY : PAST_CHARGES };
}

const CHARGE_OF_TODAY = 'the charge of today, before the edit';
const PAST_CHARGES = 'what has been charged, before a date is set';

/**
 * How long an edit may wait for a worker, milliseconds: one that may cause a charge is not to leave as the next job runs. Undefined for
 * what only stops the charges.
 */
export function leavesWithinMs(fields: EditFields, nowMs: number): number | undefined {
  if (onlyStops(fields)) return undefined;
  const today = dateInSaoPaulo(instantOf(nowMs));
  const jobsMs = [today, shifted(today, 0, 1)].map((day) => chargeMomentMs(day) - LIMITS.noSendBeforeJobMs);
  return Math.min(...jobsMs.map((jobMs) => jobMs - nowMs).filter((ms) => ms > 0));
}

/** True when the question that ends a hold is due and has not been tried: its answer comes in a moment. */
export const isAskedAtOnce = (
  { schedule, access }: SubscriptionRecord,
  { untilMs }: Hold,
  { nowMs }: RuleContext,
): boolean => untilMs <= nowMs && (schedule.polledAtMs ?? 0) < untilMs && (access.quietUntilMs ?? 0) <= nowMs;

/**
 * The cycle whose date is to be set may have been charged: the last reading was not whole, the gateway counts an execution that
 * nobody can name and nobody has looked after, or a charge of it is not decided.
 */
function isChargedUnknown(record: SubscriptionRecord): boolean {
  const charges = currentCycle(record.ledger)?.charges ?? [];
  return record.schedule.incomplete === true || hasUnnamedExecutions(record) || charges.some(isUndecided);
}

/** An edit that can prevent a charge, and make none. */
export const onlyStops = ({ status, ...others }: EditFields): boolean =>
  status === 'INA' && Object.keys(others).length === 0;
