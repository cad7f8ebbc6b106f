import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { RunHistory } from './download-runs';

/** How one run went with the workflow code. */
export type ReplayVerdict =
  /** The code does today what the history says it did. */
  | { kind: 'fits' }
  /** The code now does something else, at this event of the history where known: a running workflow would be stuck. */
  | { kind: 'differs'; eventId: number | undefined; what: string }
  /** The code fails on the history. */
  | { kind: 'fails'; what: string };

/** The verdict on one run. */
export interface ReplayedRun extends RunHistory {
  verdict: ReplayVerdict;
}

/** Replays runs against bundled workflow code, one after another on one worker; no server is needed. */
export async function* replayRuns(
  bundle: WorkflowBundleOption,
  runs: readonly RunHistory[],
): AsyncGenerator<ReplayedRun> {
  const results = Worker.runReplayHistories({ workflowBundle: bundle }, runs);
  let index = 0;
  for await (const { error } of results) {
    const run = runs[index];
    if (run === undefined) throw new Error('the replay gave more results than there are histories');
    yield { ...run, verdict: verdictOf(error) };
    index += 1;
  }
  if (index < runs.length) throw new Error('the replay ended before the last history');
}

function verdictOf(error: Error | undefined): ReplayVerdict {
  if (error === undefined) return { kind: 'fits' };
  const what = error.message.replace(/^[^]*?Details: /, '').trim();
  if (!(error instanceof DeterminismViolationError)) return { kind: 'fails', what };
  const eventId = /HistoryEvent\(id: (\d+)/.exec(what)?.[1];
  return { kind: 'differs', eventId: eventId === undefined ? undefined : Number(eventId), what };
}
