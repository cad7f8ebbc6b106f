import { statusQuery } from '../../contract/messages';
import { subscriptionViewSchema, type SubscriptionView } from '../../contract/view';
import type { TemporalAccess } from '../access';
import { MILLISECONDS, type Checks } from '../check-options';
import { CLIENT_LIMITS } from '../limits';
import type { SubscriptionRef } from '../reference';
import { askSubscription } from './ask-subscription';

/** How to ask. */
export interface GetOptions {
  /**
   * Longest wait for the answer, milliseconds. Where none comes, it may take 10 s more to tell why.
   *
   * @default 10000
   */
  timeoutMs?: number;
}

export const GET_OPTIONS: Checks<GetOptions> = { timeoutMs: MILLISECONDS };

/**
 * Asks a subscription for its whole view, running or ended.
 *
 * @param timeoutMs - bound of the question
 * @throws SubscriptionNotFoundError, SubscriptionWorkflowFailedError (its workflow did not end by itself), NoWorkerError,
 * WorkflowStuckError, TemporalUnreachableError, UnexpectedAnswerError
 */
export const readView = (
  access: TemporalAccess,
  ref: SubscriptionRef,
  timeoutMs: number = CLIENT_LIMITS.queryMs,
): Promise<SubscriptionView> =>
  askSubscription(access, ref, {
    query: statusQuery,
    args: [],
    schema: subscriptionViewSchema,
    what: 'the view',
    timeoutMs,
  });
