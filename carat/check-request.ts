import type { z } from 'zod';
import { CaratRequestError } from './errors';

/**
 * Checks a request before the wire. Names the first offending field and never its value.
 *
 * @throws CaratRequestError `CARAT_REQUEST_INVALID`; nothing was sent.
 */
export function checkRequest<Schema extends z.ZodType>(
  schema: Schema,
  request: unknown,
  subject: string,
): z.output<Schema> {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CaratRequestError({
    code: 'CARAT_REQUEST_INVALID',
    field: fieldOf(issue, subject),
    problem: problemOf(issue),
    nextStep: 'Nothing was sent; correct the field and call again.',
  });
}

function fieldOf(issue: z.core.$ZodIssue | undefined, subject: string): string {
  const path = issue?.path.map(String).join('.') ?? '';
  return path === '' ? subject : path;
}

/** Names an unknown field only when its key looks like a name: the key may be a misplaced value. */
function problemOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code !== 'unrecognized_keys') return issue?.message ?? 'is invalid';
  const names = issue.keys.filter((key) => /^[A-Za-z]{1,40}$/.test(key));
  return ['has a field that does not belong here', ...names].join(': ');
}
