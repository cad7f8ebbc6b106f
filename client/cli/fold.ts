import type { CliIo } from './io';
import { widthOf, wordsOf, type Look } from './look';
import { print, programName, type CommonFlags } from './session';
import { paragraph } from './table';

/** Where sentences go, and how the command line was called, for the commands that they propose. */
export type Page = Pick<Look, 'program' | 'width'>;

/** The same, and the language of whoever reads it. */
export type Spoken = Page & Pick<Look, 'words'>;

/** A page as wide as the terminal. In a file or a pipe a sentence stays on one line, for whoever searches it. */
export const pageOf = (io: CliIo, flags: CommonFlags): Page => ({
  program: programName(io),
  width: io.terminal === undefined ? Infinity : widthOf(io, flags),
});

/** The same page, in the language of whoever called. */
export const spokenOf = (io: CliIo, flags: CommonFlags): Spoken => ({
  ...pageOf(io, flags),
  words: wordsOf(io, flags),
});

/** Prints an answer: one JSON document with `--json`, else sentences and rows. */
export function tell(io: CliIo, flags: CommonFlags, answer: unknown, text: (page: Spoken) => string): void {
  const page = spokenOf(io, flags);
  print(io, flags, answer, () => folded(text(page), page));
}

/** Lines that are too long go on below the text of their row; a command that is to be copied stays as it is. */
export const folded = (text: string, page: Page): string =>
  text
    .split('\n')
    .map((line) => foldedLine(line, page))
    .join('\n');

/** What a row begins with: a name and two blanks, or a name and a colon; else its indent. */
const HEAD = /^(?: +\S+(?: \S+)*? {2,}| +\w+: | *)/;
const GOES_ON = '  ';

function foldedLine(line: string, { width, program }: Page): string {
  const head = HEAD.exec(line)?.[0] ?? '';
  const text = line.slice(head.length);
  if (line.length <= width || text.startsWith(`${program} `)) return line;
  const indent = head === '' ? GOES_ON : ' '.repeat(head.length);
  return head + paragraph(text, width, indent).slice(indent.length);
}
