import type { IsoInstant } from './calendar';
import { LIMITS } from './limits';

/** One line of the story of a subscription: what happened, who did it and why (R12). */
export interface AuditEntry {
  at: IsoInstant;
  /** `gateway`, `schedule` for our own clock, or the name of the person or system that sent a command. */
  by: string;
  /** What happened, in words for a person. */
  what: string;
  /** Why, as the person or the gateway gave it. */
  reason?: string;
}

/** Adds a line. The first line, how it all began, always stays; past the limit the next oldest leaves. */
export function withAuditEntry(entries: readonly AuditEntry[], entry: AuditEntry): AuditEntry[] {
  const all = [...entries, entry];
  const surplus = all.length - LIMITS.auditEntries;
  return surplus > 0 ? [...all.slice(0, 1), ...all.slice(1 + surplus)] : all;
}
