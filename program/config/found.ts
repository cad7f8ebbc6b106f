import type { Problem } from '../../contract/problems';

/** A part of the configuration, or everything that keeps it from being used. */
export type Found<T> = { value: T } | { problems: Problem[] };

/** One thing wrong with the field that its reader wrote. */
export const problemWith = (field: string, problem: string): { problems: Problem[] } => ({
  problems: [{ field, problem }],
});

/** Everything wrong with several parts, in their order. */
export function problemsIn(...parts: readonly Found<unknown>[]): Problem[] {
  return parts.flatMap((part) => ('problems' in part ? part.problems : []));
}

/** Names no variable: somebody may have written the secret itself in place of the name. */
export const VARIABLE_NOT_SET = 'the variable named is not set in the environment';
