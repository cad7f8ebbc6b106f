import type { Command } from 'commander';
import type { CliIo } from './io';
import { print, withClient, type CommonFlags } from './session';
import { readRef } from './subscription-argument';

/** Adds `resend`: an event goes to the receiver once more. */
export function addResend(program: Command, io: CliIo): void {
  program
    .command('resend')
    .summary('send an event to the receiver once more')
    .description('Sends an event once more, with the same id. A receiver that has it drops it.')
    .argument('<subscription>', 'merchant/orderId, e.g. loja-a/A0001')
    .argument('<event>', 'id of the event; `events` lists them')
    .action(async (text: string, eventId: string, _flags: unknown, command: Command) => {
      const flags: CommonFlags = command.optsWithGlobals();
      const ref = readRef(text);
      const answer = await withClient(io, flags, (client) => client.resendEvent(ref, eventId));
      print(io, flags, answer, () =>
        answer.result === 'delivered'
          ? `Delivered: ${answer.event.type}, ${eventId}.`
          : `Not taken yet: ${answer.event.type}, ${eventId}. It is tried for three days.`,
      );
    });
}
