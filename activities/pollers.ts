import { Context } from '@temporalio/activity';
import type { ConnectionLike } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { beside } from './around-call';
import { LIMITS } from './limits';

const { TaskQueueType } = temporal.api.enums.v1;

/** Questions about task queues. They are asked on the queue of the workflows, which has a worker when a workflow asks. */
export interface QueueActivities {
  /**
   * Counts the workers that poll an activity task queue: 0 when nobody has for five minutes, for as long as the server
   * remembers a poll. A worker all of whose slots are taken is counted: its calls are shorter than that.
   */
  countPollers(request: { taskQueue: string }): Promise<{ pollers: number }>;
}

/** The questions about task queues of one namespace, over the connection of the worker that answers them. */
export function createQueueActivities(connection: ConnectionLike, namespace: string): QueueActivities {
  return {
    async countPollers({ taskQueue }) {
      const pollers = await connection.withDeadline(Date.now() + LIMITS.pollersAnswerMs, () =>
        pollersOf(connection, namespace, taskQueue),
      );
      beside(() => {
        report(pollers, taskQueue);
      });
      return { pollers };
    },
  };
}

/** Workers that poll an activity task queue. */
export async function pollersOf(
  connection: ConnectionLike,
  namespace: string,
  taskQueue: string,
): Promise<number> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
  });
  return pollers.length;
}

function report(pollers: number, queue: string): void {
  Context.current()
    .metricMeter.createGauge('carat_queue_pollers', 'int', undefined, 'Workers seen on a gateway task queue')
    .set(pollers, { queue });
}
