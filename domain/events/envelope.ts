import { markOf } from '../mark';
import { EVENT_SCHEMA_VERSION, type KeptEvent } from './event';

/** An event as it is handed out: read by cursor, or posted. */
export interface SubscriptionEvent extends Omit<KeptEvent, 'key'> {
  /** Letters and digits, `-` and `_`; never another event under the same one. */
  id: string;
  schemaVersion: typeof EVENT_SCHEMA_VERSION;
  merchant: string;
  orderId: string;
}

/** Whose an event is. */
export interface Owner {
  merchant: string;
  orderId: string;
}

/**
 * The event with its id. The id follows from what happened alone: a replay, a hand-over, a repeated delivery and a second reading give the
 * same one.
 */
export function eventOf({ merchant, orderId }: Owner, { key, ...event }: KeptEvent): SubscriptionEvent {
  const id = `evt_${orderId}_${markOf(`${merchant}/${orderId}/${key}`)}`;
  return { id, schemaVersion: EVENT_SCHEMA_VERSION, merchant, orderId, ...event };
}
