// `npm run bench`: see command-line.ts for what it does and takes.
import { setTimeout } from 'node:timers/promises';
import { describeError } from '../devstack/errors';
import { exitCodeOf, interruption } from '../devstack/interruption';
import { Started } from '../devstack/started';
import { stopInTime } from '../devstack/stop-in-time';
import { temporalBinary } from '../devstack/temporal-binary';
import { HELP, readCommandLine, UsageError, type BenchName, type CommandLine } from './command-line';
import { measureFairness, type Ground } from './fairness/measure';
import { fairnessText } from './fairness/report';
import { LIMITS } from './limits';
import { measureOverhead } from './overhead';
import { reportText } from './report-text';
import { setUpStage } from './stage';

const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

async function main(): Promise<number> {
  const interrupted = interruption().then(exitCodeOf);
  const started = new Started();
  const log: string[] = [];
  try {
    const commandLine = readCommandLine(process.argv.slice(2));
    if (commandLine.help) {
      process.stdout.write(HELP);
      return EXIT.ok;
    }
    return await Promise.race([perform(commandLine, started, log), interrupted, overdue(commandLine)]);
  } catch (error) {
    return complain(error, log);
  } finally {
    await stopInTime(started, say);
  }
}

/** Measures, and gives what was found: as data, and as a person reads it. */
type Bench = (ground: Ground, started: Started) => Promise<{ report: object; text: string }>;

const benches: Record<BenchName, Bench> = {
  overhead: async (ground, started) => {
    say(
      'setting up a Temporal server, a sandbox of the Carat Portal, a worker, and a bare workflow beside it',
    );
    const report = await measureOverhead(await setUpStage(ground, started), say);
    return { report, text: reportText(report) };
  },
  fairness: async (ground, started) => {
    const report = await measureFairness(ground, started, say);
    return { report, text: fairnessText(report) };
  },
};

async function perform({ bench, json }: CommandLine, started: Started, log: string[]): Promise<number> {
  const binary = temporalBinary('npm run bench');
  const write = (line: string): void => {
    log.push(line);
    if (log.length > LIMITS.recentLines) log.shift();
  };
  const { report, text } = await benches[bench]({ binary, log: { write } }, started);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `\n${text}`);
  return EXIT.ok;
}

async function overdue({ bench }: CommandLine): Promise<never> {
  const withinMs = LIMITS.allWithinMs[bench];
  await setTimeout(withinMs, undefined, { ref: false });
  throw new Error(`not done after ${String(withinMs / 1_000)} s: is the machine busy?`);
}

function complain(error: unknown, log: readonly string[]): number {
  if (error instanceof UsageError) {
    process.stderr.write(`bench: ${error.message}\n\n${HELP}`);
    return EXIT.usage;
  }
  process.stderr.write(log.join('') + describeError('bench', error));
  return EXIT.failed;
}

/** Progress is for people and goes to standard error, so that standard output holds the report alone. */
function say(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}

// What an interrupted bench still waits for must not keep the process.
void main().then((exitCode) => process.exit(exitCode));
