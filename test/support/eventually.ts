import { setTimeout } from 'node:timers/promises';

const POLL_MS = 10;
const GIVE_UP_AFTER_MS = 30_000;

/** Waits until a condition holds; fails with its name when it does not in time. */
export async function eventually(
  what: string,
  condition: () => Promise<boolean>,
  withinMs = GIVE_UP_AFTER_MS,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited ${String(withinMs)} ms without success: ${what}`);
    await setTimeout(POLL_MS);
  }
}
