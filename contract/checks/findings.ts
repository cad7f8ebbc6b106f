import type { FieldNotes } from '../fields';
import { HINTS } from '../hints';
import { IS_MISSING, IS_NO_FIELD } from '../problems';

/** One thing wrong with a message. */
export interface Finding {
  path: string[];
  /** The path under which the notes of the fields have it. */
  notedAs: string;
  problem: string;
}

/** What a generated validator says of one value. */
interface AjvError {
  /** JSON pointer to the value. */
  instancePath: string;
  keyword: string;
  params: { missingProperty?: string; additionalProperty?: string; tag?: string };
}

/** A validator that Ajv generated. It fills the defaults of the message in. */
export interface Validator {
  (message: unknown): boolean;
  errors?: AjvError[] | null;
}

type Notes = Record<string, FieldNotes>;

/** Everything that the validator finds, in the words of the fields. */
export function findingsOf(validate: Validator, message: unknown, notes: Notes): Finding[] {
  if (validate(message)) return [];
  return (validate.errors ?? []).map((error) => findingOf(error, message, notes));
}

function findingOf({ instancePath, keyword, params }: AjvError, message: unknown, notes: Notes): Finding {
  const path = instancePath.split('/').slice(1).map(unescaped);
  const { missingProperty, additionalProperty, tag } = params;
  if (keyword === 'additionalProperties')
    return finding([...path, additionalProperty ?? ''], IS_NO_FIELD, 'nowhere');
  if (keyword === 'required') return finding([...path, missingProperty ?? ''], IS_MISSING);
  // The object says which forms it has.
  if (keyword === 'discriminator') return finding([...path, tag ?? ''], wordsOf(notes, path), namedAs(path));
  const value = valueAt(message, path);
  return finding(path, value === undefined ? IS_MISSING : wordsOf(notes, path, value));
}

const finding = (path: string[], problem: string, notedAs: string = namedAs(path)): Finding => ({
  path,
  notedAs,
  problem,
});

/** The items of a list are noted as one. */
const namedAs = (path: readonly string[]): string =>
  path.map((step) => (/^[0-9]+$/.test(step) ? '*' : step)).join('.');

function wordsOf(notes: Notes, path: readonly string[], value?: unknown): string {
  const { words = 'is not valid', hint } = notes[namedAs(path)] ?? {};
  return hint !== undefined && typeof value === 'string' ? words + HINTS[hint](value) : words;
}

/** What stands at a path. */
export function valueAt(message: unknown, path: readonly string[]): unknown {
  let value = message;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** RFC 6901. */
const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');
