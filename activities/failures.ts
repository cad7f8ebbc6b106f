import { ApplicationFailure } from '@temporalio/common';
import type { NotSentReason, UnknownReason } from '../carat/outcome';
import { warn } from './around-call';
import { describeForeign } from './foreign-error';

/** Why an attempt of a question brought no answer, as the type of its failure. */
const QUERY_FAILURES = {
  dns: 'gateway_dns',
  connection_refused: 'gateway_connection_refused',
  tls: 'gateway_tls',
  connect_timeout: 'gateway_connect_timeout',
  unreachable: 'gateway_unreachable',
  shutting_down: 'gateway_shutting_down',
  answer_timeout: 'gateway_answer_timeout',
  connection_lost: 'gateway_connection_lost',
  answer_too_large: 'gateway_answer_too_large',
  unreadable_answer: 'gateway_unreadable_answer',
  answer_for_other_id: 'gateway_answer_for_other_id',
  contradictory_answer: 'gateway_contradictory_answer',
  redirect: 'gateway_redirect',
  http_5xx: 'gateway_http_5xx',
  http_429: 'gateway_http_429',
  undocumented_http_status: 'gateway_undocumented_http_status',
  denial_without_payment: 'gateway_denial_without_payment',
  authenticity_error: 'gateway_authenticity_error',
  ambiguous_code: 'gateway_ambiguous_code',
  unlisted_code: 'gateway_unlisted_code',
} as const satisfies Record<SilenceReason, `gateway_${SilenceReason}`>;

/** What a question may meet instead of an answer. */
export type SilenceReason = NotSentReason | UnknownReason | 'shutting_down';

/** The type of an activity's failure that is not ours. */
const FOREIGN_FAILURE = 'activity_failed';

/** Every type that a failure of a gateway activity can have. */
export type ActivityFailureType = (typeof QUERY_FAILURES)[SilenceReason] | typeof FOREIGN_FAILURE;

/** A failure with one of our types, and no text from outside. */
class GatewayFailure extends ApplicationFailure {
  constructor(type: ActivityFailureType, message: string, nextRetryMs?: number) {
    super(message, type, false, undefined, undefined, nextRetryMs);
  }
}

/**
 * Silence as a failure that Temporal retries: asking again changes nothing.
 *
 * @param nextRetryMs when to ask again, milliseconds; by the policy of the call unless given
 */
export function silence(reason: SilenceReason, nextRetryMs?: number): ApplicationFailure {
  return new GatewayFailure(QUERY_FAILURES[reason], `the gateway did not answer: ${reason}`, nextRetryMs);
}

/**
 * What leaves an activity for an error: one of ours as it is; of any other only a code, since its text may hold a card
 * number and would enter the history (R7). The log names the class and the place.
 */
export function codedFailure(error: unknown): ApplicationFailure {
  if (error instanceof GatewayFailure) return error;
  warn(`a gateway call failed for a reason that is not the gateway's: ${describeForeign(error)}`);
  return new GatewayFailure(FOREIGN_FAILURE, 'the activity failed; the log of the worker names the place');
}
