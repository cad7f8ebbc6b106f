import { ApplicationFailure } from '@temporalio/common';
import { CaratRequestError } from '../carat/errors';
import type { Outcome } from '../carat/outcome';
import type { CallOutcome } from '../domain/gateway/answers';
import { assertNever } from '../domain/assert-never';
import { factsOf, safe, type CaratAnswer } from './facts';
import type { QueryAnswer } from './gateway-activities';

/**
 * What became of a call: always a result, never a failure that could be retried (R2, R3). What the client cannot put as
 * the gateway wants it is refused.
 */
export async function outcomeOfSend(call: () => Promise<Outcome<CaratAnswer>>): Promise<CallOutcome> {
  try {
    return toCallOutcome(await call());
  } catch (error) {
    if (!(error instanceof CaratRequestError)) throw error;
    if (error.code === 'CARAT_CLIENT_CLOSED') return { kind: 'not_sent', reason: 'shutting_down' };
    return { kind: 'refused', facts: {}, code: error.code, message: error.message, refusedBy: 'client' };
  }
}

/** The answer to a question. Silence is a retryable failure: asking again changes nothing. */
export async function answerOfQuery(call: () => Promise<Outcome<CaratAnswer>>): Promise<QueryAnswer> {
  const outcome = await outcomeOfSend(call);
  switch (outcome.kind) {
    case 'done':
    case 'refused':
      return outcome;
    case 'denied':
      return { kind: 'done', facts: outcome.facts };
    case 'not_sent':
    case 'unknown':
      throw ApplicationFailure.retryable(
        `the gateway did not answer: ${outcome.reason}`,
        `gateway_${outcome.reason}`,
      );
    default:
      return assertNever(outcome);
  }
}

function toCallOutcome(outcome: Outcome<CaratAnswer>): CallOutcome {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', facts: factsOf(outcome.value) };
    case 'denied':
      return {
        kind: 'denied',
        facts: factsOf(outcome.value),
        code: outcome.authorizerCode ?? outcome.code,
        message: safe(outcome.authorizerMessage ?? outcome.message) ?? '',
      };
    case 'refused':
      return {
        kind: 'refused',
        facts: factsOf(outcome.value ?? {}),
        code: outcome.code,
        message: safe(outcome.message) ?? '',
        refusedBy: 'gateway',
        ...(outcome.credentialsRefused === true ? { credentialsRefused: true } : {}),
      };
    case 'not_sent':
      return { kind: 'not_sent', reason: outcome.reason };
    case 'unknown':
      return {
        kind: 'unknown',
        reason: outcome.reason,
        ...(outcome.code === undefined ? {} : { code: outcome.code }),
        ...(outcome.reason === 'denial_without_payment' ? { mayHaveBeenDenied: true } : {}),
      };
    default:
      return assertNever(outcome);
  }
}
