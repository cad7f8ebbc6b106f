import type { Command } from 'commander';
import { checkRequest } from '../commands/check-request';
import { ACKNOWLEDGEABLE } from '../../contract/vocabulary';
import type { Resolution } from '../../domain/calls/call';
import type { Acknowledgeable } from '../../domain/subscription/attention';
import { SIGNED } from './words/signed';
import { endWith } from './already-told';
import { addExamples } from './examples';
import { addCommand, signedBy, type CommandFlags } from './command-flags';
import { tell } from './fold';
import { answerText, decisionText } from './format-answers';
import { moneyText } from './format-money';
import type { CliIo } from './io';
import { lookOf } from './look';
import { withClient } from './session';
import { readRef } from './subscription-argument';
import { tellIfItTakesLong } from './tell-waiting';

/** Adds `confirm`, `undo`, `resolve` and `acknowledge`: the decisions, each with who and why. */
export function addDecidingCommands(program: Command, io: CliIo): void {
  addExamples(
    addCommand(program, 'confirm', 'capture a payment that awaits confirmation').action(
      async (text: string, _flags: unknown, command: Command) =>
        confirm(io, 'confirm', text, command.optsWithGlobals()),
    ),
    () => [`carat confirm loja-a/A0001 ${SIGNED}`],
  );
  addExamples(
    addCommand(program, 'undo', 'release a payment that awaits confirmation').action(
      async (text: string, _flags: unknown, command: Command) =>
        confirm(io, 'undo', text, command.optsWithGlobals()),
    ),
    () => [`carat undo loja-a/A0001 ${SIGNED}`],
  );
  const deciding = addCommand(program, 'resolve', 'decide about a blocked subscription')
    .requiredOption('--decision <decision>', 'happened, did_not_happen or ask_again')
    .option(
      '--about <id>',
      'the NIT or SID that you looked up; refused where the question is about another one by now',
    )
    .action(async (text: string, _flags: unknown, command: Command) =>
      resolve(io, text, command.optsWithGlobals()),
    );
  addExamples(deciding, () => [`carat resolve loja-a/A0001 --decision happened ${SIGNED}`]);
  const givingUp = addCommand(program, 'give-up', 'give up a start of which nothing was paid').action(
    async (text: string, _flags: unknown, command: Command) => giveUp(io, text, command.optsWithGlobals()),
  );
  addExamples(givingUp, () => [`carat give-up loja-a/A0001 ${SIGNED}`]);
  const acknowledging = addCommand(
    program,
    'acknowledge',
    'take attention flags off that you have looked after',
  )
    .requiredOption('--flags <flags>', `with commas between: ${ACKNOWLEDGEABLE.join(', ')}`)
    .action(async (text: string, _flags: unknown, command: Command) =>
      acknowledge(io, text, command.optsWithGlobals()),
    );
  addExamples(acknowledging, () => [`carat acknowledge loja-a/A0001 --flags cycle_missed ${SIGNED}`]);
}

async function confirm(
  io: CliIo,
  kind: 'confirm' | 'undo',
  text: string,
  flags: CommandFlags,
): Promise<void> {
  const ref = readRef(text);
  const request = signedBy(flags);
  checkRequest(kind, request);
  const answer = await withClient(io, flags, (client) =>
    kind === 'confirm' ? client.confirm(ref, request) : client.undo(ref, request),
  );
  tell(io, flags, answer, ({ words }) => answerText(`${ref.merchant}/${ref.orderId}`, answer, words));
  endWith(answer);
}

async function resolve(
  io: CliIo,
  text: string,
  flags: CommandFlags & { decision: string; about?: string },
): Promise<void> {
  const ref = readRef(text);
  const request = {
    ...signedBy(flags),
    decision: flags.decision as Resolution,
    ...(flags.about === undefined ? {} : { about: flags.about }),
  };
  checkRequest('resolve', request);
  const look = lookOf(io, flags);
  const { answer, view } = await withClient(io, flags, async (client) => {
    const given = await client.resolve(ref, request);
    // The gateway may have known better by then: what is known of the money is told beside the answer, which stands without it.
    const seen = flags.json === true ? undefined : await client.get(ref).catch(() => undefined);
    return { answer: given, view: seen };
  });
  tell(io, flags, answer, ({ words }) => decisionText(`${ref.merchant}/${ref.orderId}`, answer, words));
  if (view !== undefined) io.out(`\n${moneyText(view, look)}\n`);
  endWith(answer);
}

async function giveUp(io: CliIo, text: string, flags: CommandFlags): Promise<void> {
  const ref = readRef(text);
  const answer = await withClient(io, flags, (client) =>
    tellIfItTakesLong(io, flags, {
      answer: client.giveUp(ref, signedBy(flags)),
      what: async () => GIVE_UP_WAITS((await client.get(ref)).waitingFor),
    }),
  );
  tell(io, flags, answer, ({ words }) => decisionText(`${ref.merchant}/${ref.orderId}`, answer, words));
  endWith(answer);
}

const GIVE_UP_WAITS = (what: string | undefined): string =>
  `waits for a call that is on its way${what === undefined ? '' : ` (${what})`}. One that no worker takes comes back within 15 minutes. Then it is given up by itself, also when you stop waiting`;

async function acknowledge(io: CliIo, text: string, flags: CommandFlags & { flags: string }): Promise<void> {
  const ref = readRef(text);
  const request = { ...signedBy(flags), flags: flags.flags.split(',') as Acknowledgeable[] };
  checkRequest('acknowledge', request);
  const { answer, state } = await withClient(io, flags, async (client) => {
    const given = await client.acknowledge(ref, request);
    // It may have been the flag that held up its end.
    const seen = flags.json === true ? undefined : await client.get(ref).catch(() => undefined);
    return { answer: given, state: seen?.state ?? given.state };
  });
  tell(io, flags, answer, ({ words }) =>
    [
      answerText(`${ref.merchant}/${ref.orderId}`, { ...answer, state }, words),
      `  ${words.answers.takenOff(request.flags.join(', '))}`,
    ].join('\n'),
  );
}
