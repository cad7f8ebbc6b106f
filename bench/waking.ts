import { statusQuery } from '../contract/messages';
import { Started } from '../devstack/started';
import { untilIdle } from './idle';
import { LIMITS } from './limits';
import { fileOf } from './memory';
import type { Stage } from './stage';
import { median } from './statistics';
import { WorkerProcess } from './worker-process/worker-process';

const DAY_MS = 86_400_000;

/** What the wake-up of an evicted subscription costs. */
export interface WakeUp {
  /** Processor time of the worker to answer a question about one that it does not hold, milliseconds. */
  evictedMs: number;
  /** The same about one that it holds. */
  cachedMs: number;
  /** Events of its history. */
  events: number;
  /** Wake-ups that were measured. */
  count: number;
}

/** Lets subscriptions become a year old, on the clock of the tests. */
export async function growOld({ stack, contestants, newOrder }: Stage): Promise<string[]> {
  const starts = Array.from({ length: LIMITS.yearOld }, () => contestants.ours.start(newOrder()));
  const workflowIds = await Promise.all(starts);
  for (const workflowId of workflowIds) stack.clock.follow(workflowId);
  await stack.clock.advanceBy(LIMITS.yearDays * DAY_MS);
  await untilIdle(stack, workflowIds);
  return workflowIds;
}

/**
 * Wakes them one after the other on a worker that caches fewer of them than there are, so that each wake-up reads the history and
 * evicts another one. No other worker may take their workflow tasks.
 */
export async function measureWakeUp(stage: Stage, workflowIds: readonly string[]): Promise<WakeUp> {
  const started = new Started();
  try {
    const worker = await WorkerProcess.start(
      {
        address: stage.temporal.address,
        taskQueue: stage.stack.taskQueue,
        bundleFile: fileOf(stage.bundles.ours, started),
        maxCachedSubscriptions: LIMITS.cachedWhileWaking,
      },
      started,
    );
    const cost = costOf(stage, worker);
    const evicted: number[] = [];
    const cached: number[] = [];
    const deadline = performance.now() + LIMITS.wakeUpsWithinMs;
    for (let round = 0; round < LIMITS.wakeUpsBefore + LIMITS.wakeUpsMeasured; round += 1) {
      if (performance.now() > deadline) break;
      for (const workflowId of workflowIds) {
        const [first, second] = [await cost(workflowId), await cost(workflowId)];
        if (round < LIMITS.wakeUpsBefore) continue;
        evicted.push(first);
        cached.push(second);
      }
    }
    const events = await eventsOf(stage, workflowIds[0] ?? '');
    return { evictedMs: median(evicted), cachedMs: median(cached), events, count: evicted.length };
  } finally {
    await started.stop();
  }
}

const costOf =
  ({ stack }: Stage, worker: WorkerProcess) =>
  async (workflowId: string): Promise<number> => {
    const before = await worker.usage();
    await stack.client.workflow.getHandle(workflowId).query(statusQuery);
    return (await worker.usage()).cpuMs - before.cpuMs;
  };

async function eventsOf({ stack }: Stage, workflowId: string): Promise<number> {
  return (await stack.client.workflow.getHandle(workflowId).describe()).historyLength;
}
