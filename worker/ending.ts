import { setTimeout } from 'node:timers/promises';
import { WORKER_ERRORS, WorkerError } from './errors';
import { LIMITS } from './limits';
import type { RunningWorkers } from './start-workers';

/**
 * Waits for the workers to end by themselves, which is a failure.
 *
 * @throws WorkerError `worker_failed`.
 */
export async function endOf({ done }: RunningWorkers): Promise<void> {
  try {
    await done;
  } catch (cause) {
    throw failed(cause);
  }
}

/**
 * Asks the workers to stop and waits until the calls in flight have ended, for no longer than the bound.
 *
 * @param graceMs - what the workers grant their calls, milliseconds.
 * @throws WorkerError `shutdown_overdue`, `worker_failed`.
 */
export async function stopWithinBound(workers: RunningWorkers, graceMs: number): Promise<void> {
  const askedAt = performance.now();
  // The SDK keeps a bound of its own; ours holds even where that does not.
  const boundMs = graceMs + LIMITS.forceAfterGraceMs + LIMITS.overdueAfterForceMs;
  const bound = new AbortController();
  workers.shutdown();
  try {
    await Promise.race([workers.done, rejectAfter(boundMs, bound.signal)]);
  } catch (cause) {
    // A worker that gives up on a call rejects with whatever breaks first, so the time tells.
    throw performance.now() - askedAt >= graceMs ? overdue(cause) : failed(cause);
  } finally {
    bound.abort();
  }
}

async function rejectAfter(delayMs: number, signal: AbortSignal): Promise<never> {
  await setTimeout(delayMs, undefined, { signal });
  throw new Error(`no end after ${delayMs} ms`);
}

function failed(cause: unknown): WorkerError {
  return new WorkerError({
    code: WORKER_ERRORS.workerFailed,
    message: 'a worker stopped by itself',
    nextStep: 'Look at the lines logged before, and start it again: the subscriptions wait.',
    cause,
  });
}

function overdue(cause: unknown): WorkerError {
  return new WorkerError({
    code: WORKER_ERRORS.shutdownOverdue,
    message: 'calls were still in flight when the time for stopping was over',
    nextStep:
      'Nothing to do: their outcome is asked of the gateway. Make CARAT_SHUTDOWN_GRACE_SECONDS longer.',
    cause,
  });
}
