import { setTimeout } from 'node:timers/promises';

const WITHIN_MS = 15_000;
const POLL_MS = 50;

/** Waits until a condition holds. */
export async function eventually(condition: () => Promise<boolean>): Promise<void> {
  const deadlineMs = Date.now() + WITHIN_MS;
  while (!(await condition())) {
    if (Date.now() > deadlineMs) throw new Error(`the condition did not hold within ${WITHIN_MS} ms`);
    await setTimeout(POLL_MS);
  }
}
