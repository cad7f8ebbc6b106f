import type { SubscriptionView } from '../../contract/view';

type Flag = SubscriptionView['attention'][number];

/** What to do about a flag of an adoption, a command or a cancellation. The others are explained in docs/operations.md#attention-flags. */
const ADVICE: Partial<Record<Flag, (command: (words: string) => string) => string[]>> = {
  command_failed: () => [
    'A command came to nothing, and is not tried any more. The table of commands says why.',
    'Mend it and send the command again, or let it be. Then acknowledge.',
  ],
  events_undelivered: (command) => [
    'The receiver of the merchant did not take some events for three days. Money is not affected.',
    `Mend it, and send them again: ${command('events')}. Then acknowledge.`,
  ],
  adoption_open: (command) => [
    'The gateway has not told for a day what the schedule is that is to be adopted. It is asked again by itself.',
    `Look whether it answers, and whether the key of the merchant is right; or give it up: ${command('retire')}`,
  ],
  command_stuck: () => [
    'A command has been under way for more than a day, and goes on by itself.',
    'Look whether the gateway answers, and whether its posts arrive: an edit waits for the SEID that the gateway posts to the authenticity address of the store.',
  ],
  charged_after_cancellation: () => [
    'The gateway made a charge although the subscription was cancelled. Give the money back; then acknowledge.',
  ],
  active_after_cancellation: (command) => [
    'Somebody made the cancelled schedule active again at the gateway: it would charge. Either make it inactive in the portal,',
    `or let it go on: ${command('uncancel')}`,
  ],
};

/** What to do about the flags that are up, in the order in which they are shown. */
export const adviceOn = (flags: readonly Flag[], command: (words: string) => string): string =>
  flags.flatMap((flag) => sectionOf(flag, command)).join('\n\n');

function sectionOf(flag: Flag, command: (words: string) => string): string[] {
  const lines = ADVICE[flag]?.(command);
  return lines === undefined ? [] : [`${flag}:\n${lines.map((line) => `  ${line}`).join('\n')}`];
}
