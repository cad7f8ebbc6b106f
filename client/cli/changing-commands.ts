import type { Command } from 'commander';
import { checkRequest } from '../commands/check-request';
import { CHANGES, type ChangeFlags, type ChangeOnCli, type ChangingKind } from './changes';
import { SIGNED } from './words/signed';
import { AlreadyTold, endWith } from './already-told';
import { addExamples } from './examples';
import { EXIT } from './exit-codes';
import { addCommand, signedBy, type CommandFlags } from './command-flags';
import { tell } from './fold';
import { changeText } from './format-change';
import { previewText } from './format-preview';
import type { CliIo } from './io';
import { withClient } from './session';
import { inKebab } from './start-input';
import { readRef } from './subscription-argument';

/** Adds the commands that change a running schedule, and `retire`. */
export function addChangingCommands(program: Command, io: CliIo): void {
  for (const kind of Object.keys(CHANGES) as ChangingKind[]) addChange(program, io, kind);
}

function addChange(program: Command, io: CliIo, kind: ChangingKind): void {
  const change = CHANGES[kind];
  const name = inKebab(kind);
  const command = addCommand(program, name, change.summary);
  for (const [flag, meaning] of change.required ?? []) command.requiredOption(flag, meaning);
  for (const [flag, meaning] of change.optional ?? []) command.option(flag, meaning);
  command.option('--dry-run', 'send nothing: show what it would do, or why it would be refused');
  addExamples(command, () => [`${`carat ${name} loja-a/A0001 ${change.example()}`.trimEnd()} ${SIGNED}`]);
  command.action(async (text: string, _flags: unknown, typed: Command) =>
    run(io, kind, text, typed.optsWithGlobals()),
  );
}

async function run(
  io: CliIo,
  kind: ChangingKind,
  text: string,
  flags: CommandFlags & ChangeFlags & { dryRun?: true },
): Promise<void> {
  const ref = readRef(text);
  const change: ChangeOnCli<ChangingKind> = CHANGES[kind];
  // What is not valid is told before anything is connected to.
  const request = change.requestOf(flags, signedBy(flags));
  checkRequest(kind, request);
  if (flags.dryRun === true) {
    const told = await withClient(io, flags, (client) => client.preview(ref, kind, request as never));
    tell(io, flags, told, ({ words }) =>
      previewText(told, kind, `${ref.merchant}/${ref.orderId}`, { words, request }),
    );
    if (!told.allowed) throw new AlreadyTold(EXIT.refused);
    return;
  }
  const { answer, view } = await withClient(io, flags, async (client) => {
    const given = await change.send(client, ref, request);
    // For its dates and amounts; the answer stands without them.
    const seen = flags.json === true ? undefined : await client.get(ref).catch(() => undefined);
    return { answer: given, view: seen };
  });
  tell(io, flags, answer, (page) => changeText({ kind, ref, answer, view, request }, page));
  endWith(answer);
}
