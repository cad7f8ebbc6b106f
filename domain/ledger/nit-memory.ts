import type { Nit } from '../ids';
import { LIMITS } from '../limits';
import type { EarlierCycles } from './totals';

// The gateway lists the NIT of every execution for as long as the schedule lives. One that was summed up must not be taken for a
// new one, and whole NITs would weigh more than everything else: so 64 bits of each are kept.

// A poll marks every NIT that is listed, and inside of a workflow a look at a global is slow.
const { imul } = Math;

/** Characters of one mark: two numbers of 32 bits. */
const MARK_LENGTH = 16;

/** Adds NITs to a memory. The oldest leave when it is full: the gateway lists far fewer. */
export const withNits = (memory: string, nits: readonly Nit[]): string =>
  `${memory}${nits.map(markOf).join('')}`.slice(-LIMITS.nitsRemembered * MARK_LENGTH);

const known = new Map<string, ReadonlySet<string>>();

/** Whether a NIT is one of a charge that was summed up. */
export function isSummedUp(earlier: EarlierCycles | undefined, nit: string): boolean {
  return earlier !== undefined && marksIn(earlier.nits).has(markOf(nit));
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

/** 64 bits of a text; the case of an id says nothing (isSameId). */
function markOf(nit: string): string {
  const text = nit.toLowerCase();
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = imul(one ^ unit, 2_654_435_761);
    other = imul(other ^ unit, 1_597_334_677);
  }
  return inLetters(mixed(one)) + inLetters(mixed(other));
}

/** Spreads each bit over all of them; no two numbers come to the same. */
function mixed(bits: number): number {
  const half = imul(bits ^ (bits >>> 16), 2_246_822_507);
  const whole = imul(half ^ (half >>> 13), 3_266_489_909);
  return whole ^ (whole >>> 16);
}

/** Sixteen letters instead of hexadecimal digits: marks stand side by side, and digits in a row may look like a card number (R7). */
const LETTERS = 'abcdefghijklmnop';

function inLetters(bits: number): string {
  let text = '';
  for (let shift = 28; shift >= 0; shift -= 4) text += LETTERS.charAt((bits >>> shift) & 15);
  return text;
}
