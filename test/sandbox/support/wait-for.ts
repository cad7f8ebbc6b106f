import { setImmediate as nextTurn } from 'node:timers/promises';

const limitMs = 20_000;

/** Waits until a condition holds, turn by turn of the event loop; fails after 20 s. */
export async function waitFor(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`the condition did not come true in ${limitMs} ms`);
    await nextTurn();
  }
}
