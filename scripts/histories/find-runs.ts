import type { Client } from '@temporalio/client';
import { connectToTemporal } from '../../client/connect';
import { translateError } from '../../client/errors/translate-error';
import { WORKFLOW_TYPE } from '../../contract/ids';
import { downloadRuns, type RunHistory } from './download-runs';
import { readHistoryFile } from './read-history-file';
import type { ReplayRequest } from './replay-command';

/** Whether a subject is a file: a workflow id of ours never ends so, as an order id has no dot. */
const isFile = (subject: string): boolean => subject.endsWith('.json');

/**
 * Gets the histories that were asked for, from files and from a running server.
 *
 * @throws HistoryError unreadable_history, and the errors of the client: subscription_not_found, temporal_unreachable, …
 */
export async function findRuns(request: ReplayRequest): Promise<RunHistory[]> {
  const fromFiles = request.subjects.filter(isFile).map(readHistoryFile);
  const ids = request.subjects.filter((subject) => !isFile(subject)).map(toWorkflowId);
  if (ids.length === 0) return fromFiles;
  const { address, namespace, profile } = request;
  const { client, connection } = await connectToTemporal({
    ...(address === undefined ? {} : { address }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(profile === undefined ? {} : { profile }),
  });
  try {
    const runs = [...fromFiles];
    for (const id of ids) runs.push(...(await download(client, id, request)));
    return runs;
  } finally {
    await connection.close();
  }
}

async function download(
  client: Client,
  workflowId: string,
  { runId, allRuns }: ReplayRequest,
): Promise<RunHistory[]> {
  try {
    return await downloadRuns(client, workflowId, { runId, withEarlier: allRuns === true });
  } catch (error) {
    const { namespace } = client.options;
    throw translateError(error, { what: `downloading ${workflowId}`, workflowId, namespace });
  }
}

/** `loja-a/A0001` is short for the workflow id, as on the command line `carat`. */
function toWorkflowId(subject: string): string {
  return /^[^/]+\/[^/]+$/.test(subject) ? `${WORKFLOW_TYPE}/${subject}` : subject;
}
