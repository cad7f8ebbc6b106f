import { setTimeout } from 'node:timers/promises';
import { LIMITS } from './limits';
import type { Started } from './started';

/**
 * Stops what was started, for no longer than the bound. What does not stop by then ends with this process, the Temporal server
 * included (temporal-process.ts). A failure to stop is told, and changes nothing.
 */
export async function stopInTime(started: Started, tell: (text: string) => void): Promise<void> {
  const stopped = started.stop().catch((error: unknown) => {
    tell(`while stopping: ${String(error)}`);
  });
  await Promise.race([stopped, setTimeout(LIMITS.stopWithinMs)]);
}
