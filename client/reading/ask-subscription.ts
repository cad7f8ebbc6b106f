import { QueryNotRegisteredError, QueryRejectedError } from '@temporalio/client';
import type { QueryDefinition } from '@temporalio/common';
import type { z } from 'zod';
import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';
import { brokenOff } from './broken-off';
import type { CaratSubscriptionsError } from '../errors/error-base';
import { failingTask } from './failing-task';
import { parseAnswer } from '../parse-answer';
import { workflowIdFor, type SubscriptionRef } from '../reference';
import { askForWorkers } from './silence';
import { NoWorkerError, WorkflowStuckError } from '../errors/temporal-errors';
import { isSilence, isTaskTriedAgain, translateError } from '../errors/translate-error';

/** One question to a subscription. */
export interface Question<Args extends unknown[], Schema extends z.ZodType> {
  query: QueryDefinition<unknown, Args>;
  args: Args;
  /** Of its answer. */
  schema: Schema;
  /** What is asked for, for the message of an error. */
  what: string;
  /** Longest wait for the answer. */
  timeoutMs: number;
  /** The run that is asked; the current one without it. */
  runId?: string | undefined;
}

/**
 * Asks a subscription, running or ended, and tells why when nobody answers.
 *
 * @throws SubscriptionNotFoundError, SubscriptionWorkflowFailedError (its workflow did not end by itself), NoWorkerError,
 * WorkflowStuckError, TemporalUnreachableError, UnexpectedAnswerError
 */
export async function askSubscription<Args extends unknown[], Schema extends z.ZodType>(
  access: TemporalAccess,
  ref: SubscriptionRef,
  { query, args, schema, what, timeoutMs, runId }: Question<Args, Schema>,
): Promise<z.output<Schema>> {
  const workflowId = workflowIdFor(ref);
  try {
    const answer = await askedAgain(timeoutMs, (waitMs) =>
      within(access, waitMs, () =>
        access.strict.getHandle(workflowId, runId).query<unknown, unknown[]>(query.name, ...args),
      ),
    );
    return parseAnswer(schema, answer, `${what} of ${workflowId}`);
  } catch (error) {
    throw await explain(access, workflowId, error, timeoutMs);
  }
}

/**
 * Asks once more where nothing is heard for a while: under many commands at once a question is lost now and then, and one that follows is
 * answered at once.
 */
async function askedAgain<T>(timeoutMs: number, ask: (waitMs: number) => Promise<T>): Promise<T> {
  const againAfterMs = Math.min(timeoutMs, CLIENT_LIMITS.askAgainAfterMs);
  const leftMs = timeoutMs - againAfterMs;
  try {
    return await ask(againAfterMs);
  } catch (error) {
    if (leftMs <= 0 || !isSilence(error)) throw error;
    return ask(leftMs);
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
  if (isSilence(error)) {
    return unanswered(
      access,
      workflowId,
      error,
      `${workflowId} gave no answer within ${String(timeoutMs / 1_000)} s`,
    );
  }
  if (isTaskTriedAgain(error)) {
    return unanswered(
      access,
      workflowId,
      error,
      `${workflowId} gives no answer: its workflow task is tried again`,
    );
  }
  const { namespace } = access.client.options;
  return translateError(error, { what: `asking ${workflowId}`, workflowId, namespace });
}

/** Tells why nobody answers: no worker, one that fails on this history, or one that is paused, lost or busy. */
async function unanswered(
  access: TemporalAccess,
  workflowId: string,
  error: unknown,
  what: string,
): Promise<CaratSubscriptionsError> {
  const { namespace } = access.client.options;
  const queue = `the task queue ${access.taskQueue}`;
  try {
    if ((await askForWorkers(access)) === 'none') {
      return new NoWorkerError(`${what}: no worker polls ${queue}`, error);
    }
    const failing = await failingTask(access, workflowId);
    if (failing !== undefined) return new WorkflowStuckError(workflowId, error, failing);
    return new NoWorkerError(`${what}: a worker polls ${queue}, but none answered`, error);
  } catch (failure) {
    return translateError(failure, { what: `asking ${workflowId}`, workflowId, namespace });
  }
}
