import { CodedError } from '../contract/coded-error';
import { describeProblems, type Problem } from '../contract/problems';

/** Codes of what keeps a worker from running; each has its anchor in docs/errors.md. */
export const WORKER_ERRORS = {
  /** The configuration cannot be used; every problem is named. */
  invalidConfig: 'invalid_worker_config',
  /** The address of the metrics endpoint cannot be listened on. */
  metricsAddress: 'metrics_address_unavailable',
  /** The address of the health endpoint cannot be listened on. */
  healthAddress: 'health_address_unavailable',
  /** No Temporal server answers at the address within the wait. */
  temporalUnreachable: 'temporal_unreachable',
  /** Temporal answers, and there is no such namespace. */
  namespaceNotFound: 'namespace_not_found',
  /** Temporal does not let these credentials in. */
  permissionDenied: 'permission_denied',
  /** Search attributes are missing, and this worker may not or cannot add them. */
  searchAttributesMissing: 'search_attributes_missing',
  /** A search attribute of the right name has another type. */
  searchAttributeType: 'search_attribute_wrong_type',
  /** Something nobody foresaw. */
  unexpected: 'unexpected_error',
  /** A worker stopped by itself. */
  workerFailed: 'worker_failed',
  /** Calls were still in flight when the time for shutting down was over. */
  shutdownOverdue: 'shutdown_overdue',
} as const;

export type WorkerErrorCode = (typeof WORKER_ERRORS)[keyof typeof WORKER_ERRORS];

/** What keeps a worker from running. The message holds names and addresses, never a key or a payload. */
export class WorkerError extends CodedError<WorkerErrorCode> {}

/** The configuration cannot be used. Names everything that is wrong with it, so that one look mends all. */
export class InvalidConfigError extends WorkerError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super({
      code: WORKER_ERRORS.invalidConfig,
      message: `the configuration cannot be used: ${describeProblems(problems)}`,
      nextStep:
        'Mend the settings named and start again; docs/reference/configuration.md lists every setting.',
    });
    this.problems = problems;
  }
}
