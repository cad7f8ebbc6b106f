import type { Command } from 'commander';
import { notKnownYet } from './already-told';
import { addExamples } from './examples';
import { tell } from './fold';
import type { CliIo } from './io';
import { withClient, type CommonFlags } from './session';
import { readRef, SUBSCRIPTION_HELP } from './subscription-argument';

/** Adds `resend`: an event goes to the receiver once more. */
export function addResend(program: Command, io: CliIo): void {
  const command = program
    .command('resend')
    .summary('send an event to the receiver once more')
    .description('Sends an event once more, with the same id. A receiver that has it drops it.')
    .argument('<subscription>', SUBSCRIPTION_HELP)
    .argument('<event>', 'id of the event; `events` lists them')
    .action(async (text: string, eventId: string, _flags: unknown, typed: Command) => {
      const flags: CommonFlags = typed.optsWithGlobals();
      const ref = readRef(text);
      const answer = await withClient(io, flags, (client) => client.resendEvent(ref, eventId));
      tell(io, flags, answer, () =>
        answer.result === 'delivered'
          ? `Delivered: ${answer.event.type}, ${eventId}.`
          : `Not taken yet: ${answer.event.type}, ${eventId}. It is tried for three days.`,
      );
      if (answer.result === 'accepted') notKnownYet();
    });
  addExamples(command, () => ['carat resend loja-a/A0001 <id of the event>']);
}
