import type { Nit } from '../ids';
import { LIMITS } from '../limits';
import { markOf, marksIn, withMarks } from '../mark';
import type { EarlierCycles } from './totals';

// The gateway lists the NIT of every execution for as long as the schedule lives. One that was summed up must not be taken for a
// new one, and whole NITs would weigh more than everything else: so 64 bits of each are kept.

/** Adds NITs to a memory. The oldest leave when it is full: the gateway lists far fewer. */
export const withNits = (memory: string, nits: readonly Nit[]): string =>
  withMarks(memory, nits.map(inOneCase), LIMITS.nitsRemembered);

const known = new Map<string, ReadonlySet<string>>();

/** Whether a NIT is one of a charge that was summed up. */
export function isSummedUp(earlier: EarlierCycles | undefined, nit: string): boolean {
  return earlier !== undefined && knownIn(earlier.nits).has(markOf(inOneCase(nit)));
}

function knownIn(memory: string): ReadonlySet<string> {
  const before = known.get(memory);
  if (before !== undefined) return before;
  const marks = new Set(marksIn(memory));
  // One is enough: a list of NITs is looked up as a whole.
  known.clear();
  known.set(memory, marks);
  return marks;
}

/** The case of an id says nothing (isSameId). */
const inOneCase = (nit: string): string => nit.toLowerCase();
