import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';

/** Counts a poll: one that left nothing open, or one more that did. */
export function withPollCounted(
  record: SubscriptionRecord,
  result: 'explained' | 'open' | 'incomplete',
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { openSinceMs = nowMs, incomplete, ...schedule } = record.schedule;
  if (result === 'explained') return { ...record, schedule: { ...schedule, openPolls: 0 } };
  const open = { ...schedule, openPolls: schedule.openPolls + 1, openSinceMs };
  return { ...record, schedule: result === 'open' ? open : { ...open, incomplete: true } };
}
