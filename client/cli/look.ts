import { coloured, colourless, wantsColour, type Paint } from './paint';
import { EN } from './words/en';
import { PT } from './words/pt';
import type { Words } from './words/words';
import type { CliIo } from './io';
import { programName, type CommonFlags } from './session';
import { UsageError } from './usage-error';

/** How an answer is written for a person. */
export interface Look {
  /** How the command line was called, for the commands that it proposes. */
  program: string;
  /** Columns that a line may have; without end with `--wide`. */
  width: number;
  paint: Paint;
  words: Words;
  /** What was typed after the name of the program, for the command of the next page. */
  typed: readonly string[];
}

/** Columns where nobody says how many there are. */
export const STANDARD_WIDTH = 80;
/** The fewest columns that a table is laid out for. */
const NARROWEST_TERMINAL = 60;

const LANGUAGES = { en: EN, pt: PT } as const satisfies Record<string, Words>;

/** Columns that a line may have. */
export const widthOf = ({ terminal }: CliIo, { wide }: CommonFlags): number =>
  wide === true ? Infinity : Math.max(NARROWEST_TERMINAL, terminal?.columns ?? STANDARD_WIDTH);

/**
 * How to write for whoever called.
 *
 * @throws UsageError for a language that is not spoken
 */
export const lookOf = (io: CliIo, flags: CommonFlags): Look => ({
  program: programName(io),
  width: widthOf(io, flags),
  paint: wantsColour(io.terminal !== undefined, io.env, flags.color !== false) ? coloured : colourless,
  words: wordsOf(io, flags),
  typed: io.typed ?? [],
});

/**
 * The language of whoever called.
 *
 * @throws UsageError for a language that is not spoken
 */
export function wordsOf({ env }: CliIo, { lang }: CommonFlags): Words {
  if (lang === undefined) {
    // As every program reads them: the first that is set holds (POSIX, "Environment Variables").
    const set = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => (value ?? '') !== '');
    return /^pt(?![a-z])/i.test(set ?? '') ? PT : EN;
  }
  const known = /^(en|pt)(?:[-_][a-z]{2})?$/i.exec(lang)?.[1]?.toLowerCase();
  if (known === 'en' || known === 'pt') return LANGUAGES[known];
  throw new UsageError('--lang: must be en or pt', 'Without it the language is the one of LANG.');
}
