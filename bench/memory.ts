import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { Started } from '../devstack/started';
import { control, ours, type Contestant } from './contestant';
import { untilIdle } from './idle';
import { LIMITS } from './limits';
import type { Stage } from './stage';
import { WorkerProcess } from './worker-process/worker-process';

const MB = 1024 * 1024;

/** What one open workflow in the cache of a worker takes, MB. */
export interface CachedMemory {
  /** Of the memory of the process, once the rubbish is collected. */
  residentMb: number;
  /** The same as it stands: V8 collects late while there is room. */
  uncollectedMb: number;
  /** Of it, the heap of the workflow thread. */
  heapMb: number;
  /** The worker process with the first few of them, MB. */
  emptyWorkerMb: number;
}

/** Opens workflows on a worker of their own and reads what each adds to its memory, first rubbish collected. */
export async function measureMemory(stage: Stage, name: Contestant['name']): Promise<CachedMemory> {
  const started = new Started();
  try {
    const taskQueue = `bench-memory-${name}`;
    const contestant = { control, ours }[name](stage.stack, taskQueue);
    const bundleFile = fileOf(stage.bundles[name], started);
    const { address } = stage.temporal;
    const worker = await WorkerProcess.start({ address, taskQueue, bundleFile }, started);
    await open(stage, contestant, LIMITS.cachedBefore);
    const before = await worker.memory();
    const count = await open(stage, contestant, LIMITS.cachedMeasuredMax);
    const after = await worker.memory();
    if (count < LIMITS.cachedMeasuredMin)
      throw new Error('opening workflows takes too long: is the machine busy?');
    const each = (bytes: number): number => bytes / count / MB;
    return {
      residentMb: each(after.collectedBytes - before.collectedBytes),
      uncollectedMb: each(after.residentBytes - before.collectedBytes),
      heapMb: each(after.threadHeapBytes - before.threadHeapBytes),
      emptyWorkerMb: before.collectedBytes / MB,
    };
  } finally {
    await started.stop();
  }
}

/** The bundle as a file, for a worker in another process. */
export function fileOf({ code }: WorkflowBundleWithSourceMap, started: Started): string {
  const folder = mkdtempSync(join(tmpdir(), 'carat-bench-'));
  started.add(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'workflow-bundle.js');
  writeFileSync(file, code);
  return file;
}

/** Opens as many as there is time for; returns how many that were. */
async function open(
  { paid, newOrder, stack }: Stage,
  contestant: Contestant,
  countMax: number,
): Promise<number> {
  const before = paid.count;
  const deadline = performance.now() + LIMITS.openingWithinMs;
  const workflowIds: string[] = [];
  while (workflowIds.length < countMax && performance.now() < deadline) {
    await paid.reaches(before + workflowIds.length - LIMITS.inFlight + 1);
    workflowIds.push(await contestant.start(newOrder()));
  }
  await paid.reaches(before + workflowIds.length);
  await untilIdle(stack, workflowIds);
  return workflowIds.length;
}
