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

/**
 * True when the worker fails on a workflow: the last workflow task that ended has failed, and is tried again. One that
 * timed out is no failure: its worker was paused, lost, or busy.
 */
export async function failsOnItsHistory(access: TemporalAccess, workflowId: string): Promise<boolean> {
  const { client } = access;
  const { raw } = await within(access, CLIENT_LIMITS.callMs, () =>
    client.workflow.getHandle(workflowId).describe(),
  );
  if ((raw.pendingWorkflowTask?.attempt ?? 0) < SECOND_ATTEMPT) return false;
  return (await lastTaskEndedBy(access, workflowId)) === 'failed';
}

/** How the last workflow task ended, as far as the newest events tell. Of tasks tried again the history keeps the first end. */
async function lastTaskEndedBy(
  access: TemporalAccess,
  workflowId: string,
): Promise<'failed' | 'otherwise' | undefined> {
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
    if (failed) return NOT_OF_THE_CODE.has(failed.cause) ? 'otherwise' : 'failed';
    if (event.workflowTaskTimedOutEventAttributes ?? event.workflowTaskCompletedEventAttributes)
      return 'otherwise';
  }
  return undefined;
}
