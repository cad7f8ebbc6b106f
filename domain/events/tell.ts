import { instantOf } from '../calendar';
import { LIMITS } from '../limits';
import { newestWithin } from '../weight';
import type { Fact } from './event';
import type { Outbox } from './outbox';

/** Adds what has become known now. The oldest leave: a reader that stays away for long finds a gap, and can tell (docs/events.md). */
export function withFacts(outbox: Outbox, facts: readonly Fact[], nowMs: number): Outbox {
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
