import type { NewInput, SubscriptionInput } from '../../contract/input';
import { InvalidRequestError } from '../errors/subscription-errors';

/**
 * The input of a start that is no adoption.
 *
 * @throws InvalidRequestError for an adoption
 */
export function onlyNew(input: SubscriptionInput): NewInput {
  if (input.entry === 'adopt') throw new InvalidRequestError([ADOPTION]);
  return input;
}

const ADOPTION = {
  field: 'entry',
  problem: 'must be pay_now or start_later; an adoption has a dry run of its own',
};
