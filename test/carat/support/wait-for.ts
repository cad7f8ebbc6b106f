import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 5;
const WAIT_MS = 5_000;

/** Waits until the condition holds; fails when it does not within five seconds. */
export async function waitFor(what: string, condition: () => boolean): Promise<void> {
  const deadlineMs = Date.now() + WAIT_MS;
  while (!condition()) {
    if (Date.now() > deadlineMs) throw new Error(`waited in vain: ${what}`);
    await pause(POLL_MS);
  }
}
