import type { z } from 'zod';
import type { Problem } from '../../contract/problems';

/** Characters of a setting's name that a problem repeats. */
const NAME_CHARS_MAX = 100;

/** Everything that a schema found, by the path of the setting below `path`; values are never repeated. */
export function schemaProblems(error: z.ZodError, path: readonly string[] = []): Problem[] {
  return error.issues.flatMap((issue) => {
    const place = [...path, ...issue.path];
    if (issue.code !== 'unrecognized_keys') return [{ field: nameOf(place), problem: issue.message }];
    const problem = 'is no setting; docs/reference/configuration.md lists those that are';
    return issue.keys.map((key) => ({ field: nameOf([...place, key]), problem }));
  });
}

const nameOf = (path: readonly PropertyKey[]): string => path.map(String).join('.').slice(0, NAME_CHARS_MAX);
