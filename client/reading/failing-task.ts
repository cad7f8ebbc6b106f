import { temporal } from '@temporalio/proto';
import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';

/** Attempt of a workflow task that comes only after one that did not succeed. */
const SECOND_ATTEMPT = 2;
const CAUSE = temporal.api.enums.v1.WorkflowTaskFailedCause;
/** Causes that say nothing of the worker's code: the task raced with a new event, or somebody reset or closed the workflow. */
const NOT_OF_THE_CODE: ReadonlySet<number | null | undefined> = new Set([
  CAUSE.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND,
  CAUSE.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_UPDATE,
  CAUSE.WORKFLOW_TASK_FAILED_CAUSE_RESET_STICKY_TASK_QUEUE,
  CAUSE.WORKFLOW_TASK_FAILED_CAUSE_FORCE_CLOSE_COMMAND,
  CAUSE.WORKFLOW_TASK_FAILED_CAUSE_FAILOVER_CLOSE_COMMAND,
  CAUSE.WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW,
]);

/** What a worker says of a payload whose encoding it does not know. The rest of a failure is not repeated: it may hold payloads. */
const UNKNOWN_ENCODING = /Unknown encoding: ([\w./+-]{1,60})$/;

/** Why a worker cannot go on with a workflow. */
export interface FailingTask {
  /** Encoding of a payload that it does not know, where that is the reason. */
  unknownEncoding?: string | undefined;
}

/**
 * Tells why the worker fails on a workflow: the last workflow task that ended has failed, and is tried again. One that
 * timed out is no failure: its worker was paused, lost, or busy. Then there is nothing to tell.
 */
export async function failingTask(
  access: TemporalAccess,
  workflowId: string,
): Promise<FailingTask | undefined> {
  const { client } = access;
  const { raw } = await within(access, CLIENT_LIMITS.callMs, () =>
    client.workflow.getHandle(workflowId).describe(),
  );
  if ((raw.pendingWorkflowTask?.attempt ?? 0) < SECOND_ATTEMPT) return undefined;
  return lastTaskFailure(access, workflowId);
}

/** How the last workflow task failed, as far as the newest events tell. Of tasks tried again the history keeps the first end. */
async function lastTaskFailure(access: TemporalAccess, workflowId: string): Promise<FailingTask | undefined> {
  const { client } = access;
  const { history } = await within(access, CLIENT_LIMITS.callMs, () =>
    client.workflowService.getWorkflowExecutionHistoryReverse({
      namespace: client.options.namespace,
      execution: { workflowId },
      maximumPageSize: CLIENT_LIMITS.newestEvents,
    }),
  );
  for (const event of history?.events ?? []) {
    const failed = event.workflowTaskFailedEventAttributes;
    if (failed) {
      if (NOT_OF_THE_CODE.has(failed.cause)) return undefined;
      return { unknownEncoding: UNKNOWN_ENCODING.exec(failed.failure?.message ?? '')?.[1] };
    }
    if (event.workflowTaskTimedOutEventAttributes ?? event.workflowTaskCompletedEventAttributes)
      return undefined;
  }
  return undefined;
}
