import type { Finding } from '../judge/finding';
import type { Cast } from '../playing/play-life';
import { examine, scriptOf, type Drawing } from './examine';

/** Lives that the search for the smallest set may play. */
const LIVES_MAX = 150;

/** A set of faults that is no longer made smaller, by their ids. */
export interface SmallestFaults {
  faults: string[];
  /** The search was given up before it was done. */
  cutShort: boolean;
}

/**
 * The smallest set of faults with which the life of a seed still breaks one of the same invariants: delta debugging (Zeller's
 * ddmin) over the faults that came to pass. What came to pass without a fault needs none.
 */
export async function smallestFaults(
  seed: number,
  drawing: Drawing,
  findings: readonly Finding[],
  cast: Cast,
): Promise<SmallestFaults> {
  const invariants = new Set(findings.map(({ invariant }) => invariant));
  let left = LIVES_MAX;
  const stillFails = async (faults: readonly string[]): Promise<boolean> => {
    left -= 1;
    const again = await examine(scriptOf(seed, drawing, faults), cast);
    return again.findings.some(({ invariant }) => invariants.has(invariant));
  };
  let faults = scriptOf(seed, drawing).faults.map(({ id }) => id);
  if (await stillFails([])) return { faults: [], cutShort: false };
  for (let parts = 2; faults.length > 1 && left > 0;) {
    const smaller = await firstFailing(complementsOf(faults, parts), stillFails, () => left > 0);
    if (smaller !== undefined) {
      faults = smaller;
      parts = Math.max(2, parts - 1);
    } else {
      if (parts >= faults.length) break;
      parts = Math.min(faults.length, parts * 2);
    }
  }
  return { faults, cutShort: left <= 0 };
}

/** The set without each of its parts in turn. */
function complementsOf(faults: readonly string[], parts: number): string[][] {
  const size = Math.ceil(faults.length / parts);
  return Array.from({ length: Math.ceil(faults.length / size) }, (_, part) =>
    faults.filter((_fault, index) => Math.floor(index / size) !== part),
  );
}

async function firstFailing(
  candidates: readonly string[][],
  stillFails: (faults: readonly string[]) => Promise<boolean>,
  mayGoOn: () => boolean,
): Promise<string[] | undefined> {
  for (const candidate of candidates) {
    if (!mayGoOn()) return undefined;
    if (await stillFails(candidate)) return candidate;
  }
  return undefined;
}
