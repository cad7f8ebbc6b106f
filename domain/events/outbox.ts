import type { IsoInstant } from '../calendar';
import type { EndState } from '../subscription/states';
import type { KeptEvent } from './event';
import type { Occurrence } from '../subscription/occurrence';

/** How far a life has come, as events tell it: a doubt or a question for a person on the way is none of it. */
export type Life = 'opening' | 'active' | 'paused' | EndState;

/** Events that could not be delivered within the schedule. They are still read by cursor, and sent again on demand. */
export interface Undelivered {
  /** Sequences, both included. */
  from: number;
  to: number;
  at: IsoInstant;
  problem: string;
}

/** How far events were sent to the receiver of the merchant. */
export interface Push {
  /** A worker of the merchant says that there is a receiver. */
  isOn: boolean;
  /** Sequence up to which every event was delivered, or given up. Absent while there never was a receiver. */
  after?: number;
  undelivered?: Undelivered[];
}

/** The events of a subscription: what was told, and what is kept to be read or sent. */
export interface Outbox {
  /** Sequence of the last event; 0 before the first. */
  last: number;
  /** The newest ones, oldest first. */
  kept: KeptEvent[];
  /** Keys of those that have left and may be told again, as marks (domain/mark.ts). */
  left?: string;
  life: Life;
  /** Occurrences that were told as raised, and not yet as cleared. */
  raised: Occurrence[];
  /** Whether somebody is to be told, and how far that is; absent before the first answer of a worker of the merchant. */
  push?: Push;
}

export const emptyOutbox = (life: Life = 'opening'): Outbox => ({ last: 0, kept: [], life, raised: [] });
