import { EXIT } from '../program/exit-codes';
import { WORKER_ERRORS, WorkerError } from './errors';

/** The exit code that tells this error. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof WorkerError)) return EXIT.failed;
  switch (error.code) {
    case WORKER_ERRORS.invalidConfig:
      return EXIT.invalidConfig;
    case WORKER_ERRORS.shutdownOverdue:
      return EXIT.overdue;
    case WORKER_ERRORS.workerFailed:
    case WORKER_ERRORS.unexpected:
      return EXIT.failed;
    case WORKER_ERRORS.metricsAddress:
    case WORKER_ERRORS.healthAddress:
    case WORKER_ERRORS.temporalUnreachable:
    case WORKER_ERRORS.namespaceNotFound:
    case WORKER_ERRORS.permissionDenied:
    case WORKER_ERRORS.searchAttributesMissing:
    case WORKER_ERRORS.searchAttributeType:
      return EXIT.notReady;
  }
}
