import { LIMITS } from '../limits';
import { hasMark, withMarks } from '../mark';
import type { SubscriptionRecord } from './record';

// A command that comes again under its id has no second effect, also once its details have left: so 64 bits of each id are kept.

/** Remembers the ids of commands whose details leave. The oldest leave when the memory is full. */
export function withForgotten(record: SubscriptionRecord, ids: readonly string[]): SubscriptionRecord {
  if (ids.length === 0) return record;
  return { ...record, forgottenIds: withMarks(record.forgottenIds ?? '', ids, LIMITS.idsRemembered) };
}

/** Whether an id is that of a command that has ended, and whose details have left. */
export const isForgotten = ({ forgottenIds = '' }: SubscriptionRecord, id: string): boolean =>
  hasMark(forgottenIds, id);

/** Why such a command is not taken, in words that follow "is not possible:". */
export const ENDED_LONG_AGO =
  'the command with this update id ended long ago, and what became of it is kept no more; the events and the earlier runs tell';
