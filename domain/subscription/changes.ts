import { BY_GATEWAY, withAuditEntry, type AuditEvent } from '../audit';
import { instantOf } from '../calendar';
import type { CallId, OpenCall } from '../calls/call';
import type { SubscriptionRecord } from './record';

/** Who did something, and why. */
export interface Author {
  by?: string;
  reason?: string | undefined;
}

/** Adds a line to the audit trail. */
export function withAudit(
  record: SubscriptionRecord,
  nowMs: number,
  event: AuditEvent,
  what: string,
  { by = BY_GATEWAY, reason }: Author = {},
): SubscriptionRecord {
  const entry = { at: instantOf(nowMs), by, event, what, ...(reason === undefined ? {} : { reason }) };
  return { ...record, audit: withAuditEntry(record.audit, entry) };
}

/** Remembers what went wrong last. */
export const withError = (
  record: SubscriptionRecord,
  nowMs: number,
  call: string,
  { code, message }: { code: string; message: string },
): SubscriptionRecord => ({ ...record, lastError: { at: instantOf(nowMs), call, code, message } });

/** Puts a call in its place, or adds it. */
export function withCall(record: SubscriptionRecord, call: OpenCall): SubscriptionRecord {
  const index = record.calls.findIndex(({ id }) => id === call.id);
  const calls = index === -1 ? [...record.calls, call] : record.calls.with(index, call);
  return { ...record, calls };
}

export const callById = (record: SubscriptionRecord, id: CallId): OpenCall | undefined =>
  record.calls.find((call) => call.id === id);
