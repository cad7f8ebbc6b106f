// Inside of a workflow a look at a global is slow.
const { imul } = Math;

/** 64 bits of a text, in sixteen letters: it tells texts apart, and nothing can be read from it. */
export function markOf(text: string): string {
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

/** Characters of one mark. */
const MARK_LENGTH = 16;

/** Adds marks of texts to a memory of them. The oldest leave where there are more than `count`. */
export const withMarks = (memory: string, texts: readonly string[], count: number): string =>
  `${memory}${texts.map(markOf).join('')}`.slice(-count * MARK_LENGTH);

/** The marks of a memory, oldest first. */
export function marksIn(memory: string): string[] {
  const marks: string[] = [];
  for (let at = 0; at < memory.length; at += MARK_LENGTH) marks.push(memory.slice(at, at + MARK_LENGTH));
  return marks;
}

/** Whether a memory has the mark of a text. */
export const hasMark = (memory: string, text: string): boolean => marksIn(memory).includes(markOf(text));
