import { problemOfFirstDate } from '../../contract/first-date';
import type { NewInput, NewStart, SubscriptionInput } from '../../contract/input';
import { previewOfStart, type StartPreview } from '../../contract/start-preview';
import type { Ceiling } from '../ceiling';
import { InvalidInputError, InvalidRequestError } from '../errors/subscription-errors';
import { checkInput } from './check-input';
import { problemsAboveCeiling } from './start-subscription';

/**
 * Says what a start would charge and when, by the rules that would follow it, after the checks of a start. It asks nobody, and starts
 * nothing.
 *
 * @param nowMs - instant of the start, milliseconds since the epoch
 * @throws InvalidInputError, InvalidRequestError for an adoption, which has a dry run of its own
 */
export function previewStart(
  start: NewStart,
  maxAmountCents: Ceiling | undefined,
  nowMs: number = Date.now(),
): StartPreview {
  const input = checkInput(start);
  if (!isNew(input)) throw new InvalidRequestError([ADOPTION]);
  const ofDate = problemOfFirstDate(input, nowMs);
  const problems = [
    ...(ofDate === undefined ? [] : [ofDate]),
    ...problemsAboveCeiling(maxAmountCents, input),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems);
  return previewOfStart(input, nowMs);
}

const isNew = (input: SubscriptionInput): input is NewInput => input.entry !== 'adopt';

const ADOPTION = {
  field: 'entry',
  problem: 'must be pay_now or start_later; an adoption has a dry run of its own',
};
