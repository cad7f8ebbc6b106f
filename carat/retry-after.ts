import { DateTime } from 'luxon';
import { LIMITS } from './limits';

/**
 * Reads `Retry-After`, which is whole seconds or an HTTP date (RFC 9110), as milliseconds from now, at most an
 * hour. Undefined when it is absent, unreadable, or asks for no time at all.
 *
 * @param date the header `Date`: the server's own clock, by which its date is meant; without it `nowMs` stands in.
 */
export function readRetryAfter(retryAfter: unknown, date: unknown, nowMs: number): number | undefined {
  if (typeof retryAfter !== 'string') return undefined;
  const text = retryAfter.trim();
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1_000 : httpDateMs(text) - (serverNowMs(date) ?? nowMs);
  return waitMs > 0 ? Math.min(waitMs, LIMITS.retryAfterMaxMs) : undefined;
}

function serverNowMs(date: unknown): number | undefined {
  const ms = typeof date === 'string' ? httpDateMs(date) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** NaN when it is no HTTP date. */
function httpDateMs(text: string): number {
  return DateTime.fromHTTP(text).toMillis();
}
