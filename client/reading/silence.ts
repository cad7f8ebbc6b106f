import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';
import { translateError } from '../errors/translate-error';

/** A worker polls for at most about a minute; an older poll belongs to one that is gone. */
const FRESH_POLL_MS = 75_000;

/**
 * Finds out why nobody answered: whether a worker polls the task queue, in words for an error message.
 *
 * @returns `none` when no worker has polled recently, else `silent`
 */
export async function askForWorkers(access: TemporalAccess): Promise<'none' | 'silent'> {
  const { client, taskQueue } = access;
  const { namespace } = client.options;
  try {
    const { pollers } = await within(access, CLIENT_LIMITS.callMs, () =>
      client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: taskQueue },
      }),
    );
    const oldestMs = Date.now() - FRESH_POLL_MS;
    const fresh = pollers.some(
      ({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > oldestMs,
    );
    return fresh ? 'silent' : 'none';
  } catch (error) {
    throw translateError(error, { what: `asking for workers on ${taskQueue}`, namespace });
  }
}
