/** Digits that stand together, and what separates them from the group before. */
export interface DigitGroup {
  digits: string;
  /** Position of the first digit in the text. */
  start: number;
  /** Empty for the first group of a run. White space is one blank. */
  separator: string;
}

/** Longest separator inside a number, characters: ` -- `, or a comma, a line break and an indent. */
const SEPARATOR_CHARS_MAX = 5;
const GROUP = /\d+/g;
const LETTER = /[\p{L}\p{N}]/u;

/** The runs of a plain text: digit groups with nothing but short separators between them, at least one group each. */
export function digitRuns(text: string): DigitGroup[][] {
  const runs: DigitGroup[][] = [];
  let end = 0;
  for (const { 0: digits, index: start } of text.matchAll(GROUP)) {
    const gap = start - end <= SEPARATOR_CHARS_MAX ? text.slice(end, start) : undefined;
    const run = runs.at(-1);
    if (run === undefined || gap === undefined || LETTER.test(gap)) {
      runs.push([{ digits, start, separator: '' }]);
    } else {
      run.push({ digits, start, separator: gap.replace(/\s/g, ' ') });
    }
    end = start + digits.length;
  }
  return runs;
}

/** The digits of groups, joined. */
export const digitsOf = (groups: readonly DigitGroup[]): string =>
  groups.map(({ digits }) => digits).join('');
