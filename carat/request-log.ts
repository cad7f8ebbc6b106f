import type { Outcome } from './outcome';

/** One line of the log about a call. Never a body, never a header value. */
export interface RequestLogEntry {
  method: 'GET' | 'POST' | 'PUT';
  /** Path and query with NIT and SID shortened (`012345…cdef`). */
  path: string;
  /** HTTP status, when there was an answer. */
  status?: number;
  outcome: Outcome<unknown>['kind'];
  /** Reason of `not_sent` and `unknown`, gateway code of `denied` and `refused`. */
  detail?: string;
  durationMs: number;
  /** True when something of the request can have left this machine. */
  sent: boolean;
}

const ID = /[A-Za-z0-9]{16,}/g;
const HEAD_CHARS = 6;
const TAIL_CHARS = 4;

/** Shortens every NIT or SID of a path to its first six and last four characters. */
function shortenIds(path: string): string {
  return path.replace(ID, (id) => `${id.slice(0, HEAD_CHARS)}…${id.slice(-TAIL_CHARS)}`);
}

/** Builds the entry of one call. */
export function toLogEntry(
  request: { method: RequestLogEntry['method']; path: string },
  outcome: Outcome<unknown>,
  timing: { durationMs: number },
): RequestLogEntry {
  const status = 'httpStatus' in outcome ? outcome.httpStatus : undefined;
  const detail = detailOf(outcome);
  return {
    method: request.method,
    path: shortenIds(request.path),
    ...(status === undefined ? {} : { status }),
    outcome: outcome.kind,
    ...(detail === undefined ? {} : { detail }),
    durationMs: timing.durationMs,
    sent: outcome.kind !== 'not_sent',
  };
}

function detailOf(outcome: Outcome<unknown>): string | undefined {
  if ('reason' in outcome) return outcome.reason;
  return 'code' in outcome ? outcome.code : undefined;
}
