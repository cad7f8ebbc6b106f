import type { SubscriptionView } from '../../contract/view';
import type { Look } from './look';
import { paragraph } from './table';

type Flag = SubscriptionView['attention'][number];

/** The command that a flag may be answered by, where it is always the same one. */
const COMMANDS: Partial<Record<Flag, string>> = {
  events_undelivered: 'events',
  adoption_open: 'retire',
  active_after_cancellation: 'cancel',
};

/**
 * What the flags that are up mean and what to do about each, in the order in which they are shown. docs/operations.md#attention-flags
 * says more.
 *
 * @param command - a decision about the subscription, to be copied; without it none is proposed
 */
export const adviceOn = (
  flags: readonly Flag[],
  look: Pick<Look, 'words' | 'width' | 'paint'>,
  command?: (words: string) => string,
): string => flags.map((flag) => sectionOf(flag, look, command)).join('\n\n');

function sectionOf(
  flag: Flag,
  { words, width, paint }: Pick<Look, 'words' | 'width' | 'paint'>,
  command: ((words: string) => string) | undefined,
): string {
  const advice = words.flags[flag];
  const answer = COMMANDS[flag];
  return [
    `${paint('warn', flag)}:`,
    paragraph(advice.means, width, '  '),
    paragraph(`${words.toDo} ${advice.do}`, width, '  '),
    ...(answer === undefined || command === undefined ? [] : [command(answer)]),
  ].join('\n');
}
