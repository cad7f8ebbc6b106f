import { rmSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { executionsWithCardNumbers } from './no-card-numbers';
import { keptForTeardown } from './run-state';

/** Searches everything that the run has left on its server for card numbers, and ends what the set-up started. */
export default async function globalTeardown(): Promise<void> {
  const state = keptForTeardown();
  if (state === undefined) return;
  const leaking = await leakingExecutions(state.server.address);
  await state.server.stop();
  rmSync(state.folder, { recursive: true, force: true });
  // Thrown here, it fails the run.
  if (leaking.length > 0) throw new Error(`a card number is in the history of ${leaking.join(', ')} (R7)`);
}

async function leakingExecutions(address: string): Promise<string[]> {
  const connection = await Connection.connect({ address });
  try {
    return await executionsWithCardNumbers(new Client({ connection }));
  } finally {
    await connection.close();
  }
}
