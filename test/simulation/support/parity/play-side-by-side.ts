import type { LifeScript } from '../../../../simulation/lives/script';
import type { ComparedLife } from './compare';
import { playForReal } from './real-life';
import type { RealSites } from './real-site';

/** Lives that are under way at the same time. Each has a clock of its own; most of its time it waits for the server. */
const AT_ONCE = 14;

/** Plays lives on the real server, several at a time, in the order given. One that cannot be played is an error in its place. */
export async function playAllForReal(
  scripts: readonly LifeScript[],
  sites: RealSites,
): Promise<Map<number, ComparedLife | Error>> {
  const played = new Map<number, ComparedLife | Error>();
  const waiting = [...scripts];
  const playInTurn = async (): Promise<void> => {
    for (let script = waiting.shift(); script !== undefined; script = waiting.shift())
      played.set(script.seed, await playForReal(script, sites.of(script)).catch(asError));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, playInTurn));
  return played;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
