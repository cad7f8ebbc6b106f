import { setTimeout } from 'node:timers/promises';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { gatewayTaskQueueOf } from '../../contract/ids';
import type { Stack } from '../stack';

const { TASK_QUEUE_TYPE_ACTIVITY } = temporal.api.enums.v1.TaskQueueType;
const { PENDING_ACTIVITY_STATE_SCHEDULED } = temporal.api.enums.v1.PendingActivityState;

/** A call that nobody takes is given back after this, instead of a quarter of an hour of real time: milliseconds. */
const GIVEN_BACK_AFTER_MS = 500;
const LOOK_EVERY_MS = 200;

/** The stacks whose workers get no gateway call. */
const untaken = new WeakSet<Stack>();

/** The workers of each merchant go on asking for gateway calls, and get none; or get them again. */
export async function limitCalls(stack: Stack, requestsPerSecond: number | undefined): Promise<void> {
  const { client, merchants } = stack;
  // Before the first is limited: what waits is given back, even where another could not be.
  if (requestsPerSecond !== undefined) untaken.add(stack);
  for (const { alias } of merchants)
    await client.workflowService.updateTaskQueueConfig({
      namespace: client.options.namespace,
      identity: 'carat dev',
      taskQueue: gatewayTaskQueueOf(alias),
      taskQueueType: TASK_QUEUE_TYPE_ACTIVITY,
      updateQueueRateLimit: {
        reason: 'rehearsal',
        ...(requestsPerSecond === undefined ? {} : { rateLimit: { requestsPerSecond } }),
      },
    });
  if (requestsPerSecond === undefined) untaken.delete(stack);
}

/**
 * Runs a move of the clock. Time does not skip while a call waits for a worker: where workers get none, those that wait are given back
 * soon.
 */
export async function givingBack<T>(
  stack: Stack,
  workflowIds: readonly string[],
  move: () => Promise<T>,
): Promise<T> {
  if (!untaken.has(stack)) return move();
  const over = new AbortController();
  const givenBack = giveBackUntil(over.signal, stack, workflowIds);
  try {
    return await move();
  } finally {
    over.abort();
    await givenBack;
  }
}

async function giveBackUntil(over: AbortSignal, stack: Stack, workflowIds: readonly string[]): Promise<void> {
  while (!over.aborted) {
    // One that has ended meanwhile has no call that waits.
    for (const workflowId of workflowIds) await giveBack(stack, workflowId).catch(() => undefined);
    await setTimeout(LOOK_EVERY_MS);
  }
}

async function giveBack({ client }: Stack, workflowId: string): Promise<void> {
  const { workflowService, options } = client;
  const execution = { workflowId };
  const { namespace } = options;
  const described = await workflowService.describeWorkflowExecution({ namespace, execution });
  for (const { activityId, state } of described.pendingActivities)
    if (state === PENDING_ACTIVITY_STATE_SCHEDULED)
      await workflowService.updateActivityOptions({
        ...{ namespace, execution, id: activityId ?? '', identity: 'carat dev' },
        activityOptions: { scheduleToStartTimeout: msToTs(GIVEN_BACK_AFTER_MS) },
        updateMask: { paths: ['schedule_to_start_timeout'] },
      });
}
