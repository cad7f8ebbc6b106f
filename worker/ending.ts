import { GracefulShutdownPeriodExpiredError } from '@temporalio/worker';
import { WORKER_ERRORS, WorkerError } from './errors';
import { LIMITS } from './limits';
import type { RunningWorkers } from './start-workers';

/**
 * Waits for the workers to end; before anybody asked them to, an end is a failure.
 *
 * @throws WorkerError `worker_failed`.
 */
export async function endOf({ done }: RunningWorkers): Promise<void> {
  try {
    await done;
  } catch (cause) {
    throw cause instanceof GracefulShutdownPeriodExpiredError ? overdue(cause) : failed(cause);
  }
}

/**
 * Asks the workers to stop and waits until the calls in flight have ended, for no longer than the bound.
 *
 * @param graceMs - what the workers grant their calls, milliseconds.
 * @throws WorkerError `shutdown_overdue`.
 */
export async function stopWithinBound(workers: RunningWorkers, graceMs: number): Promise<void> {
  workers.shutdown();
  let timer: NodeJS.Timeout | undefined;
  // The SDK keeps a bound of its own; this one holds even where that does not.
  const bound = new Promise<never>((_resolve, reject) => {
    const boundMs = graceMs + LIMITS.forceAfterGraceMs + LIMITS.overdueAfterForceMs;
    timer = setTimeout(() => {
      reject(overdue());
    }, boundMs);
  });
  try {
    await Promise.race([endOf(workers), bound]);
  } finally {
    clearTimeout(timer);
  }
}

function failed(cause: unknown): WorkerError {
  return new WorkerError({
    code: WORKER_ERRORS.workerFailed,
    message: 'a worker stopped by itself',
    nextStep: 'Look at the lines logged before, and start it again: the subscriptions wait.',
    cause,
  });
}

function overdue(cause?: unknown): WorkerError {
  return new WorkerError({
    code: WORKER_ERRORS.shutdownOverdue,
    message: 'calls were still in flight when the time for stopping was over',
    nextStep:
      'Nothing to do: their outcome is asked of the gateway. Make CARAT_SHUTDOWN_GRACE_SECONDS longer.',
    cause,
  });
}
