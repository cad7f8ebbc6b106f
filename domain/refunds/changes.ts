import { instantOf } from '../calendar';
import { LIMITS } from '../limits';
import { callById, withAudit } from '../subscription/changes';
import { withForgotten } from '../subscription/forgotten-ids';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { beginIdOf, isOpenRefund, refundInWords, sendIdOf, type Refund } from './refund';

/** Puts a refund in its place, or adds it; of those that have ended, the oldest leave first. */
export function withRefund(record: SubscriptionRecord, refund: Refund): SubscriptionRecord {
  const { refunds = [] } = record;
  const index = refunds.findIndex(({ id }) => id === refund.id);
  const all = index === -1 ? [...refunds, refund] : refunds.with(index, refund);
  const hasEnded = (one: Refund): boolean => !isOpenRefund(one) && one.look === undefined;
  const surplus = Math.max(0, all.length - LIMITS.refundsKept);
  const leaving = new Set(
    all
      .filter(hasEnded)
      .slice(0, surplus)
      .map(({ id }) => id),
  );
  const kept = all.filter(({ id }) => !leaving.has(id));
  return withForgotten({ ...record, refunds: kept }, [...leaving]);
}

/** Takes the calls of a refund away: they have come to their conclusion. */
export const withoutRefundCalls = (record: SubscriptionRecord, refund: Refund): SubscriptionRecord => ({
  ...record,
  calls: record.calls.filter(({ id }) => id !== beginIdOf(refund) && id !== sendIdOf(refund)),
});

/**
 * Ends a refund that came to nothing: no money moved by it. While nobody knew that, what its charge showed was not taken over: it may have
 * been ours. So the charge is looked at once more.
 */
export function failRefund(
  record: SubscriptionRecord,
  refund: Refund,
  problem: { code: string; message: string },
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { look, ...rest } = refund;
  const wasInDoubt = callById(record, sendIdOf(refund))?.doubt !== undefined;
  const failed: Refund = {
    ...rest,
    ...{ state: 'failed', endedAt: instantOf(nowMs), problem },
    ...(wasInDoubt ? { look: { atMs: nowMs, asked: 0 } } : {}),
  };
  const known = withRefund(withoutRefundCalls(record, refund), failed);
  const reason = `${problem.code}: ${problem.message}`;
  return withAudit(known, nowMs, 'command_failed', `failed: ${refundInWords(refund)}`, {
    by: refund.by,
    reason,
  });
}
