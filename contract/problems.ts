import type { z } from 'zod';
import { holdsCardNumber } from '../domain/card-number';

/** One thing wrong with a message: the field, and what it must be. */
export interface Problem {
  /** Path of the field, e.g. `schedule.firstDate`; `(message)` when the whole is meant. */
  field: string;
  problem: string;
}

/** How many problems one answer names; the rest shows after these are mended. */
export const MAX_PROBLEMS = 20;
/** Longest name of a field that is repeated, characters; a right one has 40 at most. */
const NAME_CHARS_MAX = 100;

export const IS_MISSING = 'is missing';
export const IS_NO_FIELD = 'is not a field of this message; see the JSON Schema for the right names';

/** Lists what is wrong with a message. Values are never repeated: they might be card data. */
export function problemsOf(error: z.ZodError): Problem[] {
  const problems = error.issues.flatMap(problemsOfIssue);
  const firstOfEach = new Map(problems.reverse().map((problem) => [problem.field, problem]));
  return [...firstOfEach.values()].reverse().slice(0, MAX_PROBLEMS);
}

/** The problems as one sentence. */
export const describeProblems = (problems: readonly Problem[]): string =>
  problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ');

function problemsOfIssue(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code !== 'unrecognized_keys')
    return [{ field: fieldName(issue.path), problem: inWords(issue.message) }];
  return issue.keys.map((key) => ({ field: fieldName([...issue.path, key]), problem: IS_NO_FIELD }));
}

/** What the validator says of a field that is not there, as a person says it. */
const inWords = (message: string): string => (message.endsWith('received undefined') ? IS_MISSING : message);

/** A path as a person reads it. A name is the sender's: it may be anything. */
export function fieldName(path: readonly PropertyKey[]): string {
  const name = path.map(String).join('.');
  if (name === '') return '(message)';
  return name.length > NAME_CHARS_MAX || holdsCardNumber(name) ? '(unprintable name)' : name;
}
