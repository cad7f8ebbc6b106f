import { proxyActivities } from '@temporalio/workflow';
import type { QueueActivities } from '../../../activities/pollers';

const { countPollers } = proxyActivities<QueueActivities>({ startToCloseTimeout: '10 seconds' });

/** A workflow that asks, on its own task queue, who polls another one. */
export async function ask(taskQueue: string): Promise<number> {
  return (await countPollers({ taskQueue })).pollers;
}
