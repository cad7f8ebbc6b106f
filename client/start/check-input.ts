import { subscriptionInputSchema, type SubscriptionInput } from '../../contract/input';
import { problemsOf } from '../../contract/problems';
import { problemsBeforeSchema } from '../card-data';
import { InvalidInputError } from '../errors/subscription-errors';

/**
 * Checks an input as the workflow will, before anything leaves.
 *
 * @returns the input with its defaults filled in
 * @throws InvalidInputError naming every problem, never a value
 */
export function checkInput(start: unknown): SubscriptionInput {
  const first = problemsBeforeSchema(start);
  if (first.length > 0) throw new InvalidInputError(first);
  const parsed = subscriptionInputSchema.safeParse(start);
  if (!parsed.success) throw new InvalidInputError(problemsOf(parsed.error));
  return parsed.data;
}
