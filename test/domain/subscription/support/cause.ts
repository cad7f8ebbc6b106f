import { PT } from '../../../../client/cli/words/pt';
import { attentionCause } from '../../../../contract/attention-cause';
import type { Occurrence } from '../../../../domain/subscription/occurrence';

/** Told where the view knows the command or the question that the flag is about. */
const OF_THE_VIEW = ['blocked', 'command_failed', 'command_stuck'];

/**
 * A cause as the tests compare it. Each one that a rule makes has, by field, all that its words in another language need, and is what the
 * view may say.
 */
export function causeInWords({ flag, what, about }: Occurrence): string {
  const told = attentionCause.parse({ flag, what, ...about });
  expect(told).toEqual({ flag, what, ...about });
  if (!OF_THE_VIEW.includes(flag)) expect(PT.cause(told)).not.toBe(what);
  return `${flag}: ${what}`;
}
