import type { z } from 'zod';
import { describeProblems, problemsOf } from '../contract/problems';
import { isOfNewerVersion } from './newer-version';
import { UnexpectedAnswerError } from './errors/temporal-errors';

/**
 * Checks an answer of the workflow against its schema and gives it as it came: fields and words that a newer worker added stay.
 *
 * @throws UnexpectedAnswerError naming the fields that do not fit
 */
export function parseAnswer<T extends z.ZodType>(schema: T, answer: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success && !isOfNewerVersion(parsed.error, answer)) {
    throw new UnexpectedAnswerError(
      `${what} does not fit its schema: ${describeProblems(problemsOf(parsed.error))}`,
    );
  }
  return answer as z.output<T>;
}
