import type { RetryPolicy } from './commands';
import { isRetryable, nextRetryDelayMs } from './failures';
import type { RetryState } from './history';

/** Whether a failed attempt is followed by another, and after which pause. */
export type RetryDecision =
  { state: 'in_progress'; pauseMs: number } | { state: Exclude<RetryState, 'in_progress'> };

/**
 * Decides as the server does (`getBackoffInterval` in its service/history/workflow/retry.go).
 *
 * @param attempt - the attempt that failed, from 1
 * @param expiresAtMs - when all attempts together must be over, milliseconds since the epoch
 */
export function decideRetry(
  policy: RetryPolicy,
  failure: string,
  { attempt, nowMs, expiresAtMs }: { attempt: number; nowMs: number; expiresAtMs: number },
): RetryDecision {
  if (!isRetryable(failure, policy.nonRetryableErrorTypes)) return { state: 'non_retryable_failure' };
  if (policy.maximumAttempts > 0 && attempt >= policy.maximumAttempts)
    return { state: 'maximum_attempts_reached' };
  const wantedMs =
    nextRetryDelayMs(failure) ?? policy.initialIntervalMs * policy.backoffCoefficient ** (attempt - 1);
  const pauseMs = policy.maximumIntervalMs > 0 ? Math.min(wantedMs, policy.maximumIntervalMs) : wantedMs;
  return nowMs + pauseMs > expiresAtMs ? { state: 'timeout' } : { state: 'in_progress', pauseMs };
}
