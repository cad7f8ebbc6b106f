import { z } from 'zod';
import { HINTS, type HintName } from './hints';
import { fits, keywordsOf, type TextRule } from './text-rules';
import { TEXT_CHECKS, type TextCheckName } from './text-checks';

/**
 * What a field says about itself beside its JSON Schema, for the validators that are generated from it
 * (scripts/schemas/message-fields.ts); the published schemas are without it.
 */
export interface FieldNotes {
  /** What the field must be. Every way to be wrong is told in these words, but for a field that is not there. */
  words: string;
  checks?: TextCheckName[];
  hint?: HintName;
  /** Blanks at its ends are taken off. */
  trimmed?: true;
}

/** The error of a schema: the same words whatever is wrong, so that each field has one problem. */
export const inWords = (words: string, hint?: HintName) => ({
  error: ({ input }: { input?: unknown }): string => {
    if (input === undefined) return 'is missing';
    return hint !== undefined && typeof input === 'string' ? words + HINTS[hint](input) : words;
  },
});

interface TextOptions {
  checks?: TextCheckName[];
  hint?: HintName;
  trimmed?: true;
}

/** A text by its rule, then by the checks that JSON Schema cannot say, and these only when the rule holds. */
export function text(rule: TextRule, options: TextOptions = {}): z.ZodString {
  const { checks = [], hint, trimmed } = options;
  const { words } = rule;
  let schema = z
    .string(inWords(words))
    .refine((value) => fits(rule, value), { ...inWords(words, hint), abort: true });
  for (const name of checks) {
    const { passes, problem } = TEXT_CHECKS[name];
    schema = schema.refine(passes, { error: ({ input }) => problem(String(input)), abort: true });
  }
  if (trimmed === true) schema = schema.overwrite((value) => value.trim());
  return schema.meta({ ...keywordsOf(rule), words, ...options });
}

/** A whole number within bounds. */
export function whole(min: number, max: number, what = 'a whole number'): z.ZodInt {
  const words = `must be ${what} from ${min} to ${max}`;
  return z
    .int({ ...inWords(words), abort: true })
    .min(min, { ...inWords(words), abort: true })
    .max(max, inWords(words))
    .meta({ words });
}

/** Yes or no. */
export function flag(): z.ZodBoolean {
  const words = 'must be true or false';
  return z.boolean(inWords(words)).meta({ words });
}

const OBJECT = 'must be an object';

/** An object with these fields and no other. */
export const object = <Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<z.core.util.Writeable<Shape>, z.core.$strict> =>
  z.strictObject(shape, inWords(OBJECT)).meta({ words: OBJECT });

/** The names of these notes in a JSON Schema that is made from a field. */
export const NOTE_NAMES = [
  'words',
  'checks',
  'hint',
  'trimmed',
] as const satisfies readonly (keyof FieldNotes)[];
