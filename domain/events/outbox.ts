import { instantOf } from '../calendar';
import { LIMITS } from '../limits';
import { newestWithin, type Bounds } from '../weight';
import type { Attention } from '../subscription/attention';
import type { Fact, KeptEvent } from './event';
import type { Life } from './life';
import type { Push } from './push';

/** The events of a subscription: what was told, and what is kept to be read or sent. */
export interface Outbox {
  /** Sequence of the last event; 0 before the first. */
  last: number;
  /** The newest ones, oldest first. */
  kept: KeptEvent[];
  life: Life;
  /** Occurrences that were told as raised, and not yet as cleared. */
  raised: { key: string; flag: Attention; what: string }[];
  /** Whether somebody is to be told, and how far that is; absent before the first answer of a worker of the merchant. */
  push?: Push;
}

export const emptyOutbox = (life: Life = 'opening'): Outbox => ({ last: 0, kept: [], life, raised: [] });

/** Adds what has become known now. The oldest leave: a reader that stays away for long finds a gap, and can tell (docs/events.md). */
export function withFacts(outbox: Outbox, facts: readonly Fact[], nowMs: number): Outbox {
  if (facts.length === 0) return outbox;
  const time = instantOf(nowMs);
  const kept = [...outbox.kept];
  const known = new Set(kept.map(({ key }) => key));
  let { last } = outbox;
  for (const fact of facts) {
    last += 1;
    const key = uniqueKey(fact.key, known, `${time}/${String(last)}`);
    known.add(key);
    kept.push({ ...fact, key, sequence: last, time });
  }
  return { ...outbox, last, kept: newestWithin(kept, LIMITS.events) };
}

/** What happens once has one key for good, also after a reset or a restored backup; what happens again is told apart by its moment. */
const uniqueKey = (key: string, known: ReadonlySet<string>, moment: string): string =>
  known.has(key) ? `${key}/${moment}` : key;

/** The outbox of a new run. */
export const boundedOutbox = (outbox: Outbox, bounds: Bounds): Outbox => ({
  ...outbox,
  kept: newestWithin(outbox.kept, bounds),
});
