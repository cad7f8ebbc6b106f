import { setTimeout as pause } from 'node:timers/promises';
import { temporal } from '@temporalio/proto';
import { gatewayTaskQueueOf } from '../../contract/ids';
import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';

const { TaskQueueType } = temporal.api.enums.v1;

/**
 * Whether a worker serves a merchant. Each merchant has a task queue of its own (docs/production.md), so whoever polls it is the list of those
 * who serve the merchant, and the server keeps it: five minutes longer than they poll.
 *
 * - `no_workers`: nobody polls for subscriptions either. That is an outage, and no slip in the alias.
 * - `unknown`: the server did not say.
 */
export type Served = 'served' | 'not_served' | 'no_workers' | 'unknown';

/** When a merchant was last seen to be served, by client. */
const servedAt = new WeakMap<TemporalAccess, Map<string, number>>();

/** Asks who serves a merchant. A worker that has only just begun is waited for. */
export async function isServed(access: TemporalAccess, merchant: string): Promise<Served> {
  const known = servedAt.get(access) ?? new Map<string, number>();
  servedAt.set(access, known);
  if (Date.now() - (known.get(merchant) ?? 0) < CLIENT_LIMITS.servedHoldsMs) return 'served';
  const untilMs = Date.now() + CLIENT_LIMITS.servedWaitMs;
  for (;;) {
    const served = await ask(access, merchant);
    if (served === 'served') known.set(merchant, Date.now());
    if (served !== 'not_served' || Date.now() >= untilMs) return served;
    await pause(CLIENT_LIMITS.servedLookEveryMs);
  }
}

async function ask(access: TemporalAccess, merchant: string): Promise<Served> {
  const { TASK_QUEUE_TYPE_ACTIVITY, TASK_QUEUE_TYPE_WORKFLOW } = TaskQueueType;
  try {
    if (await isPolled(access, gatewayTaskQueueOf(merchant), TASK_QUEUE_TYPE_ACTIVITY)) return 'served';
    const isAtWork = await isPolled(access, access.taskQueue, TASK_QUEUE_TYPE_WORKFLOW);
    return isAtWork ? 'not_served' : 'no_workers';
  } catch {
    // A start is not refused for what could not be learnt.
    return 'unknown';
  }
}

async function isPolled(
  access: TemporalAccess,
  name: string,
  taskQueueType: temporal.api.enums.v1.TaskQueueType,
): Promise<boolean> {
  const { client } = access;
  const { namespace } = client.options;
  const { pollers } = await within(access, CLIENT_LIMITS.besideMs, () =>
    client.workflowService.describeTaskQueue({ namespace, taskQueue: { name }, taskQueueType }),
  );
  return pollers.length > 0;
}
