import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { exitCodeOf, interruption } from '../devstack/interruption';
import { temporalBinary } from '../devstack/temporal-binary';
import { allStories } from '../stories/all-stories';
import type { Story } from '../stories/story';
import { bundleWorkflows } from './histories/bundle-workflows';
import { recordedFiles } from './histories/folder';
import { isVersion } from './histories/history-name';
import { installQuietRuntime } from './histories/quiet-runtime';
import { planRecording } from './histories/recording-plan';
import { recordStories, startRecordingServer, type Recording } from './histories/recording-session';
import { describeError } from './histories/report-error';
import { writeRecording } from './histories/write-recording';

interface Flags {
  force?: true;
  as?: string;
  list?: true;
}

const HELP = `
Plays every path of the life against a real Temporal server and the sandbox, and writes its history to test/histories.
A path that has a recording keeps it: old histories show that subscriptions started by older code go on with today's.

Exit codes: 0 recorded, or nothing to do; 1 a story took another turn, and its history was not written; 2 nothing was done.`;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

function readCommandLine(args: readonly string[]): { paths: string[]; flags: Flags } {
  const command = new Command('npm run record --')
    .description('Records histories of the workflow for the replay tests.')
    .argument('[path...]', 'paths to record; none: every path that has no recording yet')
    .option('--force', 'replace recordings that exist')
    .option('--as <version>', 'record beside the recordings that exist, as v2, v3, …', version)
    .option('--list', 'show the paths and whether they are recorded')
    .addHelpText('after', HELP)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parse(args, { from: 'user' });
  return { paths: command.args, flags: command.opts<Flags>() };
}

function version(text: string): string {
  if (isVersion(text)) return text;
  throw new InvalidArgumentError('give v and a number, e.g. v2.');
}

function list(): void {
  const recorded = new Set(recordedFiles().map(({ path }) => path));
  for (const { path, description } of allStories)
    say(`${recorded.has(path) ? '✓' : '–'} ${path.padEnd(38)} ${description}`);
}

/** Returns how many stories failed. */
async function record(stories: readonly Story[], as: string | undefined): Promise<number> {
  const binary = temporalBinary('npm run record');
  const [server, bundle] = await Promise.all([startRecordingServer(binary), bundleWorkflows()]);
  installQuietRuntime();
  let failed = 0;
  const done = (recording: Recording): void => {
    say(outcomeOf(recording, as));
    if ('error' in recording) failed += 1;
  };
  try {
    await recordStories(stories, { address: server.address, bundle }, done);
  } finally {
    await server.stop();
  }
  return failed;
}

function outcomeOf(recording: Recording, as: string | undefined): string {
  const { path } = recording.story;
  if ('error' in recording) return `✗ ${path}: ${recording.error.message}; nothing was written`;
  return `✓ ${writeRecording(path, as, recording.texts).join(', ')}`;
}

async function main(): Promise<number> {
  const { paths, flags } = readCommandLine(process.argv.slice(2));
  if (flags.list === true) {
    list();
    return 0;
  }
  const request = { paths, version: flags.as, force: flags.force === true };
  const plan = planRecording(request, allStories, recordedFiles());
  if (plan.keep.length > 0) say(`${String(plan.keep.length)} paths are recorded already, and kept`);
  if (plan.record.length === 0) return 0;
  const startedMs = Date.now();
  const failed = await record(plan.record, flags.as);
  const seconds = ((Date.now() - startedMs) / 1_000).toFixed(1);
  say(`${String(plan.record.length - failed)} recorded, ${String(failed)} failed, ${seconds} s`);
  return failed === 0 ? 0 : 1;
}

async function run(): Promise<number> {
  const interrupted = interruption();
  try {
    const ending = await Promise.race([main(), interrupted]);
    return typeof ending === 'string' ? exitCodeOf(ending) : ending;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    process.stderr.write(`${describeError(error)}\n`);
    return 2;
  }
}

// Nothing that is left of a recording that was given up may keep the process; its server goes with it.
void run().then((exitCode) => process.exit(exitCode));
