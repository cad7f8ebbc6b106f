import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { isEarlyLook, withLookEnded } from './hint';

/** Counts a poll: one that left nothing open, or one more that did. One that a hint brought forward does not slow the others down. */
export function withPollCounted(
  record: SubscriptionRecord,
  result: 'explained' | 'open' | 'incomplete',
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { openSinceMs = nowMs, incomplete, ...schedule } = record.schedule;
  const ended = withLookEnded(record);
  if (result === 'explained') return { ...ended, schedule: { ...schedule, openPolls: 0 } };
  const counted = isEarlyLook(record) ? Math.max(1, schedule.openPolls) : schedule.openPolls + 1;
  const open = { ...schedule, openPolls: counted, openSinceMs };
  return { ...ended, schedule: result === 'open' ? open : { ...open, incomplete: true } };
}
