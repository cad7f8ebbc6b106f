import { constants } from 'node:os';
import type { ProgramLogger } from './log/logger';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Resolves with the first SIGTERM or SIGINT: the worker should stop. A second one is impatience, and ends the process at
 * once; calls in flight are then lost, and their outcome is asked later (R4).
 */
export function stopRequested(logger: ProgramLogger): Promise<NodeJS.Signals> {
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

/** The exit code of a process that a signal ended: 128 and the signal's number, as a shell reports it. */
const exitCodeOfSignal = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];
