import type { Nit } from '../ids';
import { LIMITS } from '../limits';
import { markOf } from '../mark';
import type { EarlierCycles } from './totals';

// The gateway lists the NIT of every execution for as long as the schedule lives. One that was summed up must not be taken for a
// new one, and whole NITs would weigh more than everything else: so 64 bits of each are kept.

/** Characters of one mark: two numbers of 32 bits. */
const MARK_LENGTH = 16;

/** Adds NITs to a memory. The oldest leave when it is full: the gateway lists far fewer. */
export const withNits = (memory: string, nits: readonly Nit[]): string =>
  `${memory}${nits.map(markOfNit).join('')}`.slice(-LIMITS.nitsRemembered * MARK_LENGTH);

const known = new Map<string, ReadonlySet<string>>();

/** Whether a NIT is one of a charge that was summed up. */
export function isSummedUp(earlier: EarlierCycles | undefined, nit: string): boolean {
  return earlier !== undefined && marksIn(earlier.nits).has(markOfNit(nit));
}

function marksIn(memory: string): ReadonlySet<string> {
  const before = known.get(memory);
  if (before !== undefined) return before;
  const marks = new Set<string>();
  for (let at = 0; at < memory.length; at += MARK_LENGTH) marks.add(memory.slice(at, at + MARK_LENGTH));
  // One is enough: a list of NITs is looked up as a whole.
  known.clear();
  known.set(memory, marks);
  return marks;
}

/** The case of an id says nothing (isSameId). */
const markOfNit = (nit: string): string => markOf(nit.toLowerCase());
