import { QueryNotRegisteredError, QueryRejectedError } from '@temporalio/client';
import { statusQuery } from '../contract/messages';
import { subscriptionViewSchema, type SubscriptionView } from '../contract/view';
import { within, type TemporalAccess } from './access';
import { brokenOff } from './broken-off';
import { CLIENT_LIMITS } from './limits';
import { parseAnswer } from './parse-answer';
import { workflowIdFor, type SubscriptionRef } from './reference';
import { askForWorkers } from './silence';
import { NoWorkerError, WorkflowStuckError } from './temporal-errors';
import { isSilence, translateError } from './translate-error';

/** Attempt of a workflow task from which on its worker counts as failing, not as slow: only the first comes by itself. */
const STUCK_ATTEMPT = 2;

/** How to ask. */
export interface GetOptions {
  /**
   * Longest wait for the answer, milliseconds.
   *
   * @default 10000
   */
  timeoutMs?: number;
}

/**
 * Asks a subscription for its whole view, running or ended.
 *
 * @param timeoutMs - bound of the question
 * @throws SubscriptionNotFoundError, SubscriptionWorkflowFailedError (its workflow did not end by itself), NoWorkerError,
 * WorkflowStuckError, TemporalUnreachableError, UnexpectedAnswerError
 */
export async function readView(
  access: TemporalAccess,
  ref: SubscriptionRef,
  timeoutMs: number = CLIENT_LIMITS.queryMs,
): Promise<SubscriptionView> {
  const workflowId = workflowIdFor(ref);
  try {
    const answer = await within(access, timeoutMs, () =>
      access.strict.getHandle(workflowId).query(statusQuery),
    );
    return parseAnswer(subscriptionViewSchema, answer, `the view of ${workflowId}`);
  } catch (error) {
    throw await explain(access, workflowId, error, timeoutMs);
  }
}

async function explain(
  access: TemporalAccess,
  workflowId: string,
  error: unknown,
  timeoutMs: number,
): Promise<unknown> {
  if (error instanceof QueryRejectedError || error instanceof QueryNotRegisteredError) {
    return brokenOff(access, workflowId, error);
  }
  if (isSilence(error)) return silent(access, workflowId, error, timeoutMs);
  const { namespace } = access.client.options;
  return translateError(error, { what: `asking ${workflowId}`, workflowId, namespace });
}

async function silent(
  access: TemporalAccess,
  workflowId: string,
  error: unknown,
  timeoutMs: number,
): Promise<NoWorkerError | WorkflowStuckError> {
  const unanswered = `${workflowId} gave no answer within ${timeoutMs} ms`;
  const queue = `the task queue ${access.taskQueue}`;
  if ((await askForWorkers(access)) === 'none') {
    return new NoWorkerError(`${unanswered}: no worker polls ${queue}`, error);
  }
  if (await failsAgainAndAgain(access, workflowId)) return new WorkflowStuckError(workflowId, error);
  return new NoWorkerError(`${unanswered}: a worker polls ${queue}, but none answered`, error);
}

/** A workflow task is tried again only when the worker failed on it, or was lost. */
async function failsAgainAndAgain({ client }: TemporalAccess, workflowId: string): Promise<boolean> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  return (raw.pendingWorkflowTask?.attempt ?? 0) >= STUCK_ATTEMPT;
}
