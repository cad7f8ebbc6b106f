import type { AuditEntry } from './audit';
import type { IsoDate, IsoInstant } from './calendar';
import type { Nit, Sid } from './ids';
import { emptyLedger, type Ledger } from './ledger';
import type { SubscriptionState } from './lifecycle';
import type { Doubt, RiskyCall } from './resolution';

/** What a person may tell us about a call whose outcome could not be learnt. */
export const RESOLUTIONS = ['happened', 'did_not_happen', 'ask_again'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** Why a subscription waits for a person. */
export interface Blocked {
  /** The call whose outcome is open. `create` moves no money; `charge` is a scheduled charge that cannot be read. */
  call: RiskyCall | 'create' | 'charge';
  since: IsoInstant;
  reason: string;
  /** What the person must find out before deciding. */
  findOut: string;
  /** The decisions that make sense here. */
  decisions: Resolution[];
}

/** The last thing that went wrong, with the gateway's or our own code. */
export interface LastError {
  at: IsoInstant;
  call: string;
  code: string;
  message: string;
}

/** A decision about a payment that awaits confirmation. */
export interface ConfirmationDecision {
  kind: 'confirm' | 'undo';
  by: string;
  reason: string;
  at: IsoInstant;
}

/** What the gateway said last about the schedule. */
export interface ScheduleSeen {
  nextDate?: IsoDate;
  currentTimes?: number;
  numberOfTimes?: number;
  amountCents?: number;
}

/**
 * Flags about what cannot be undone. They stay up until a named person acknowledges them; a new occurrence raises
 * them again.
 */
export const ACKNOWLEDGEABLE = [
  'cycle_missed',
  'cycle_paid_twice',
  'counter_unexplained',
  'payment_reversed',
  'cancel_requested',
] as const;
export type Acknowledgeable = (typeof ACKNOWLEDGEABLE)[number];

/** Why a subscription is put in front of a person while its life goes on. The others go when they no longer hold. */
export type Attention =
  | Acknowledgeable
  | 'blocked'
  | 'cycle_unsettled'
  | 'charge_unreadable'
  | 'unexpected_gateway_status'
  | 'credentials_refused'
  | 'no_worker';

/**
 * Everything a subscription remembers: plain JSON, carried over continue-as-new as it is. The input beside it never changes.
 */
export interface SubscriptionRecord {
  state: SubscriptionState;
  stateSince: IsoInstant;
  nit?: Nit;
  sid?: Sid;
  /** When the gateway gave the ids. */
  createdAt?: IsoInstant;
  paymentStatus?: string;
  scheduleStatus?: string;
  /** When the gateway last answered a question. */
  askedAt?: IsoInstant;
  /** Sends of which one may have arrived, by call. */
  sends: Partial<Record<RiskyCall | 'create', number>>;
  /** Sends in a row that provably never left. */
  unsent: number;
  doubt?: Doubt;
  blocked?: Blocked;
  confirmBy?: IsoInstant;
  decision?: ConfirmationDecision;
  schedule: ScheduleSeen;
  /** The last day on which the schedule is known to have been inactive. */
  inactiveUntil?: IsoDate;
  /** What the gateway's counter stood at before the first scheduled charge: it may count the immediate payment. */
  counterAtStart?: number;
  ledger: Ledger;
  /** The schedule must be asked at once: what is known of it is older than what happened since. */
  lookNow?: true;
  /** Charges that are listed and could not be read yet, and since when, by NIT. */
  unreadSince?: Record<string, IsoInstant>;
  /** Looks in a row that left something open; 0 while everything is explained. */
  looks: number;
  /** Since when something is open. */
  unsettledSince?: IsoInstant;
  nextMoment?: IsoInstant;
  /** What `nextMoment` is, in words. */
  waitingFor?: string;
  lastError?: LastError;
  attention: Attention[];
  /** The oddities that raised a flag, each by its text. */
  raised?: string[];
  /** Those of them that a person has acknowledged. */
  acknowledged?: string[];
  audit: AuditEntry[];
  /** Recent command ids with their answers, so that a repeated command stays without effect after continue-as-new. */
  commands: { id: string; answer: unknown }[];
}

/** A record at the start of life. */
export function newRecord(now: IsoInstant): SubscriptionRecord {
  return {
    state: 'creating',
    stateSince: now,
    sends: {},
    unsent: 0,
    schedule: {},
    ledger: emptyLedger(),
    looks: 0,
    attention: [],
    audit: [],
    commands: [],
  };
}
