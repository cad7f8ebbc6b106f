import { newCall, type CallKind, type OpenCall } from '../../../domain/calls/call';
import type { CallResult } from '../../../domain/calls/protocol';
import type { CallOutcome, Refusal } from '../../../domain/gateway/answers';
import { asNit, asSid } from '../../../domain/ids';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When the calls of these tests were decided, milliseconds since the epoch: far from zero, so that no sum hides. */
export const T0 = Date.UTC(2027, 0, 10, 12);

/** A call as it is before it is sent, with what is different about it. */
export const callOf = (kind: CallKind, changes: Partial<OpenCall> = {}): OpenCall => ({
  ...newCall({ kind, nit: asNit('n'), sid: asSid('s'), createdAtMs: T0 }, T0),
  ...changes,
});

export const LOST: CallOutcome = { kind: 'unknown', reason: 'answer_timeout' };
export const NOT_SENT: CallOutcome = { kind: 'not_sent', reason: 'dns' };
export const NOT_TAKEN: CallOutcome = { kind: 'not_sent', reason: 'not_taken' };
export const DONE: CallOutcome = { kind: 'done', facts: {} };
export const DENIED: CallOutcome = { kind: 'denied', facts: {}, code: '51', message: 'no funds' };

export const refused = (changes: Partial<Refusal> = {}): Refusal => ({
  kind: 'refused',
  facts: {},
  code: '5',
  message: 'invalid',
  refusedBy: 'gateway',
  ...changes,
});

/** The call of a result that is open. */
export function openOf(result: CallResult): OpenCall {
  if (result.kind !== 'open') throw new Error(`it is concluded: ${result.as}`);
  return result.call;
}
