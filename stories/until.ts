import { setTimeout } from 'node:timers/promises';

const POLL_MS = 10;
const GIVE_UP_AFTER_MS = 120_000;

/** Waits, in real time, until a condition holds; fails with its name when it does not in time. */
export async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadlineMs = Date.now() + GIVE_UP_AFTER_MS;
  while (!(await condition())) {
    if (Date.now() > deadlineMs)
      throw new Error(`waited ${String(GIVE_UP_AFTER_MS)} ms without success: ${what}`);
    await setTimeout(POLL_MS);
  }
}
