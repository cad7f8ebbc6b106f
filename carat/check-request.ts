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
    problem: issue?.message ?? 'is invalid',
    nextStep: 'Nothing was sent; correct the field and call again.',
  });
}

/** An unknown key is named by its parent: the key itself may be a misplaced value. */
function fieldOf(issue: z.core.$ZodIssue | undefined, subject: string): string {
  const path = issue?.path.map(String).join('.') ?? '';
  return path === '' ? subject : path;
}
