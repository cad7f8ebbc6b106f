import { Command, CommanderError } from 'commander';
import { holdsCardNumber } from '../../contract/vocabulary';
import { temporalPlace } from '../connect';
import { addAdopt } from './adopt-command';
import { AlreadyTold } from './already-told';
import { addChangingCommands } from './changing-commands';
import { addDecidingCommands } from './deciding-commands';
import { addCompletion } from './completion-command';
import { addDev } from './dev/dev-commands';
import { folded, pageOf } from './fold';
import { EXIT, EXIT_HELP, type ExitCode } from './exit-codes';
import { inFlags } from './flags-of-fields';
import type { CliIo } from './io';
import { addReadingCommands } from './reading-commands';
import { addOpen } from './open-command';
import { refuseRepeatedFlags } from './refuse-repeated';
import { connectOptions } from './session';
import { namespaceIn } from './subscription-argument';
import { wordsOf } from './look';
import { reportOf } from './report-error';
import { addStart } from './start-command';
import { UsageError } from './usage-error';
import { packageVersion } from './version';

const SETTINGS_HELP = `
Connection
  TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS,
  TEMPORAL_TLS_*, TEMPORAL_PROFILE and the Temporal configuration file are read
  as the Temporal CLI reads them; flags win.
  CARAT_MAX_AMOUNT_CENTS: most that one charge may come to; a start or a change
  above it is refused.`;

/** Columns that the description of a command or flag needs; with fewer, the help is not wrapped. */
const NARROWEST_HELP = 30;

/**
 * Runs the command line once.
 *
 * @param args - what was typed after the name of the program
 * @returns the exit code
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<ExitCode> {
  const program = buildProgram({ ...io, typed: args });
  try {
    refuseCardNumbers(args);
    await program.parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    if (error instanceof AlreadyTold) return error.exitCode;
    const told = inFlags(asUsageError(error), args);
    const json = args.includes('--json');
    const { text, exitCode } = reportOf(told, json, program.args[0]);
    io.err(`${json ? text : folded(text, pageOf(io, program.opts()))}\n`);
    return exitCode;
  }
}

function buildProgram(io: CliIo): Command {
  const program = new Command('carat')
    .description('Starts, watches, changes and decides about subscriptions billed through the Carat Portal.')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: () => undefined })
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: NARROWEST_HELP })
    .option('--json', 'one JSON document on standard output; errors as JSON on standard error')
    .option('--address <host:port>', 'Temporal server')
    .option('--namespace <name>', 'Temporal namespace')
    .option('--profile <name>', 'profile of the Temporal configuration file')
    .option('--task-queue <name>', 'task queue of the workers')
    .option('--lang <language>', 'en or pt; without it the one of LANG')
    .option('--wide', 'whole ids and every column, however long the lines are')
    .option('--no-color', 'no colours; NO_COLOR says the same for good')
    .version(packageVersion(), '--version', 'the version of this program')
    .addHelpText('after', `${EXIT_HELP}\n${SETTINGS_HELP}`);
  addStart(program, io);
  addAdopt(program, io);
  addReadingCommands(program, io);
  addDecidingCommands(program, io);
  addChangingCommands(program, io);
  addOpen(program, io);
  addCompletion(program, io);
  addDev(program, io);
  refuseRepeatedFlags(program);
  program.hook('preAction', (_program, action) => {
    refuseFlagsAsValues(io.typed ?? [], action);
    // A language that is not spoken is told before anything is sent, not with the answer.
    wordsOf(io, action.optsWithGlobals());
    refuseOtherNamespace(io, action);
  });
  return program;
}

/** An address that was copied from the Web UI of another place names a subscription of that place, which may have its namesake here. */
function refuseOtherNamespace(io: CliIo, action: Command): void {
  const pasted = action.args.map(namespaceIn).find((namespace) => namespace !== undefined);
  if (pasted === undefined) return;
  const { namespace } = temporalPlace(connectOptions(io, action.optsWithGlobals()));
  if (pasted === namespace) return;
  throw new UsageError(
    `<subscription>: the address is one of the namespace ${pasted}, and ${namespace} is connected to; nothing was sent`,
    `To go there, add --namespace ${pasted}, and --address where it is on another server. Else name the subscription: loja-a/A0001.`,
  );
}

/** A flag whose value is missing would take the next flag for it: `--by --dry-run` would be sent, and signed so. */
function refuseFlagsAsValues(typed: readonly string[], action: Command): void {
  const withValue = flagsWithValue(action);
  const at = typed.findIndex(
    (word, index) => withValue.has(word) && typed[index + 1]?.startsWith('--') === true,
  );
  if (at === -1) return;
  const [flag = '', taken = ''] = typed.slice(at);
  throw new UsageError(
    `${flag} has no value, ${taken} is another flag; nothing was sent`,
    `Is a variable of the shell empty? A value that begins with two dashes is written ${flag}=<value>.`,
  );
}

/** Those of a command, and of every command that it is a part of. */
function flagsWithValue(command: Command | null): Set<string> {
  if (command === null) return new Set();
  const own = command.options.flatMap(({ long, required }) => (required && long !== undefined ? [long] : []));
  return new Set([...own, ...flagsWithValue(command.parent)]);
}

const COMMANDS_HELP =
  '`carat --help` lists the commands. What one of them would do is told by the command itself, with --dry-run.';

/** Also catches a number that was typed in groups of four. */
function refuseCardNumbers(args: readonly string[]): void {
  if (!args.some((arg) => holdsCardNumber(arg)) && !holdsCardNumber(args.join(' '))) return;
  throw new UsageError(
    'an argument holds a card number; nothing was sent',
    'Send a Carat card token or a vault reference instead, and remove the line from the history of your shell.',
  );
}

function asUsageError(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  if (error.code === 'commander.help') return new UsageError('a command is missing');
  const message = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  return error.code === 'commander.unknownCommand'
    ? new UsageError(message, COMMANDS_HELP)
    : new UsageError(message);
}
