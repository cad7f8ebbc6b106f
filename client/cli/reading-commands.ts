import { Option, type Command } from 'commander';
import { SubscriptionWorkflowFailedError } from '../errors/subscription-errors';
import { addCharges } from './charges-command';
import { addExamples } from './examples';
import { lastKnownText, viewText } from './format-view';
import type { CliIo } from './io';
import { addEvents } from './events-command';
import { addList } from './list-command';
import { statesIn } from './list-filter';
import { lookOf } from './look';
import { addResend } from './resend-command';
import { print, withClient, type CommonFlags } from './session';
import { secondsOf } from './start-input';
import { SUBSCRIPTION_HELP, readRef } from './subscription-argument';
import { addTimeline } from './timeline-command';
import { UsageError } from './usage-error';
import { watch, watchSeconds } from './watch';

interface ShowFlags extends CommonFlags {
  watch?: string | true;
}

/** Adds `show`, `charges`, `timeline`, `list` and `wait`: the commands that change nothing. */
export function addReadingCommands(program: Command, io: CliIo): void {
  addShow(program, io);
  addCharges(program, io);
  addTimeline(program, io);
  addEvents(program, io);
  addResend(program, io);
  addList(program, io);
  const command = program
    .command('wait')
    .summary('wait until a subscription is in a state')
    .description('Waits until a subscription is in one of the states, and shows it.')
    .argument('<subscription>', SUBSCRIPTION_HELP)
    .requiredOption('--for <states>', 'states, with commas between: active,rejected')
    .addOption(new Option('--timeout-seconds <n>', 'longest wait').default('60', '60'))
    .action(async (text: string, _flags: unknown, typed: Command) => wait(io, text, typed.optsWithGlobals()));
  addExamples(command, () => ['carat wait loja-a/A0001 --for active,rejected --timeout-seconds 120']);
}

function addShow(program: Command, io: CliIo): void {
  const command = program
    .command('show')
    .summary('show where a subscription stands')
    .description('Shows what was sold, where it stands, what the gateway says, the money, and what to do.')
    .argument('<subscription>', SUBSCRIPTION_HELP)
    .option('--watch [seconds]', 'again and again, until Ctrl-C (default: every 5 seconds)')
    .action(async (text: string, _flags: unknown, typed: Command) => show(io, text, typed.optsWithGlobals()));
  addExamples(command, () => ['carat show loja-a/A0001', 'carat show loja-a/A0001 --lang pt']);
}

async function show(io: CliIo, text: string, flags: ShowFlags): Promise<void> {
  const ref = readRef(text);
  const look = lookOf(io, flags);
  const seconds = flags.watch === undefined ? undefined : watchSeconds(flags.watch);
  if (seconds !== undefined && flags.json === true)
    throw new UsageError('--watch and --json exclude each other', 'Give one of them.');
  try {
    await withClient(io, flags, async (client) => {
      if (seconds !== undefined) return watch(io, seconds, async () => viewText(await client.get(ref), look));
      const view = await client.get(ref);
      print(io, flags, view, () => viewText(view, look));
    });
  } catch (error) {
    // With `--json` the last known view is a part of the error.
    const known = error instanceof SubscriptionWorkflowFailedError ? error.lastKnown : undefined;
    if (known !== undefined && flags.json !== true) io.out(`${lastKnownText(known, look)}\n`);
    throw error;
  }
}

async function wait(
  io: CliIo,
  text: string,
  flags: CommonFlags & { for: string; timeoutSeconds: string },
): Promise<void> {
  const ref = readRef(text);
  const look = lookOf(io, flags);
  const timeoutMs = secondsOf(flags.timeoutSeconds);
  const states = statesIn(flags.for);
  const view = await withClient(io, flags, (client) => client.waitFor(ref, states, { timeoutMs }));
  print(io, flags, view, () => viewText(view, look));
}
