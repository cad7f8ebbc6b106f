import { LIMITS } from '../limits';
import { markOf } from '../mark';
import type { SubscriptionRecord } from './record';

// A command that comes again under its id has no second effect, also once its details have left: so 64 bits of each id are kept.

/** Characters of one mark. */
const MARK_LENGTH = 16;

/** Remembers the ids of commands whose details leave. The oldest leave when the memory is full. */
export function withForgotten(record: SubscriptionRecord, ids: readonly string[]): SubscriptionRecord {
  if (ids.length === 0) return record;
  const marks = `${record.forgottenIds ?? ''}${ids.map(markOf).join('')}`;
  return { ...record, forgottenIds: marks.slice(-LIMITS.idsRemembered * MARK_LENGTH) };
}

/** Whether an id is that of a command that has ended, and whose details have left. */
export function isForgotten({ forgottenIds = '' }: SubscriptionRecord, id: string): boolean {
  const mark = markOf(id);
  for (let at = 0; at < forgottenIds.length; at += MARK_LENGTH)
    if (forgottenIds.startsWith(mark, at)) return true;
  return false;
}

/** Why such a command is not taken, in words that follow "is not possible:". */
export const ENDED_LONG_AGO =
  'the command with this update id ended long ago, and what became of it is kept no more; the events and the earlier runs tell';
