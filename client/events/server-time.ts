import { temporal } from '@temporalio/proto';
import { gatewayTaskQueueOf } from '../../contract/ids';
import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';
import { instantOf } from '../timestamp';

const { TASK_QUEUE_TYPE_ACTIVITY, TASK_QUEUE_TYPE_WORKFLOW } = temporal.api.enums.v1.TaskQueueType;

/**
 * The time by the clock of the Temporal server, ISO 8601, or some minutes before it: when it last saw a worker ask for work. Undefined while none
 * does, and when the server does not say. The clock of this machine says nothing about what the server knows: it may be hours ahead.
 */
export async function serverTime(access: TemporalAccess, merchant: string): Promise<string | undefined> {
  // The queue of the merchant has one name everywhere; the other one is a setting, which a reader may not have.
  const seen = await Promise.all([
    lastSeen(access, gatewayTaskQueueOf(merchant), TASK_QUEUE_TYPE_ACTIVITY),
    lastSeen(access, access.taskQueue, TASK_QUEUE_TYPE_WORKFLOW),
  ]);
  return seen
    .flatMap((time) => time ?? [])
    .sort()
    .at(-1);
}

async function lastSeen(
  access: TemporalAccess,
  name: string,
  taskQueueType: temporal.api.enums.v1.TaskQueueType,
): Promise<string | undefined> {
  const { client } = access;
  const { namespace } = client.options;
  try {
    const { pollers } = await within(access, CLIENT_LIMITS.besideMs, () =>
      client.workflowService.describeTaskQueue({ namespace, taskQueue: { name }, taskQueueType }),
    );
    return pollers
      .flatMap(({ lastAccessTime }) => instantOf(lastAccessTime) ?? [])
      .sort()
      .at(-1);
  } catch {
    // Who reads events learns what is wrong with the server from the list.
    return undefined;
  }
}
