import type { Client } from '@temporalio/client';
import { holdsCardNumber } from '../../domain/card-number';
import { testCards } from '../../sandbox/state/test-cards';

/**
 * Fails when a card number stands in the history of any of the executions, in any of its runs: in the clear, or in
 * the decoded payloads (R7).
 */
export async function expectNoCardNumbers(client: Client, workflowIds: Iterable<string>): Promise<void> {
  for (const workflowId of workflowIds) {
    const text = await historyText(client, workflowId);
    const leaked =
      testCards.some(({ number }) => text.includes(number)) || quotedTexts(text).some(holdsCardNumber);
    if (leaked) throw new Error(`the history of ${workflowId} holds a card number`);
  }
}

/** The whole history as text, with payloads decoded. */
async function historyText(client: Client, workflowId: string): Promise<string> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  return JSON.stringify(history, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
  );
}

/** Texts and numbers of the payloads; protocol ids and timestamps of the server are not texts of ours. */
function quotedTexts(text: string): string[] {
  return [...text.matchAll(/\\"((?:[^"\\]|\\\\.)*)\\"/g)].map((match) => match[1] ?? '');
}
