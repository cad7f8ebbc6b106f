import { DefaultFailureConverter, ensureApplicationFailure, type ProtoFailure } from '@temporalio/common';
import { encodeRetryState, encodeTimeoutType } from '@temporalio/common/lib/failure';
import type { ScheduleActivityCommand } from './commands';
import type { RetryState } from './history';
import { millisecondsOf, type SdkDuration } from './sdk';
import { textPayloads } from './text-payloads';

/** A failure as it is recorded: the SDK's own form of it, as JSON text. Stacks stay out, they differ from machine to machine. */
export const failureText = (failure: ProtoFailure): string =>
  JSON.stringify(withoutStacks(failure), (_key, value: unknown) =>
    isLong(value) ? value.toNumber() : value,
  );

/** Whole seconds of a duration, as the SDK has them. */
const isLong = (value: unknown): value is { toNumber(): number } =>
  typeof value === 'object' && value !== null && 'toNumber' in value;

/** What an activity threw, as the worker reports it. */
export function reportedFailure(thrown: unknown): string {
  const failure = ensureApplicationFailure(thrown);
  return failureText(new DefaultFailureConverter().errorToFailure(failure, textPayloads));
}

export type TimeoutKind = 'SCHEDULE_TO_START' | 'SCHEDULE_TO_CLOSE' | 'START_TO_CLOSE' | 'HEARTBEAT';

/** The failure of an activity that ran out of time. */
export const timeoutFailure = (timeout: TimeoutKind): string =>
  JSON.stringify({
    message: `activity ${timeout} timeout`,
    source: 'Server',
    timeoutFailureInfo: { timeoutType: encodeTimeoutType(timeout) },
  });

/** Whether the server tries an activity again after a failure. Of the timeouts, only those of one attempt. */
export function isRetryable(text: string, nonRetryableErrorTypes: readonly string[]): boolean {
  const { applicationFailureInfo, timeoutFailureInfo, canceledFailureInfo } = JSON.parse(
    text,
  ) as ProtoFailure;
  if (canceledFailureInfo) return false;
  if (timeoutFailureInfo) return ATTEMPT_TIMEOUTS.has(timeoutFailureInfo.timeoutType ?? 0);
  if (!applicationFailureInfo) return true;
  const { nonRetryable, type } = applicationFailureInfo;
  return nonRetryable !== true && !nonRetryableErrorTypes.includes(type ?? '');
}

const ATTEMPT_TIMEOUTS: ReadonlySet<unknown> = new Set([
  encodeTimeoutType('START_TO_CLOSE'),
  encodeTimeoutType('HEARTBEAT'),
]);

/** When a failure itself says how long to wait before the next attempt, milliseconds. */
export function nextRetryDelayMs(text: string): number | undefined {
  const delay = (JSON.parse(text) as { applicationFailureInfo?: { nextRetryDelay?: SdkDuration } })
    .applicationFailureInfo?.nextRetryDelay;
  return delay ? millisecondsOf(delay) : undefined;
}

/** What the workflow is told of an activity that failed: the failure, wrapped as the server wraps it. */
export function activityFailure(
  command: ScheduleActivityCommand,
  failure: string,
  retryState: RetryState,
): ProtoFailure {
  return {
    message: 'Activity task failed',
    source: 'Server',
    cause: JSON.parse(failure) as ProtoFailure,
    activityFailureInfo: {
      activityId: command.activityId,
      activityType: { name: command.activityType },
      retryState: encodeRetryState(RETRY_STATES[retryState]) ?? null,
      identity: 'simulated worker',
    },
  };
}

const RETRY_STATES = {
  non_retryable_failure: 'NON_RETRYABLE_FAILURE',
  maximum_attempts_reached: 'MAXIMUM_ATTEMPTS_REACHED',
  timeout: 'TIMEOUT',
  in_progress: 'IN_PROGRESS',
} as const;

function withoutStacks(failure: ProtoFailure): ProtoFailure {
  const { stackTrace, cause, ...rest } = failure;
  return cause ? { ...rest, cause: withoutStacks(cause) } : rest;
}
