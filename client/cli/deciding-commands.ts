import type { Command } from 'commander';
import { ACKNOWLEDGEABLE } from '../../contract/vocabulary';
import type { Resolution } from '../../domain/calls/call';
import type { Acknowledgeable } from '../../domain/subscription/attention';
import type { ConfirmationRequest } from '../commands/requests';
import { answerText } from './format-answers';
import type { CliIo } from './io';
import { print, withClient, type CommonFlags } from './session';
import { wholeNumber } from './start-input';
import { readRef } from './subscription-argument';

interface DecidingFlags extends CommonFlags {
  by: string;
  reason: string;
  updateId?: string;
  timeoutSeconds: string;
}

/** Adds `confirm`, `undo`, `resolve` and `acknowledge`: the decisions, each with who and why. */
export function addDecidingCommands(program: Command, io: CliIo): void {
  deciding(program, 'confirm', 'capture a payment that awaits confirmation').action(
    async (text: string, _flags: unknown, command: Command) =>
      confirm(io, 'confirm', text, command.optsWithGlobals()),
  );
  deciding(program, 'undo', 'release a payment that awaits confirmation').action(
    async (text: string, _flags: unknown, command: Command) =>
      confirm(io, 'undo', text, command.optsWithGlobals()),
  );
  deciding(program, 'resolve', 'decide about a blocked subscription')
    .requiredOption('--decision <decision>', 'happened, did_not_happen or ask_again')
    .action(async (text: string, _flags: unknown, command: Command) =>
      resolve(io, text, command.optsWithGlobals()),
    );
  deciding(program, 'acknowledge', 'take attention flags off that you have looked after')
    .requiredOption('--flags <flags>', `with commas between: ${ACKNOWLEDGEABLE.join(', ')}`)
    .action(async (text: string, _flags: unknown, command: Command) =>
      acknowledge(io, text, command.optsWithGlobals()),
    );
}

function deciding(program: Command, name: string, summary: string): Command {
  return program
    .command(name)
    .summary(summary)
    .description(
      `${summary.charAt(0).toUpperCase()}${summary.slice(1)}. Repeating it with the same update id has no second effect.`,
    )
    .argument('<subscription>', 'merchant/orderId, e.g. loja-a/A0001')
    .requiredOption('--by <name>', 'who decides')
    .requiredOption('--reason <text>', 'why; kept in the audit trail')
    .option('--update-id <id>', 'id under which the command takes effect once')
    .option('--timeout-seconds <n>', 'longest wait for the answer', '90');
}

async function confirm(
  io: CliIo,
  kind: 'confirm' | 'undo',
  text: string,
  flags: DecidingFlags,
): Promise<void> {
  const ref = readRef(text);
  const request = requestOf(flags);
  const answer = await withClient(io, flags, (client) =>
    kind === 'confirm' ? client.confirm(ref, request) : client.undo(ref, request),
  );
  print(io, flags, answer, () => answerText(`${ref.merchant}/${ref.orderId}`, answer));
}

async function resolve(io: CliIo, text: string, flags: DecidingFlags & { decision: string }): Promise<void> {
  const ref = readRef(text);
  const decision = flags.decision as Resolution;
  const answer = await withClient(io, flags, (client) =>
    client.resolve(ref, { ...requestOf(flags), decision }),
  );
  print(io, flags, answer, () => answerText(`${ref.merchant}/${ref.orderId}`, answer));
}

async function acknowledge(io: CliIo, text: string, flags: DecidingFlags & { flags: string }): Promise<void> {
  const ref = readRef(text);
  const request = { ...requestOf(flags), flags: flags.flags.split(',') as Acknowledgeable[] };
  const answer = await withClient(io, flags, (client) => client.acknowledge(ref, request));
  print(io, flags, answer, () => answerText(`${ref.merchant}/${ref.orderId}`, answer));
}

function requestOf({ by, reason, updateId, timeoutSeconds }: DecidingFlags): ConfirmationRequest {
  const timeoutMs = wholeNumber(timeoutSeconds, 'timeoutSeconds') * 1_000;
  return { by, reason, timeoutMs, ...(updateId === undefined ? {} : { updateId }) };
}
