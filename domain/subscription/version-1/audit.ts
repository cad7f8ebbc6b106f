import { BY_SYSTEM, type AuditEntry, type AuditEvent } from '../../audit';
import type { Record1 } from './record';

/** The sentences of the first version, by what they begin with. */
const EVENTS: readonly (readonly [string, AuditEvent])[] = [
  ['asked for the subscription', 'requested'],
  ['created at the gateway', 'created'],
  ['what became of', 'call_in_doubt'],
  ['a person must decide', 'person_needed'],
  ['decided: ', 'person_decided'],
  ['decided to confirm', 'confirm_decided'],
  ['decided to undo', 'undo_decided'],
  ['the payment is authorised', 'payment_authorised'],
  ['the schedule runs', 'schedule_active'],
  ['the schedule is active', 'schedule_active'],
  ['the schedule is inactive', 'schedule_inactive'],
  ['tried once more', 'call_sent_again'],
  ['the gateway is asked again', 'call_in_doubt'],
  ['to be created again', 'call_sent_again'],
  ['a charge was denied', 'charge_denied'],
  ['settled the charge', 'charge_decided'],
  ['acknowledged', 'acknowledged'],
  ['a cancellation was requested', 'cancel_requested'],
];

/** The sentences that begin with the name of a call. */
const SENT_AGAIN = /^\w+ (?:never arrived|did not happen); it is sent again$/;

/** A line of the audit trail with its code; the first version had sentences only. */
export function auditOf(entry: Record1['audit'][number]): AuditEntry {
  const { what, by } = entry;
  const known = EVENTS.find(([beginning]) => what.startsWith(beginning))?.[1];
  const event = known ?? (SENT_AGAIN.test(what) ? 'call_sent_again' : 'unnamed');
  return { ...entry, by: actorOf(by), event };
}

/** Our own clock and rules had two names. */
export const actorOf = (by: string): string => (by === 'schedule' || by === 'this system' ? BY_SYSTEM : by);
