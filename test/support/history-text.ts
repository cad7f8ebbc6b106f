import type { Client } from '@temporalio/client';
import { historyToJson } from '../../scripts/histories/history-json';

/** The whole history of a run, the latest unless another is named, as text, each payload decoded. */
export async function historyText(client: Client, workflowId: string, runId?: string): Promise<string> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  return JSON.stringify(historyToJson(history)).replace(
    /"data":"([A-Za-z0-9+/=]+)"/g,
    (_whole, data: string) => JSON.stringify(Buffer.from(data, 'base64').toString('utf8')),
  );
}
