import type { OpenCall } from '../calls/call';
import type { CommandStanding } from '../edits/standing';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { sendMomentMs } from './plan-refunds';
import { LIMITS } from '../limits';
import { callOfRefund, openRefunds, refundById } from './open-refunds';

/** Where a refund stands, as its answer says it. */
export function refundStanding(
  record: SubscriptionRecord,
  id: string,
  { nowMs }: RuleContext,
): CommandStanding | undefined {
  const refund = refundById(record, id);
  if (refund === undefined) return undefined;
  const { state, endedAt = refund.at, problem = { code: 'unknown', message: '' }, look, rounds } = refund;
  if (state === 'done') return { kind: 'carried_out', since: endedAt };
  if (state === 'failed') return { kind: 'failed', problem };
  const turn = openRefunds(record).indexOf(refund);
  if (turn >= LIMITS.answersWaiting) return { kind: 'accepted' };
  const call = callOfRefund(record, refund);
  if (call === undefined) {
    const isLeftAlone = (record.access.quietUntilMs ?? 0) > nowMs;
    return { kind: isLeftAlone || (look?.asked ?? 0) > 0 || rounds > 0 ? 'accepted' : 'waiting' };
  }
  if (call.doubt !== undefined) return { kind: 'in_doubt' };
  const goesOn = rounds > 0 || hasMetTrouble(call) || sendMomentMs(record, call) > nowMs;
  return { kind: goesOn ? 'accepted' : 'waiting' };
}

/** Something did not go as it should: nobody is kept waiting for its end. */
const hasMetTrouble = ({ possiblyDelivered, notDelivered, notTaken, person }: OpenCall): boolean =>
  possiblyDelivered + notDelivered + notTaken > 0 || person !== undefined;
