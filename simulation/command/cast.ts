import { bundleCode } from '../bundle/bundle-code';
import type { SourceEdit } from '../bundle/source-edits';
import type { Cast } from '../playing/play-life';
import { WorkflowCode } from '../temporal/workflow-code';
import { WorkerVersion } from '../worker/worker-code';

/**
 * The code of this checkout, evaluated for a simulation: twice for the worker, so that an upgrade and an eviction meet another
 * instance, and once more for the replays.
 */
export async function castOf(edits: readonly SourceEdit[] = []): Promise<Cast> {
  const texts = await bundleCode(edits);
  return {
    versions: [new WorkerVersion(texts), new WorkerVersion(texts)],
    replayer: new WorkflowCode(texts.workflow),
  };
}
