import { z } from 'zod';
import { LIMITS } from '../domain/limits';
import { attemptOf } from '../domain/opening/earlier-attempts';
import { inWords, object, text, whole } from './fields';
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

export { attemptOf };
/** Most attempts at one order, the first one included. */
export const ATTEMPTS_MAX = LIMITS.attempts;
