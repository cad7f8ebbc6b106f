import { Worker, type InjectedSinks, type WorkflowBundleOption } from '@temporalio/worker';
import type { Sinks } from '@temporalio/workflow';
import type { RunHistory } from './download-runs';
import { verdictOf, type ReplayVerdict } from './replay-verdict';

/** The verdict on one run. */
export interface ReplayedRun extends RunHistory {
  verdict: ReplayVerdict;
}

/**
 * Replays runs against bundled workflow code, one after another on one worker; no server is needed.
 *
 * @param sinks - for code that reports what it does
 */
export async function* replayRuns(
  bundle: WorkflowBundleOption,
  runs: readonly RunHistory[],
  sinks: InjectedSinks<Sinks> = {},
): AsyncGenerator<ReplayedRun> {
  const results = Worker.runReplayHistories({ workflowBundle: bundle, sinks }, runs);
  let index = 0;
  for await (const { error } of results) {
    const run = runs[index];
    if (run === undefined) throw new Error('the replay gave more results than there are histories');
    yield { ...run, verdict: verdictOf(error, run.history) };
    index += 1;
  }
  if (index < runs.length) throw new Error('the replay ended before the last history');
}
