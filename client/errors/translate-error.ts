import { isGrpcServiceError } from '@temporalio/client';
import {
  NamespaceNotFoundError as TemporalNamespaceNotFoundError,
  WorkflowNotFoundError,
} from '@temporalio/common';
import { CaratSubscriptionsError } from './error-base';
import { SubscriptionNotFoundError } from './subscription-errors';
import {
  ClientClosedError,
  NamespaceNotFoundError,
  NoWorkerError,
  PermissionDeniedError,
  SearchAttributesMissingError,
  TemporalUnreachableError,
  UnexpectedAnswerError,
  type Repetition,
} from './temporal-errors';
import { safeText } from './safe-text';

/** What was being done when an error came, for its message. */
export interface Doing extends Repetition {
  /** E.g. `starting subscription/loja-a/A0001`. */
  what: string;
  workflowId?: string;
  namespace: string;
}

/** The codes of gRPC that lead to errors of their own (grpc.io, "Status codes and their use"). */
const GRPC = {
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  internal: 13,
  unavailable: 14,
  dataLoss: 15,
  unauthenticated: 16,
} as const;
const FAULTS_OF_SERVER: readonly number[] = [
  GRPC.unknown,
  GRPC.failedPrecondition,
  GRPC.aborted,
  GRPC.internal,
  GRPC.dataLoss,
];

/** Turns an error of the Temporal SDK into one of ours: one class per cause, with a next step. */
export function translateError(error: unknown, doing: Doing): CaratSubscriptionsError {
  if (error instanceof CaratSubscriptionsError) return error;
  if (error instanceof TemporalNamespaceNotFoundError)
    return new NamespaceNotFoundError(doing.namespace, error);
  if (error instanceof WorkflowNotFoundError) {
    return new SubscriptionNotFoundError(doing.workflowId ?? 'such subscription', error);
  }
  if (isOfClosedChannel(error)) return new ClientClosedError(doing.what, error);
  const status = grpcStatusOf(error);
  if (status === undefined) return new UnexpectedAnswerError(`${doing.what} failed: ${textOf(error)}`, error);
  return translateStatus(status, doing, error);
}

/** Whether the server could make nothing of a request. */
export const isInvalidArgument = (error: unknown): boolean =>
  grpcStatusOf(error)?.code === GRPC.invalidArgument;

/** Whether the server knows no such run: it was never there, or the namespace keeps it no more. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof WorkflowNotFoundError || grpcStatusOf(error)?.code === GRPC.notFound;

/**
 * Whether nothing answered until the deadline: for a question or a command that means no worker did. Seen at the
 * deadline: now and then the call ends as cancelled instead, although nobody cancelled it.
 */
export function isSilence(error: unknown): boolean {
  const code = grpcStatusOf(error)?.code;
  return code === GRPC.deadlineExceeded || code === GRPC.cancelled;
}

/**
 * Whether the server refused a question at once, because the workflow task was tried more than twice. It says so whether the
 * task failed or timed out.
 */
export const isTaskTriedAgain = (error: unknown): boolean => {
  const status = grpcStatusOf(error);
  return status?.code === GRPC.failedPrecondition && /workflow task in failed state/i.test(status.details);
};

/**
 * Whether the server answered with a fault of its own, or of what stands before it, as a load balancer: what was sent may have been
 * taken all the same.
 */
export const mayHaveArrived = (error: unknown): boolean => {
  const status = grpcStatusOf(error);
  const isNoWorker = status?.code === GRPC.failedPrecondition && /no poller/i.test(status.details);
  return status !== undefined && FAULTS_OF_SERVER.includes(status.code) && !isNoWorker;
};

interface GrpcStatus {
  code: number;
  details: string;
}

function grpcStatusOf(error: unknown): GrpcStatus | undefined {
  if (isGrpcServiceError(error)) return error;
  return error instanceof Error && error.cause !== undefined ? grpcStatusOf(error.cause) : undefined;
}

function translateStatus(
  { code, details }: GrpcStatus,
  doing: Doing,
  error: unknown,
): CaratSubscriptionsError {
  switch (code) {
    case GRPC.unavailable:
      return new TemporalUnreachableError(
        `${doing.what}: the Temporal server cannot be reached`,
        error,
        doing,
      );
    case GRPC.deadlineExceeded:
    case GRPC.cancelled:
      return new TemporalUnreachableError(
        `${doing.what}: the Temporal server did not answer in time`,
        error,
        doing,
      );
    case GRPC.permissionDenied:
    case GRPC.unauthenticated:
      return new PermissionDeniedError(
        `${doing.what}: the Temporal server refused the credentials`,
        error,
        doing,
      );
    default:
      return translateDetails({ code, details }, doing, error);
  }
}

function translateDetails(
  { code, details }: GrpcStatus,
  doing: Doing,
  error: unknown,
): CaratSubscriptionsError {
  if (code === GRPC.notFound && /namespace/i.test(details))
    return new NamespaceNotFoundError(doing.namespace, error);
  if (code === GRPC.invalidArgument && /search attribute/i.test(details))
    return new SearchAttributesMissingError(error, /\bCarat\w+/.exec(details)?.[0]);
  if (code === GRPC.failedPrecondition && /no poller/i.test(details)) {
    return new NoWorkerError(`${doing.what}: no worker has polled the task queue recently`, error);
  }
  if (code === GRPC.resourceExhausted && /query buffer/i.test(details)) {
    return new NoWorkerError(`${doing.what}: earlier questions still wait for a worker`, error);
  }
  if (code === GRPC.resourceExhausted) {
    return new TemporalUnreachableError(`${doing.what}: the Temporal server is overloaded`, error, doing);
  }
  return new UnexpectedAnswerError(
    `${doing.what}: the Temporal server answered ${safeText(details)} (gRPC status ${code})`,
    error,
  );
}

/** Whether the connection was closed on our side; gRPC tells it by these words alone. */
const isOfClosedChannel = (error: unknown): boolean =>
  error instanceof Error &&
  (error.message === 'Channel has been shut down' || isOfClosedChannel(error.cause));

const textOf = (error: unknown): string =>
  error instanceof Error ? safeText(error.message) : 'an unknown error';
