import { installQuietRuntime } from '../../scripts/histories/quiet-runtime';
import { replayRuns } from '../../scripts/histories/replay-runs';
import type { ReplayVerdict } from '../../scripts/histories/replay-verdict';
import { workflowBundle } from '../support/run-environment';
import { recordedHistories } from './support/recorded';

const recorded = recordedHistories();

/** Subscriptions that older code started must go on with this code (R11). See test/histories for how to record. */
describe(`the workflow code of today fits all ${String(recorded.length)} recorded histories`, () => {
  const verdicts = new Map<string, ReplayVerdict>();

  beforeAll(async () => {
    installQuietRuntime();
    for await (const { runId, verdict } of replayRuns(workflowBundle(), recorded))
      verdicts.set(runId, verdict);
  });

  it.each(recorded.map(({ file, runId }) => [file.fileName, runId]))('%s', (_fileName, runId) => {
    expect(verdicts.get(runId)).toEqual({ kind: 'fits' });
  });
});
