import { instantOf } from '../calendar';
import { LIMITS } from '../limits';
import { hasMark, withMarks } from '../mark';
import { newestWithin } from '../weight';
import type { Fact, KeptEvent } from './event';
import type { Outbox } from './outbox';

/** Adds what has become known now. The oldest leave: a reader that stays away for long finds a gap, and can tell (docs/events.md). */
export function withFacts(outbox: Outbox, facts: readonly Fact[], nowMs: number): Outbox {
  const time = instantOf(nowMs);
  const all = [...outbox.kept];
  let { last } = outbox;
  for (const fact of facts) {
    last += 1;
    const key = uniqueKey(fact.key, { ...outbox, kept: all }, `${time}/${String(last)}`);
    all.push({ ...fact, key, sequence: last, time });
  }
  const kept = newestWithin(all, LIMITS.events);
  return withLeft({ ...outbox, last, kept }, all.slice(0, all.length - kept.length));
}

/** What happens once has one key for good, also after a reset or a restored backup; what happens again is told apart by its moment. */
const uniqueKey = (key: string, outbox: Outbox, moment: string): string =>
  wasTold(outbox, key) ? `${key}/${moment}` : key;

/** Whether a fact was told before, also long ago: a receiver drops what has a known id. */
export const wasTold = ({ kept, left = '' }: Outbox, key: string): boolean =>
  kept.some((event) => event.key === key) || hasMark(left, key);

function withLeft(outbox: Outbox, events: readonly KeptEvent[]): Outbox {
  const keys = events.filter(({ type }) => !HAS_ITS_MOMENT.test(type)).map(({ key }) => key);
  if (keys.length === 0) return outbox;
  return { ...outbox, left: withMarks(outbox.left ?? '', keys, LIMITS.eventsRemembered) };
}

/** The keys of these differ from one time to the next. */
const HAS_ITS_MOMENT = /^(?:subscription|attention)\./u;
