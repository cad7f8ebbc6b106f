import type { z } from 'zod';

type Issue = z.ZodError['issues'][number];

/**
 * Whether a text from a worker fits but for words that are not known here: types, flags, states and outcomes may be added under one
 * schema version, and workers are replaced before their clients (docs/releasing.md).
 *
 * @param told - what was checked
 */
export const isOfNewerVersion = ({ issues }: z.ZodError, told: unknown): boolean =>
  issues.every((issue) => isNewWord(issue, told));

function isNewWord(issue: Issue, told: unknown): boolean {
  const value = issue.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
    told,
  );
  if (issue.code === 'invalid_value') return typeof value === 'string';
  if (issue.code !== 'invalid_union') return false;
  // The word that tells the options apart is none of them.
  if (issue.errors.length === 0) return typeof value === 'string';
  return issue.errors.some((option) => option.every((inner) => isNewWord(inner, value)));
}
