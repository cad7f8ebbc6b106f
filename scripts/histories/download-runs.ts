import type { Client } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils';
import { HISTORY_LIMITS } from './limits';

/** The history of one run of a workflow. */
export interface RunHistory {
  workflowId: string;
  runId: string;
  history: History;
}

/** Which runs of a workflow are meant; without a run id the newest. */
export interface RunSelection {
  runId?: string | undefined;
  /** Also the runs before it, up to the first that the server still has. */
  withEarlier: boolean;
}

/**
 * Downloads the history of one run, or of it and all the runs that led to it, oldest first. At most
 * HISTORY_LIMITS.runs of them.
 *
 * @throws WorkflowNotFoundError when the server has no such workflow or run, and the errors of the connection
 */
export async function downloadRuns(
  client: Client,
  workflowId: string,
  { runId, withEarlier }: RunSelection,
): Promise<RunHistory[]> {
  const runs = [await downloadRun(client, workflowId, runId ?? (await newestRunId(client, workflowId)))];
  while (withEarlier && runs.length < HISTORY_LIMITS.runs) {
    const earlier = earlierRunId(runs[0]?.history);
    if (earlier === undefined) break;
    runs.unshift(await downloadRun(client, workflowId, earlier));
  }
  return runs;
}

async function newestRunId(client: Client, workflowId: string): Promise<string> {
  return (await client.workflow.getHandle(workflowId).describe()).runId;
}

async function downloadRun(client: Client, workflowId: string, runId: string): Promise<RunHistory> {
  const handle = client.workflow.getHandle(workflowId, runId);
  const deadlineMs = Date.now() + HISTORY_LIMITS.downloadMs;
  const history = await client.withDeadline(deadlineMs, () => handle.fetchHistory());
  return { workflowId, runId, history };
}

function earlierRunId(history: History | undefined): string | undefined {
  const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
  const runId = started?.continuedExecutionRunId ?? '';
  return runId === '' ? undefined : runId;
}
