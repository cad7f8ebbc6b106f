import { markOf } from '../mark';
import { attemptOf, type AttemptStory } from '../opening/earlier-attempts';
import { EVENT_SCHEMA_VERSION, type KeptEvent } from './event';

/** An event as it is handed out: read by cursor, or posted. */
export interface SubscriptionEvent extends Omit<KeptEvent, 'key'> {
  /** Letters and digits, `-` and `_`; never another event under the same one. */
  id: string;
  schemaVersion: typeof EVENT_SCHEMA_VERSION;
  merchant: string;
  orderId: string;
  /** Which attempt at the order it is of; absent in a first one. */
  attempt?: number;
}

/** Whose an event is. */
export interface Owner extends AttemptStory {
  merchant: string;
}

/**
 * The event with its id. The id follows from what happened alone: a replay, a hand-over, a repeated delivery and a second reading give the
 * same one. What two attempts at one order have alike, e.g. the id of a command, is two events.
 */
export function eventOf(owner: Owner, { key, ...event }: KeptEvent): SubscriptionEvent {
  const { merchant, orderId } = owner;
  const attempt = attemptOf(owner);
  const whose =
    attempt === 1 ? `${merchant}/${orderId}` : `${merchant}/${orderId}/attempt ${String(attempt)}`;
  const id = `evt_${orderId}_${markOf(`${whose}/${key}`)}`;
  const ofLater = attempt === 1 ? {} : { attempt };
  return { id, schemaVersion: EVENT_SCHEMA_VERSION, merchant, orderId, ...ofLater, ...event };
}
