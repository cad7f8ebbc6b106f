import type { Client } from '@temporalio/client';
import { parseWorkflowId } from '../../contract/ids';
import { holdsAnyCard, holdsTestCard } from '../../devstack/card-sweep';
import { historyText } from './history-text';

/** Order ids of tests that send a card number on purpose begin so; what a client sends stands in its history. */
export const DELIBERATE_LEAK = 'LEAK';
/** Histories read at the same time. */
const SIDE_BY_SIDE = 8;

/** The executions, of all that a server holds, with a card number in the history of one of their runs (R7). */
export async function executionsWithCardNumbers(client: Client): Promise<string[]> {
  const leaking = new Set<string>();
  const runs = await allRuns(client);
  const search = async (): Promise<void> => {
    for (let next = runs.pop(); next !== undefined; next = runs.pop()) {
      const { workflowId, runId } = next;
      if (!isDeliberate(workflowId) && (await hasCardNumber(client, workflowId, runId)))
        leaking.add(workflowId);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, search));
  return [...leaking];
}

/** As the server lists them: the memo of an execution may be encoded by a codec that is not at hand. */
async function allRuns(client: Client): Promise<{ workflowId: string; runId: string }[]> {
  const { namespace } = client.options;
  const runs: { workflowId: string; runId: string }[] = [];
  let nextPageToken: Uint8Array = new Uint8Array();
  do {
    const page = await client.workflowService.listWorkflowExecutions({ namespace, nextPageToken });
    for (const { execution } of page.executions)
      runs.push({ workflowId: execution?.workflowId ?? '', runId: execution?.runId ?? '' });
    ({ nextPageToken } = page);
  } while (nextPageToken.length > 0);
  return runs;
}

/** Whether a card number stands in the history of a run: in the clear, or in the decoded payloads. */
export async function hasCardNumber(client: Client, workflowId: string, runId?: string): Promise<boolean> {
  const text = await historyText(client, workflowId, runId);
  return holdsTestCard(text) || quotedTexts(text).some(holdsAnyCard);
}

const isDeliberate = (workflowId: string): boolean =>
  parseWorkflowId(workflowId)?.orderId.startsWith(DELIBERATE_LEAK) === true;

/** Texts and numbers of the payloads; protocol ids and timestamps of the server are not texts of ours. */
function quotedTexts(text: string): string[] {
  return [...text.matchAll(/\\"((?:[^"\\]|\\\\.)*)\\"/g)].map((match) => match[1] ?? '');
}
