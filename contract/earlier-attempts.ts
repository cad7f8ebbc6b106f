import { z } from 'zod';
import { LIMITS } from '../domain/limits';
import { attemptOf, type EarlierAttempt } from '../domain/opening/earlier-attempts';
import { inWords, object, text, whole } from './fields';
import type { Problem } from './problems';
import { TEXT_RULES } from './text-rules';

const earlierAttempt = object({
  startedAt: text(TEXT_RULES.instant),
  endedAt: text(TEXT_RULES.instant),
  what: text(TEXT_RULES.reason, { checks: ['noCardNumber'] }).meta({
    description: 'How it ended, in the words of its audit trail',
  }),
  reason: text(TEXT_RULES.reason, { checks: ['noCardNumber'] }).optional(),
  nit: text(TEXT_RULES.gatewayId)
    .meta({ description: 'NIT of its payment, where one was created' })
    .optional(),
  sid: text(TEXT_RULES.gatewayId)
    .meta({ description: 'SID of its schedule, where one was created' })
    .optional(),
  lastEvent: whole(0, LIMITS.eventSequence).meta({
    description: 'Sequence of its last event: those of the next attempt go on from there',
  }),
});

const WORDS = `must be a list of 1–${String(LIMITS.attempts - 1)} attempts that ended as rejected, oldest first`;

/** The attempts at the same order that came before, oldest first: all of them ended as rejected, and no money moved. */
export const earlierAttempts = z
  .array(earlierAttempt, inWords(WORDS))
  .min(1, inWords(WORDS))
  .max(LIMITS.attempts - 1, inWords(WORDS))
  .meta({
    words: WORDS,
    description:
      'Of a start after `rejected`: the attempts at this order before it. The client fills it in (`attempt`); absent in a first start',
  });

/** What contradicts itself in a story of earlier attempts. Whether it is true only the gateway and the histories know. */
export function problemOfEarlierAttempts(story: readonly EarlierAttempt[] = []): Problem | undefined {
  const before: EarlierAttempt[] = [];
  for (const [index, attempt] of story.entries()) {
    const found = contradiction(attempt, before);
    if (found !== undefined)
      return { field: `earlierAttempts.${String(index)}.${found.field}`, problem: found.problem };
    before.push(attempt);
  }
  return undefined;
}

function contradiction(
  { startedAt, endedAt, nit, sid, lastEvent }: EarlierAttempt,
  before: readonly EarlierAttempt[],
): Problem | undefined {
  const [fromMs, untilMs] = [Date.parse(startedAt), Date.parse(endedAt)];
  if (Number.isNaN(fromMs)) return { field: 'startedAt', problem: TEXT_RULES.instant.words };
  if (!(untilMs >= fromMs))
    return { field: 'endedAt', problem: 'must be an instant, and not before startedAt' };
  if (nit !== undefined && before.some((other) => other.nit === nit))
    return { field: 'nit', problem: 'must be of this attempt alone' };
  if (sid !== undefined && before.some((other) => other.sid === sid))
    return { field: 'sid', problem: 'must be of this attempt alone' };
  if (lastEvent < (before.at(-1)?.lastEvent ?? 0))
    return { field: 'lastEvent', problem: 'must not be below the one of the attempt before' };
  return undefined;
}

export { attemptOf };
/** Most attempts at one order, the first one included. */
export const ATTEMPTS_MAX = LIMITS.attempts;
