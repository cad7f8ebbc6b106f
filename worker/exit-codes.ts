import { WORKER_ERRORS, WorkerError } from './errors';

/** How the process ends. */
export const EXIT = {
  /** Stopped as asked, every call in flight ended. */
  stopped: 0,
  /** A worker failed while running, or something nobody foresaw. */
  failed: 1,
  /** The configuration cannot be used; starting again without a change is pointless. */
  invalidConfig: 2,
  /** The surroundings are not ready: Temporal, its namespace or search attributes, the addresses of metrics and health. */
  notReady: 3,
  /** Stopped as asked, but the bound passed with calls in flight; their outcome is asked later (R4). */
  overdue: 4,
} as const;

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
