import { EXIT } from '../program/exit-codes';
import { DOORS_ERRORS, DoorsError } from './errors';

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
