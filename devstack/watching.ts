import { DEVSTACK_ERRORS, DevstackError } from './errors';
import type { Stack } from './stack';
import type { TemporalProcess } from './temporal-process';

/**
 * Never returns; fails as soon as the server or the worker ends although nobody asked it to.
 *
 * @throws DevstackError `temporal_ended`, `worker_ended`
 */
export async function failWhenSomethingEnds(temporal: TemporalProcess, stack: Stack): Promise<never> {
  const server = temporal.ended.then(
    () =>
      new DevstackError(
        DEVSTACK_ERRORS.temporalEnded,
        `the Temporal server (process ${String(temporal.pid)}) has ended by itself${temporal.lastWords()}`,
        'Start again; what was in a database file is still there.',
      ),
  );
  const worker = stack.workers.done.then(workerEnded, workerEnded);
  throw await Promise.race([server, worker]);
}

const workerEnded = (cause?: unknown): DevstackError =>
  new DevstackError(
    DEVSTACK_ERRORS.workerEnded,
    `the worker has ended by itself${cause instanceof Error ? `: ${cause.message}` : ''}`,
    'Look at the lines logged before, and start again.',
    cause,
  );
