import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;
const LIMIT_MS = 20_000;

/**
 * Waits for a condition of the outside world.
 * @throws after 20 s, naming what did not happen
 */
export async function waitUntil(what: string, condition: () => boolean): Promise<void> {
  const endMs = Date.now() + LIMIT_MS;
  while (!condition()) {
    if (Date.now() > endMs) throw new Error(`did not happen: ${what}`);
    await delay(POLL_MS);
  }
}

/** Whether a process is running. A killed one that nobody has waited for yet (a zombie) is not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
