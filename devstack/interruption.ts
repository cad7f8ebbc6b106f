import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

/**
 * Resolves with the first signal that asks this process to end. A second one is impatience: the process exits at once, and what
 * it started goes with it (temporal-process.ts).
 */
export function interruption(): Promise<Signal> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (asked) process.exit(exitCodeOf(signal));
        asked = true;
        resolve(signal);
      });
    }
  });
}

/** The exit code of a process that a signal ended: 128 and the signal's number, as a shell reports it. */
export const exitCodeOf = (signal: Signal): number => 128 + constants.signals[signal];
