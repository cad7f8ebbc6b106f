import { QueryNotRegisteredError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { isPassedOver } from '../../client/commands/execute-update';
import { NoWorkerError } from '../../client/errors/temporal-errors';
import { SubscriptionNotFoundError } from '../../client/errors/subscription-errors';
import { isSilence, isTaskTriedAgain, translateError } from '../../client/errors/translate-error';

/** What a failed call to Temporal means for a post. */
export type Failure =
  /** There is no such subscription, or it has ended. */
  | 'not_found'
  /** Temporal may be well; the subscription does not answer: no worker, an older one, or one that fails. */
  | 'unanswered'
  /** The subscription refused it. */
  | 'refused'
  /** Temporal is away, overloaded, or lets nobody in. */
  | 'unavailable';

/** What an error of the Temporal client means. */
export function failureOf(error: unknown): Failure {
  if (isPassedOver(error)) return 'unanswered';
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
    return 'refused';
  if (error instanceof QueryNotRegisteredError || isSilence(error) || isTaskTriedAgain(error))
    return 'unanswered';
  const translated = translateError(error, { what: 'delivering a post', namespace: '' });
  if (translated instanceof SubscriptionNotFoundError) return 'not_found';
  return translated instanceof NoWorkerError ? 'unanswered' : 'unavailable';
}
