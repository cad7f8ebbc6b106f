import { CaratRequestError } from '../carat/errors';
import type { Outcome } from '../carat/outcome';
import type { CallOutcome, Refusal } from '../domain/gateway/answers';
import { assertNever } from '../domain/assert-never';
import { factsOf, safe, safeCode, type CaratAnswer } from './facts';
import { silence } from './failures';
import type { QueryAnswer } from './gateway-activities';
import { LIMITS } from './limits';

type Answered = Outcome<CaratAnswer>;

/** What the client made of a call: an outcome of the wire, or one that never got there. */
type Attempt = Answered | { kind: 'not_sent'; reason: 'shutting_down' } | { kind: 'unfit'; refusal: Refusal };

/**
 * What became of a call: always a result, never a failure that could be retried (R2, R3). What the client cannot put as
 * the gateway wants it is refused.
 */
export async function outcomeOfSend(call: () => Promise<Answered>): Promise<CallOutcome> {
  const outcome = await attempt(call);
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', facts: factsOf(outcome.value) };
    case 'denied':
      return {
        kind: 'denied',
        facts: factsOf(outcome.value),
        code: safeCode(outcome.authorizerCode) ?? outcome.code,
        message: safe(outcome.authorizerMessage ?? outcome.message) ?? '',
      };
    case 'refused':
      return refusalOf(outcome);
    case 'unfit':
      return outcome.refusal;
    case 'not_sent':
      return { kind: 'not_sent', reason: outcome.reason };
    case 'unknown':
      return {
        kind: 'unknown',
        reason: outcome.reason,
        ...(outcome.code === undefined ? {} : { code: outcome.code }),
        ...(outcome.mayHaveBeenDenied === true ? { mayHaveBeenDenied: true } : {}),
      };
    default:
      return assertNever(outcome);
  }
}

/** The answer to a question. Silence is a retryable failure: asking again changes nothing. */
export async function answerOfQuery(call: () => Promise<Answered>): Promise<QueryAnswer> {
  const outcome = await attempt(call);
  switch (outcome.kind) {
    case 'done':
    case 'denied':
      return { kind: 'done', facts: factsOf(outcome.value) };
    case 'refused':
      return refusalOf(outcome);
    case 'unfit':
      return outcome.refusal;
    case 'not_sent':
      throw silence(outcome.reason);
    case 'unknown':
      return silenceOrWait(outcome);
    default:
      return assertNever(outcome);
  }
}

/** The gateway is asked again when it wants to be: soon by the retry of the activity, later by the workflow. */
function silenceOrWait({ reason, retryAfterMs }: Extract<Answered, { kind: 'unknown' }>): QueryAnswer {
  if (retryAfterMs !== undefined && retryAfterMs > LIMITS.retryAfterShortMs)
    return { kind: 'no_answer', reason: 'told_to_wait', retryAfterMs };
  throw silence(reason, retryAfterMs);
}

async function attempt(call: () => Promise<Answered>): Promise<Attempt> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof CaratRequestError)) throw error;
    if (error.code === 'CARAT_CLIENT_CLOSED') return { kind: 'not_sent', reason: 'shutting_down' };
    const { code, message } = error;
    return { kind: 'unfit', refusal: { kind: 'refused', facts: {}, code, message, refusedBy: 'client' } };
  }
}

function refusalOf(refused: Extract<Answered, { kind: 'refused' }>): Refusal {
  return {
    kind: 'refused',
    facts: factsOf(refused.value ?? {}),
    code: refused.code,
    message: safe(refused.message) ?? '',
    refusedBy: 'gateway',
    ...(refused.credentialsRefused === true ? { credentialsRefused: true } : {}),
    ...(refused.noSuchTransaction === true ? { noSuchTransaction: true } : {}),
    ...(refused.authenticityFailed === true ? { authenticityFailed: true } : {}),
  };
}
