import type { IsoInstant } from './calendar';
import { LIMITS } from './limits';
import { newestWithin, type Bounds } from './weight';

/** What can happen in the life of a subscription, as a code. The sentence beside it is for people. */
export const AUDIT_EVENTS = [
  'requested',
  'first_date_today',
  'created',
  'create_refused',
  'adopted',
  'adoption_refused',
  'call_in_doubt',
  'call_sent_again',
  'person_needed',
  'person_decided',
  'given_up',
  'payment_authorised',
  'payment_denied',
  'payment_refused',
  'payment_failed',
  'payment_undone',
  'confirm_decided',
  'undo_decided',
  'schedule_active',
  'schedule_inactive',
  'schedule_changed',
  'schedule_ended',
  'expired',
  'charge_denied',
  'charge_decided',
  'acknowledged',
  'command_accepted',
  'command_done',
  'command_failed',
  'command_withdrawn',
  'retired',
  'cancel_requested',
  /** A line that an earlier version wrote without a code. */
  'unnamed',
] as const;
export type AuditEvent = (typeof AUDIT_EVENTS)[number];

/** Who acts where no person does: our own clock and rules. */
export const BY_SYSTEM = 'system';
/** Who acts where the gateway's answer does. */
export const BY_GATEWAY = 'gateway';

/** One line of the story of a subscription: what happened, who did it and why (R12). */
export interface AuditEntry {
  at: IsoInstant;
  /** `gateway`, `system` for our own clock, or the name of the person or system that sent a command. */
  by: string;
  event: AuditEvent;
  /** What happened, in words for a person. */
  what: string;
  /** Why, as the person or the gateway gave it. */
  reason?: string;
}

/** Adds a line. The first line, how it all began, always stays; past the limit the next oldest leaves. */
export function withAuditEntry(entries: readonly AuditEntry[], entry: AuditEntry): AuditEntry[] {
  return boundedAudit([...entries, entry], LIMITS.audit);
}

/** The first line, and the newest ones that fit. */
export function boundedAudit(entries: readonly AuditEntry[], { count, bytes }: Bounds): AuditEntry[] {
  const first = entries.slice(0, 1);
  return [...first, ...newestWithin(entries.slice(1), { count: count - first.length, bytes })];
}
