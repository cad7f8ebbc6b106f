import { askMomentMs, chargeMomentMs, dateInSaoPaulo, instantOf } from '../calendar';
import { isUnderWay, phaseOf } from '../gateway/status';
import { currentCycle } from '../ledger/ledger';
import { LIMITS } from '../limits';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';

/**
 * True while no edit may be sent: the gateway's job has come to a due date, or is about to, and the schedule has not been read
 * since. What is set then would meet an execution that nobody knows of yet.
 *
 * Example: due on 10 May. From 03:25 on that day until the first answer after the job, edits wait. On 11 May the same
 * holds from 03:25 on while the cycle is still open: an execution that ended ERR is tried again.
 */
export function isHeld({ ledger, schedule }: SubscriptionRecord, { order, nowMs }: RuleContext): boolean {
  if (schedule.reading !== undefined) return true;
  const dueDate = schedule.snapshot.nextDate ?? currentCycle(ledger)?.dueDate;
  const today = dateInSaoPaulo(instantOf(nowMs));
  // What is inactive is not executed.
  if (!isUnderWay(phaseOf(schedule.snapshot.status)) || phaseOf(schedule.snapshot.status) === 'inactive')
    return false;
  if (dueDate === undefined || dueDate > today) return false;
  const holdsFromMs = chargeMomentMs(today) - LIMITS.noEditBeforeJobMs;
  const hasBeenRead = (schedule.answeredAtMs ?? 0) >= askMomentMs(today, order.orderId);
  return nowMs >= holdsFromMs && !hasBeenRead;
}
