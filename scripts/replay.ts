import { CommanderError } from 'commander';
import { bundleWorkflows } from './histories/bundle-workflows';
import { findRuns } from './histories/find-runs';
import { installQuietRuntime } from './histories/quiet-runtime';
import { readReplayRequest } from './histories/replay-command';
import { replayRuns, type ReplayedRun } from './histories/replay-runs';
import { describeError } from './histories/report-error';
import { saveRuns } from './histories/save-runs';

const FITS = 0;
const DOES_NOT_FIT = 1;
const NOT_REPLAYED = 2;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** One line for one run. */
function lineOf({ workflowId, runId, history, verdict }: ReplayedRun): string {
  const subject = `${workflowId} run ${runId}`;
  switch (verdict.kind) {
    case 'fits':
      return `✓ ${subject}: fits, ${String(history.events?.length ?? 0)} events`;
    case 'differs':
      return `✗ ${subject}: differs at event ${String(verdict.eventId ?? '?')}: ${verdict.what}`;
    case 'fails':
      return `✗ ${subject}: the code fails on it: ${verdict.what}`;
  }
}

async function main(): Promise<number> {
  const request = readReplayRequest(process.argv.slice(2));
  const runs = await findRuns(request);
  if (request.save !== undefined) {
    for (const name of saveRuns(request.save, runs)) say(`saved: ${name}`);
  }
  const bundle = await bundleWorkflows();
  // Not before there is a worker to come: it is the end of the last worker that lets the process end.
  installQuietRuntime();
  let exitCode = FITS;
  for await (const replayed of replayRuns(bundle, runs)) {
    say(lineOf(replayed));
    if (replayed.verdict.kind !== 'fits') exitCode = DOES_NOT_FIT;
  }
  return exitCode;
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = NOT_REPLAYED;
  },
);
