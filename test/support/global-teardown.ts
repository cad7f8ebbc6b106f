import { rmSync } from 'node:fs';
import { keptForTeardown } from './run-state';

/** Ends what the set-up started. */
export default async function globalTeardown(): Promise<void> {
  const state = keptForTeardown();
  await state?.server.stop();
  if (state !== undefined) rmSync(state.folder, { recursive: true, force: true });
}
