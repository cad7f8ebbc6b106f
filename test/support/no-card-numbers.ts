import type { Client } from '@temporalio/client';
import { holdsCardNumber } from '../../domain/card-number';
import { testCards } from '../../sandbox/state/test-cards';
import { historyText } from './history-text';

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

/** Texts and numbers of the payloads; protocol ids and timestamps of the server are not texts of ours. */
function quotedTexts(text: string): string[] {
  return [...text.matchAll(/\\"((?:[^"\\]|\\\\.)*)\\"/g)].map((match) => match[1] ?? '');
}
