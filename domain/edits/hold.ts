import { askMomentMs, chargeMomentMs, dateInSaoPaulo, instantOf, shifted } from '../calendar';
import { phaseOf } from '../gateway/status';
import { currentCycle } from '../ledger/ledger';
import { LIMITS } from '../limits';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { EditFields } from './change';

/**
 * Until when no edit may be sent, milliseconds: the gateway's job has come to a due date, or is about to, and the schedule has not
 * been asked since. What is set then would meet an execution that nobody knows of yet. Undefined when nothing holds it up.
 *
 * Example: due on 10 May. From 03:25 on that day until the first answer after the job, edits wait, however long that takes.
 * On 11 May the same holds from 03:25 on while the date is still the same: an execution that ended ERR is tried again.
 * What only stops the charges is never held: it can prevent one, and make none.
 */
export function heldUntilMs(
  { ledger, schedule }: SubscriptionRecord,
  fields: EditFields,
  { order, nowMs }: RuleContext,
): number | undefined {
  if (onlyStops(fields) || phaseOf(schedule.snapshot.status) !== 'active') return undefined;
  const dueDate = schedule.snapshot.nextDate ?? currentCycle(ledger)?.dueDate;
  const today = dateInSaoPaulo(instantOf(nowMs));
  const hasJobBegun = nowMs >= chargeMomentMs(today) - LIMITS.noEditBeforeJobMs;
  const lastJobDay = hasJobBegun ? today : shifted(today, 0, -1);
  if (dueDate === undefined || dueDate > lastJobDay) return undefined;
  const askMs = askMomentMs(lastJobDay, order.orderId);
  return (schedule.answeredAtMs ?? 0) >= askMs ? undefined : askMs;
}

const onlyStops = ({ status, ...others }: EditFields): boolean =>
  status === 'INA' && Object.keys(others).length === 0;

/** True while no edit may be sent. */
export const isHeld = (record: SubscriptionRecord, context: RuleContext): boolean =>
  heldUntilMs(record, record.edit?.fields ?? {}, context) !== undefined;
