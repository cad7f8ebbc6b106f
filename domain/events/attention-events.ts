import { instantOf } from '../calendar';
import { LIMITS } from '../limits';
import { attentionOf } from '../subscription/attention';
import type { Occurrence } from '../subscription/occurrence';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import type { Fact } from './event';
import { emptyOutbox } from './outbox';
import { withFacts } from './tell';

/**
 * Tells what has come before a person since it was told last, and what has gone. Flags depend on the moment, too, so they are told where
 * the subscription comes to rest, and what came and went between two calls is not. That events cannot be delivered is shown and not sent:
 * each failure would bring the next.
 */
export function withAttentionTold(record: SubscriptionRecord, context: RuleContext): SubscriptionRecord {
  const outbox = record.events ?? emptyOutbox();
  const up = attentionOf(record, context).filter(({ flag }) => flag !== 'events_undelivered');
  const isTold = ({ key }: Occurrence): boolean => outbox.raised.some((told) => told.key === key);
  const standing = up.filter(isTold);
  const cleared = outbox.raised.filter(({ key }) => !standing.some((still) => still.key === key));
  // What is told already goes first: what does not fit is told once another one has gone.
  const raised = up.filter((one) => !isTold(one)).slice(0, Math.max(0, LIMITS.raisedTold - standing.length));
  if (raised.length + cleared.length === 0) return record;
  const time = instantOf(context.nowMs);
  const facts = [
    ...cleared.map(factOf('attention.cleared', time)),
    ...raised.map(factOf('attention.raised', time)),
  ];
  return {
    ...record,
    events: { ...withFacts(outbox, facts, context.nowMs), raised: [...standing, ...raised] },
  };
}

const factOf =
  (type: 'attention.raised' | 'attention.cleared', time: string) =>
  ({ key, flag, what, about }: Occurrence): Fact => ({
    type,
    key: `${type}/${key}/${time}`,
    subject: `attention/${flag}`,
    data: { flag, what, ...about },
  });
