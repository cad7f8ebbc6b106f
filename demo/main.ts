// `npm run demo`: scripts/setup/demo-flags.mjs has told what it takes, before anything was obtained.
import { describeError } from '../devstack/errors';
import { exitCodeOf, interruption } from '../devstack/interruption';
import { Started } from '../devstack/started';
import { stopInTime } from '../devstack/stop-in-time';
import { temporalBinary } from '../devstack/temporal-binary';
import { failWhenSomethingEnds } from '../devstack/watching';
import type { World } from '../stories/world';
import { paintFor } from './paint';
import { RecentLines } from './recent-lines';
import { reportOf, type Report } from './report';
import { reportText } from './report-text';
import { runAll, runAlone } from './run';
import { plainYear, scenarios } from './scenarios';
import { setUp, type DemoStack } from './set-up';

const EXIT = { ok: 0, failed: 1 } as const;

/** The subscription that runs alone needs an order id of its own. */
const ALONE = { ...plainYear, orderId: 'Y101' };

async function main(): Promise<number> {
  const interrupted = interruption().then((signal) => ({ exitCode: exitCodeOf(signal) }));
  const started = new Started();
  const log = new RecentLines();
  try {
    const { json, keep } = {
      json: process.argv.includes('--json'),
      keep: process.argv.includes('--keep'),
    };
    const ended = await Promise.race([runDemo({ json, keep }, started, log), interrupted]);
    if ('exitCode' in ended) {
      say('stopping');
      // The run is still at it, and its calls fail as the connections close: nobody listens to it any more.
      process.on('uncaughtException', () => undefined);
      return ended.exitCode;
    }
    if (keep) await keepUp(ended.stack, interrupted);
    return ended.report.ok ? EXIT.ok : EXIT.failed;
  } catch (error) {
    process.stderr.write(log.text() + describeError('demo', error));
    return EXIT.failed;
  } finally {
    await stopInTime(started, say);
  }
}

interface Flags {
  json: boolean;
  keep: boolean;
}

interface DemoResult {
  stack: DemoStack;
  report: Report;
}

async function runDemo({ json, keep }: Flags, started: Started, log: RecentLines): Promise<DemoResult> {
  const binary = temporalBinary('npm run demo');
  say('setting up a Temporal server, a sandbox of the Carat Portal and a worker');
  const stack = await setUp({ binary, webUi: keep, log }, started);
  const report = await Promise.race([
    runScenarios(stack.world),
    failWhenSomethingEnds(stack.temporal, stack.stack),
  ]);
  await print(
    json ? `${JSON.stringify(report)}\n` : `\n${reportText(report, paintFor(process.stdout, process.env))}`,
  );
  return { stack, report };
}

async function runScenarios(world: World): Promise<Report> {
  const readyMs = performance.now();
  say('one subscription alone, to see how long a year takes');
  const year = await runAlone(world, ALONE);
  await world.openDoors({ statusPosts: false });
  say(`${String(scenarios.length)} subscriptions side by side`);
  const begunMs = performance.now();
  const run = await runAll(world);
  return reportOf({ year, run, readyMs, runMs: performance.now() - begunMs });
}

async function keepUp(
  { webUi = '', temporal, stack }: DemoStack,
  interrupted: Promise<unknown>,
): Promise<void> {
  say(
    `the stack stays up until Ctrl-C (development only):
  Temporal Web UI   ${webUi}/namespaces/default/workflows
  Temporal          ${temporal.address}  (TEMPORAL_ADDRESS=${temporal.address} npm run -s carat -- list)
  sandbox           ${stack.sandbox.baseUrl}
  sandbox control   ${stack.sandbox.controlUrl}`,
  );
  await Promise.race([interrupted, failWhenSomethingEnds(temporal, stack)]);
}

/** Waits until it has left: this process ends by `process.exit`. A reader that has seen enough, such as `| head`, is no error. */
async function print(text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.once('error', () => {
      resolve();
    });
    process.stdout.write(text, () => {
      resolve();
    });
  });
}

/** Progress is for people and goes to standard error, so that standard output holds the report alone. */
function say(text: string): void {
  process.stderr.write(`demo: ${text}\n`);
}

// The connections of an interrupted run must not keep the process.
void main().then((exitCode) => process.exit(exitCode));
