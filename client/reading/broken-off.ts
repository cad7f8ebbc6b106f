import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { WORKFLOW_ERRORS } from '../../contract/error-codes';
import { statusQuery } from '../../contract/messages';
import { subscriptionViewSchema, type SubscriptionView } from '../../contract/view';
import { within, type TemporalAccess } from '../access';
import { SubscriptionWorkflowFailedError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { safeText } from '../errors/safe-text';
import { UnexpectedAnswerError } from '../errors/temporal-errors';
import { translateError } from '../errors/translate-error';

/** Failures of a start that did nothing: no activity has run. */
const HARMLESS: readonly string[] = [WORKFLOW_ERRORS.invalidInput, WORKFLOW_ERRORS.workflowIdMismatch];

/**
 * Explains a workflow that does not answer for itself because it failed, or was terminated or timed out.
 *
 * @param error - the refusal of its question
 */
export async function brokenOff(
  access: TemporalAccess,
  workflowId: string,
  error: unknown,
): Promise<SubscriptionWorkflowFailedError | UnexpectedAnswerError> {
  const { client } = access;
  const { namespace } = client.options;
  try {
    const { status } = await within(access, CLIENT_LIMITS.callMs, () =>
      client.workflow.getHandle(workflowId).describe(),
    );
    if (status.name === 'RUNNING' || status.name === 'COMPLETED') {
      return new UnexpectedAnswerError(
        `${workflowId} does not know the question "${statusQuery.name}"`,
        error,
      );
    }
    return failedError(
      workflowId,
      status.name,
      await failureOf(access, workflowId),
      await lastKnown(access, workflowId),
    );
  } catch (failure) {
    throw translateError(failure, { what: `looking at ${workflowId}`, workflowId, namespace });
  }
}

function failedError(
  workflowId: string,
  closedAs: string,
  failure: Error | undefined,
  known: SubscriptionView | undefined,
): SubscriptionWorkflowFailedError {
  const failureCode = failure instanceof ApplicationFailure ? (failure.type ?? undefined) : undefined;
  const why =
    failure === undefined
      ? ''
      : `: ${failureCode === undefined ? '' : `${failureCode}: `}${safeText(failure.message)}`;
  const harmless = failureCode !== undefined && HARMLESS.includes(failureCode);
  return new SubscriptionWorkflowFailedError({
    message: `the workflow ${workflowId} did not end by itself (${closedAs})${why}`,
    nextStep: harmless
      ? 'Nothing was sent to the gateway. Mend the input and start it under an order id of its own: this one stays taken.'
      : 'Read its history, then ask the gateway: it may go on charging although nobody follows it any more.',
    closedAs,
    failureCode,
    lastKnown: known,
    cause: failure,
  });
}

async function failureOf(access: TemporalAccess, workflowId: string): Promise<Error | undefined> {
  try {
    await within(access, CLIENT_LIMITS.callMs, () => access.client.workflow.result(workflowId));
    return undefined;
  } catch (error) {
    if (error instanceof WorkflowFailedError) return error.cause;
    throw error;
  }
}

/** The last view, when a worker can still give one; a start that failed at once has none. */
async function lastKnown(access: TemporalAccess, workflowId: string): Promise<SubscriptionView | undefined> {
  try {
    const view: unknown = await within(access, CLIENT_LIMITS.callMs, () =>
      access.client.workflow.getHandle(workflowId).query(statusQuery),
    );
    const parsed = subscriptionViewSchema.safeParse(view);
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
