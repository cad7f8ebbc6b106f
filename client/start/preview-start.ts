import { problemOfFirstDate } from '../../contract/first-date';
import type { NewStart } from '../../contract/input';
import { previewOfStart, type StartPreview } from '../../contract/start-preview';
import type { Ceiling } from '../ceiling';
import { InvalidInputError } from '../errors/subscription-errors';
import { checkInput } from './check-input';
import { onlyNew } from './only-new';
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
  const input = onlyNew(checkInput(start));
  const ofDate = problemOfFirstDate(input, nowMs);
  const problems = [
    ...(ofDate === undefined ? [] : [ofDate]),
    ...problemsAboveCeiling(maxAmountCents, input),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems);
  return previewOfStart(input, nowMs);
}
