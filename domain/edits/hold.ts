import { askMomentMs, chargeMomentMs, dateInSaoPaulo, instantOf, shifted } from '../calendar';
import { phaseOf } from '../gateway/status';
import { asNit } from '../ids';
import { chargeByNit, currentCycle } from '../ledger/ledger';
import { LIMITS } from '../limits';
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
 * What sets a date waits for the answer after the last job on every day, and until each charge that it lists has been read: the
 * portal may have moved the date behind our back, and a cycle that was charged must not be charged again on another day.
 */
export function holdOf(
  record: SubscriptionRecord,
  fields: EditFields,
  { order, nowMs }: RuleContext,
): Hold | undefined {
  const { ledger, schedule } = record;
  const { status, nextDate } = schedule.snapshot;
  const isActive = phaseOf(status) === 'active';
  const today = dateInSaoPaulo(instantOf(nowMs));
  // What is inactive is not charged by the job of today, so the answer after it is not waited for.
  const fromMs = isActive
    ? chargeMomentMs(today) - LIMITS.noEditBeforeJobMs
    : askMomentMs(today, order.orderId);
  const lastJobDay = nowMs >= fromMs ? today : shifted(today, 0, -1);
  const dueDate = nextDate ?? currentCycle(ledger)?.dueDate;
  const isDue = isActive && dueDate !== undefined && dueDate <= lastJobDay;
  const setsDate = fields.nextDate !== undefined;
  if (onlyStops(fields) || !(isDue || setsDate)) return undefined;
  const untilMs = askMomentMs(lastJobDay, order.orderId);
  const isAsked = (schedule.answeredAtMs ?? 0) >= untilMs;
  if (isAsked && !(setsDate && hasUnreadCharge(record))) return undefined;
  return { untilMs, waitingFor: isDue ? CHARGE_OF_TODAY : PAST_CHARGES };
}

const CHARGE_OF_TODAY = 'the charge of today, before the edit';
const PAST_CHARGES = 'what has been charged, before a date is set';

/** True when the question that ends a hold is due and has not been tried: its answer comes in a moment. */
export const isAskedAtOnce = (
  { schedule }: SubscriptionRecord,
  { untilMs }: Hold,
  { nowMs }: RuleContext,
): boolean => untilMs <= nowMs && (schedule.polledAtMs ?? 0) < untilMs;

/** A charge is listed that the ledger does not have: it may be that of the cycle whose date is to be set. */
const hasUnreadCharge = ({ ledger, schedule }: SubscriptionRecord): boolean =>
  Object.keys(schedule.unreadSince).some((nit) => chargeByNit(ledger, asNit(nit)) === undefined);

const onlyStops = ({ status, ...others }: EditFields): boolean =>
  status === 'INA' && Object.keys(others).length === 0;
