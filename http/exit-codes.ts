import { DOORS_ERRORS, DoorsError } from './errors';

/** How the process ends; the same numbers as the worker's. */
export const EXIT = {
  /** Stopped as asked, every post answered. */
  stopped: 0,
  /** Something nobody foresaw. */
  failed: 1,
  /** The configuration cannot be used; starting again without a change is pointless. */
  invalidConfig: 2,
  /** An address cannot be listened on. */
  notReady: 3,
  /** Stopped as asked, but the bound passed with posts that were not answered; the gateway sends them again. */
  overdue: 4,
} as const;

/** The exit code that tells this error. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof DoorsError)) return EXIT.failed;
  switch (error.code) {
    case DOORS_ERRORS.invalidConfig:
      return EXIT.invalidConfig;
    case DOORS_ERRORS.address:
      return EXIT.notReady;
    case DOORS_ERRORS.shutdownOverdue:
      return EXIT.overdue;
    case DOORS_ERRORS.unexpected:
      return EXIT.failed;
  }
}
