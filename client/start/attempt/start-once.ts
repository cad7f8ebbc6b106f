import { randomUUID } from 'node:crypto';
import { WorkflowClient, type ConnectionLike } from '@temporalio/client';
import { within, type TemporalAccess } from '../../access';
import { CLIENT_LIMITS } from '../../limits';

/**
 * A client that starts a workflow under a request id of the caller's. The server answers a repeated request id with the run that it began
 * first, whether that runs or has ended, and whatever the reuse policy says: what was decided upon an older look cannot start it again.
 * It does not say which of the two it did.
 */
export function clientWithRequestId({ client }: TemporalAccess, requestId: string): WorkflowClient {
  const { connection } = client;
  const { workflowService } = connection;
  type Request = Parameters<typeof workflowService.startWorkflowExecution>[0];
  const service = Object.create(workflowService, {
    startWorkflowExecution: {
      value: (request: Request) => workflowService.startWorkflowExecution({ ...request, requestId }),
    },
  }) as ConnectionLike['workflowService'];
  return new WorkflowClient({
    ...client.workflow.options,
    dataConverter: client.options.loadedDataConverter,
    connection: Object.create(connection, { workflowService: { value: service } }) as ConnectionLike,
  });
}

/** Name of the mark of a start in the memo of a workflow. */
const MARK = 'start';

/** The mark of one start, by which it knows the run that it began itself. */
export const newMark = (): string => randomUUID();

export const memoOfMark = (mark: string): Record<string, unknown> => ({ [MARK]: mark });

/** Whether a run was begun by the start of this mark, and not by another one of the same request id. */
export async function wasBegunBy(
  access: TemporalAccess,
  { workflowId, runId }: { workflowId: string; runId: string },
  mark: string,
): Promise<boolean> {
  const { memo = {} } = await within(access, CLIENT_LIMITS.callMs, () =>
    access.client.workflow.getHandle(workflowId, runId).describe(),
  );
  return memo[MARK] === mark;
}
