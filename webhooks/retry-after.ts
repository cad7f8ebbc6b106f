import type { IncomingHttpHeaders } from 'node:http';
import { DateTime } from 'luxon';
import { LIMITS } from './limits';

/**
 * How long a receiver asks to be left alone, milliseconds, a day at most: `Retry-After` is whole seconds or an HTTP date (RFC 9110). The
 * date is held against the receiver's own clock, the header `Date`, where it sends one. Undefined when it asks for nothing that can be read.
 */
export function retryAfterOf(
  { 'retry-after': text = '', date }: IncomingHttpHeaders,
  nowMs: number,
): number | undefined {
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : httpDateMs(text) - clockOf(date, nowMs);
  return waitMs >= 0 ? Math.min(waitMs, LIMITS.retryAfterMs) : undefined;
}

function clockOf(date: string | undefined, nowMs: number): number {
  const ms = httpDateMs(date ?? '');
  return Number.isNaN(ms) ? nowMs : ms;
}

/** NaN when it is no HTTP date. */
const httpDateMs = (text: string): number => DateTime.fromHTTP(text).toMillis();
