import { WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { CLIENT_LIMITS } from '../limits';

/** An update as it is sent: its name, its arguments and its id. */
export interface SentUpdate {
  name: string;
  args: [unknown];
  updateId: string;
}

/**
 * Sends an update and waits for its answer. One that the worker has let go by is sent again under the same id: the server has taken it
 * back, and nothing of it is in the history.
 */
export async function executeUpdate(
  client: Client,
  workflowId: string,
  { name, args, updateId }: SentUpdate,
): Promise<unknown> {
  const handle = client.workflow.getHandle(workflowId);
  const send = (): Promise<unknown> => handle.executeUpdate<unknown, [unknown]>(name, { args, updateId });
  for (const pauseMs of CLIENT_LIMITS.passedOverPausesMs) {
    try {
      return await send();
    } catch (error) {
      if (!isPassedOver(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return send();
}

/**
 * Whether the worker answered its task without a word about an update (Temporal server, `UnprocessedUpdate`). The SDK's core now and then
 * loses one of many that arrive at one workflow at the same time: "unprocessed protocol messages while receiving new work".
 */
export const isPassedOver = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === 'UnprocessedUpdate';
