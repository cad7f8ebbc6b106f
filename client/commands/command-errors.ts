import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';
import { REFUND_IN_PORTAL } from '../../contract/vocabulary';
import { within, type TemporalAccess } from '../access';
import type { CaratSubscriptionsError } from '../errors/error-base';
import { CommandNotCarriedOutError, type CommandProblem } from '../errors/not-carried-out';
import {
  CommandFailedError,
  CommandNotAllowedError,
  CommandOutcomePendingError,
  InvalidCommandError,
} from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { safeText } from '../errors/safe-text';
import { askForWorkers } from '../reading/silence';
import { NoWorkerError } from '../errors/temporal-errors';
import { isSilence, mayHaveArrived, translateError, type Doing } from '../errors/translate-error';
import { isPassedOver } from './execute-update';
import { refusedField } from './refused-field';
import { safeProblem } from './standing-of-change';

/** The command that went wrong. */
export interface SentCommand {
  workflowId: string;
  kind: string;
  updateId: string;
  timeoutMs: number;
}

/** Explains why a command got no answer: refused, failed, or not known yet. */
export async function explainCommandError(
  access: TemporalAccess,
  sent: SentCommand,
  error: unknown,
): Promise<CaratSubscriptionsError> {
  if (isPassedOver(error)) return passedOver(access, sent, error);
  if (error instanceof WorkflowUpdateFailedError) return refusedOrFailed(sent, error);
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isSilence(error)) {
    return silent(access, sent, error);
  }
  if (error instanceof WorkflowNotFoundError) return endedOrNotFound(access, sent, error);
  const translated = translateError(error, doing(access, sent));
  return mayHaveArrived(error)
    ? new CommandOutcomePendingError(
        `${translated.message}; the command may have been taken`,
        sent.updateId,
        error,
      )
    : translated;
}

const passedOver = (
  { taskQueue }: TemporalAccess,
  { workflowId, kind, updateId }: SentCommand,
  error: unknown,
): CaratSubscriptionsError =>
  new NoWorkerError(
    `${workflowId}: the worker on the task queue ${taskQueue} let ${kind} go by; nothing of it was done`,
    error,
    updateId,
    true,
  );

function refusedOrFailed(
  { kind, workflowId, updateId }: SentCommand,
  error: WorkflowUpdateFailedError,
): CaratSubscriptionsError {
  const failure = error.cause;
  const type = failure instanceof ApplicationFailure ? failure.type : undefined;
  const text = safeText(failure?.message ?? 'no reason given');
  if (type === WORKFLOW_ERRORS.commandNotAllowed) {
    const field = refusedField(kind, text.replace(/^\w+ is not possible: /, ''));
    return new CommandNotAllowedError(`${workflowId}: ${text}`, error, field === undefined ? [] : [field]);
  }
  if (type === WORKFLOW_ERRORS.invalidCommand) {
    return new InvalidCommandError([{ field: kind, problem: text }], error);
  }
  if (type === WORKFLOW_ERRORS.commandFailed)
    return new CommandNotCarriedOutError({ workflowId, kind, updateId }, problemIn(failure), error);
  return new CommandFailedError(`${workflowId}: ${kind} failed: ${text}`, updateId, error);
}

/** The problem that a failure carries beside its text: `[{ code, message }]`. */
function problemIn(failure: Error | undefined): CommandProblem {
  const [detail] = failure instanceof ApplicationFailure ? (failure.details ?? []) : [];
  const { code, message } = (detail ?? {}) as Partial<Record<keyof CommandProblem, unknown>>;
  const isWhole = typeof code === 'string' && typeof message === 'string';
  return safeProblem(isWhole ? { code, message } : { message: failure?.message ?? 'no reason given' });
}

async function silent(
  access: TemporalAccess,
  sent: SentCommand,
  error: unknown,
): Promise<CaratSubscriptionsError> {
  const { workflowId, kind, updateId, timeoutMs } = sent;
  const unanswered = `${workflowId}: no answer to ${kind} within ${String(timeoutMs / 1_000)} s`;
  const workers = await askForWorkers(access);
  if (workers === 'none') {
    return new NoWorkerError(
      `${unanswered}: no worker polls the task queue ${access.taskQueue}`,
      error,
      updateId,
    );
  }
  return new CommandOutcomePendingError(
    `${unanswered}; it may have been taken, or may still be`,
    updateId,
    error,
  );
}

/** Temporal answers "not found" for a workflow that has ended, too. */
async function endedOrNotFound(
  access: TemporalAccess,
  sent: SentCommand,
  error: unknown,
): Promise<CaratSubscriptionsError> {
  const { workflowId, kind } = sent;
  try {
    const { status } = await within(access, CLIENT_LIMITS.callMs, () =>
      access.client.workflow.getHandle(workflowId).describe(),
    );
    return new CommandNotAllowedError(
      `${workflowId} has ended (${status.name}): it takes no ${kind} any more${kind === 'refund' ? `; ${REFUND_IN_PORTAL}` : ''}`,
      error,
    );
  } catch (failure) {
    return translateError(failure, doing(access, sent));
  }
}

const doing = (access: TemporalAccess, { workflowId, kind, updateId }: SentCommand): Doing => ({
  what: `sending ${kind} to ${workflowId}`,
  workflowId,
  namespace: access.client.options.namespace,
  repeat: `repeat the command with update id "${updateId}": it has no second effect`,
  updateId,
});
