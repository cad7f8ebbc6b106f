import type { IsoDate, IsoInstant } from '../calendar';
import type { ChangeDetails, ChangeKind } from '../edits/change';
import type { CommandState } from '../edits/command';
import type { Charge } from '../ledger/charge';
import type { CycleOutcome } from '../ledger/outcomes';
import type { ScheduleTerms } from '../subscription/order';
import type { SubscriptionState } from '../subscription/states';
import type { About, Occurrence } from '../subscription/occurrence';

/** What a billing system is told of (docs/events.md has each in words). */
export const EVENT_TYPES = [
  'subscription.created',
  'subscription.activated',
  'subscription.past_due',
  'subscription.paused',
  'subscription.resumed',
  'subscription.cancelled',
  'subscription.completed',
  'subscription.rejected',
  'subscription.undone',
  'subscription.expired',
  'subscription.retired',
  'payment.awaiting_confirmation',
  'charge.paid',
  'charge.denied',
  'charge.failed',
  'charge.refunded',
  'charge.reversed',
  'charge.late_cancel',
  'cycle.paid',
  'cycle.recovered',
  'cycle.missed',
  'cycle.paid_twice',
  'command.done',
  'command.failed',
  'attention.raised',
  'attention.cleared',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Names that wait for their cause: nothing writes a debt off yet. No event of another meaning may take them. */
export const RESERVED_EVENT_TYPES = ['cycle.written_off'] as const;

/** The version of the data of an event. Fields may be added under the same one. */
export const EVENT_SCHEMA_VERSION = 1;

/** Where the subscription stands, as an event tells it. */
export interface SubscriptionData {
  state: SubscriptionState;
  terms: ScheduleTerms;
  sid?: string;
  nit?: string;
  /** The next charge, where the gateway named one. */
  nextDate?: IsoDate;
  paidCents: number;
  owedCents: number;
  /** Of an end: the line of the audit trail that tells why. */
  why?: { event: string; what: string };
}

/** A charge, and what it was for. */
export interface ChargeData {
  charge: Omit<Charge, 'usn' | 'gatewayStatus' | 'amountUnreadable'>;
  /** `immediate` of the first payment; a cycle of any other. */
  of: 'immediate' | { cycle: number; dueDate: IsoDate };
}

export interface CycleData {
  number: number;
  dueDate: IsoDate;
  outcome: CycleOutcome;
  /** NITs of all its charges. */
  charges: string[];
}

export interface PaymentData {
  nit: string;
  amountCents?: number;
  confirmBy?: IsoInstant;
}

/** A command that went on after its first answer: a change of the schedule, or a refund. */
export interface CommandData extends ChangeDetails {
  id: string;
  command: ChangeKind | 'refund';
  what: string;
  by: string;
  state: CommandState;
  /** Of a refund: the NIT of its charge, and its amount, as `amountCents`. */
  charge?: string;
  /** Of a cancellation at the end of the period that is done: until when what was paid for goes on. */
  accessUntil?: IsoDate;
  problem?: { code: string; message: string };
}

/** A flag (one of domain/subscription/attention.ts), its cause in words, and by field. */
export type AttentionData = Pick<Occurrence, 'flag' | 'what'> & About;

export type EventData = SubscriptionData | ChargeData | CycleData | PaymentData | CommandData | AttentionData;

/** What an event says, before it is known when it is told. */
export interface Fact {
  type: EventType;
  /** Tells this from everything else that is ever told of the subscription; see `uniqueKey`. */
  key: string;
  /** What it is about, e.g. `charge/<nit>`. */
  subject: string;
  data: EventData;
}

/** An event as the record keeps it. Whose it is, and its id, is added when it is handed out (envelope.ts). */
export interface KeptEvent extends Fact {
  /** Position among the events of the subscription, from 1, without a gap. */
  sequence: number;
  /** When it became known. */
  time: IsoInstant;
}
