import type { z } from 'zod';
import { holdsCardNumber } from '../domain/card-number';

/** One thing wrong with a message: the field, and what it must be. */
export interface Problem {
  /** Path of the field, e.g. `schedule.firstDate`; `(message)` when the whole is meant. */
  field: string;
  problem: string;
}

/** How many problems one answer names; the rest shows after these are mended. */
const MAX_PROBLEMS = 20;

/** Lists what is wrong with a message. Values are never repeated: they might be card data. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap(problemsOfIssue).slice(0, MAX_PROBLEMS);
}

/** The problems as one sentence. */
export const describeProblems = (problems: readonly Problem[]): string =>
  problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ');

function problemsOfIssue(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code !== 'unrecognized_keys')
    return [{ field: fieldName(issue.path), problem: inWords(issue.message) }];
  return issue.keys.map((key) => ({
    field: fieldName([...issue.path, key]),
    problem: 'is not a field of this message; see the JSON Schema for the right names',
  }));
}

/** What the validator says of a field that is not there, as a person says it. */
const inWords = (message: string): string =>
  message.endsWith('received undefined') ? 'is missing' : message;

function fieldName(path: readonly PropertyKey[]): string {
  const name = path.map(String).join('.');
  if (name === '') return '(message)';
  return name.length > 100 || holdsCardNumber(name) ? '(unprintable name)' : name;
}
