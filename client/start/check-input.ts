import { subscriptionInputSchema, type SubscriptionInput } from '../../contract/input';
import { problemsOf } from '../../contract/problems';
import { definedOnly } from '../../contract/vocabulary';
import { problemsBeforeSchema } from '../card-data';
import { InvalidInputError } from '../errors/subscription-errors';

/** JSON has no fields without a value: what is undefined is not given. */
const asSent = (start: unknown): unknown =>
  typeof start === 'object' && start !== null && !Array.isArray(start) ? definedOnly(start) : start;

/**
 * Checks an input as the workflow will, before anything leaves.
 *
 * @returns the input with its defaults filled in
 * @throws InvalidInputError naming every problem, never a value
 */
export function checkInput(start: unknown): SubscriptionInput {
  const first = problemsBeforeSchema(start);
  if (first.length > 0) throw new InvalidInputError(first);
  const parsed = subscriptionInputSchema.safeParse(asSent(start));
  if (!parsed.success) throw new InvalidInputError(problemsOf(parsed.error));
  return parsed.data;
}
