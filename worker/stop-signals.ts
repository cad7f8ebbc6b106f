import { exitCodeOfSignal } from './exit-codes';
import type { WorkerLogger } from './log/logger';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Resolves with the first SIGTERM or SIGINT: the worker should stop. A second one is impatience, and ends the process at
 * once; calls in flight are then lost, and their outcome is asked later (R4).
 */
export function stopRequested(logger: WorkerLogger): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (asked) {
          logger.warn({ signal }, 'asked to stop again, ending at once');
          process.exit(exitCodeOfSignal(signal));
        }
        asked = true;
        resolve(signal);
      });
    }
  });
}
