import type { ConfirmationCommand } from '../../contract/commands';
import type { AdoptionStart, NewStart } from '../../contract/input';
import type { CHANGE_UPDATES } from '../../contract/messages';
import type { ExistingSchedule } from '../../sandbox/portal/existing-schedule';
import type { ScheduleEdit } from '../../sandbox/portal/schedule-edit';
import type { SandboxSettings } from '../../sandbox/settings';
import type { CardScript, RefundBehaviour } from '../../sandbox/state/cards';
import type { OfflineRetries } from '../../sandbox/state/merchants';
import type { Fault } from './faults';

/** One life, decided beforehand from its seed: everything that is not the doing of the code under test. */
export interface LifeScript {
  seed: number;
  /** When the subscription is started, milliseconds since the epoch. */
  startMs: number;
  /** Up to when the life is followed. Nothing goes wrong in its last weeks, so that what is open can be settled. */
  endMs: number;
  /** The input of the start; the card is put in when the life is played. */
  input: StartWithoutCard;
  /** Of a life that adopts a schedule. */
  past?: Past;
  card: { brand: string; throughVault: boolean };
  store: { offlineRetries?: OfflineRetries };
  /** The worker's settings of the merchant want an order to be asked for before it is created. */
  asksForOrders?: true;
  /** Where the gateway posts to. Without an address for authenticity no edit comes about; without one for the status nothing is told. */
  posts: { status: boolean; authenticity: boolean };
  /** How this gateway reads the gaps of its documents. */
  settings: Partial<SandboxSettings>;
  /** What the issuer does with the card. */
  issuer: CardScript;
  acts: Act[];
  operator: Operator;
  faults: Fault[];
}

type WithoutCard<Input> = Input extends unknown ? Omit<Input, 'card'> : never;
/** The SID of a schedule that is adopted is known once the schedule has been made. */
export type StartWithoutCard = WithoutCard<NewStart> | Omit<AdoptionStart, 'sid'>;

/** A schedule that was made at the gateway before the life begins, and is adopted by it. */
export interface Past {
  /** When it was made, milliseconds since the epoch: what has come of it until the life begins, the gateway and its portal did. */
  madeMs: number;
  schedule: Omit<ExistingSchedule, 'merchantId' | 'card'>;
  /** In the portal, before the life begins. */
  acts: Act[];
  /** Whether the start names the next date as the gateway has it. */
  namesNextDate: boolean;
  /** Whether the start names a SID that is none. */
  namesOtherSid: boolean;
  followed: Followed;
}

/** Whether another subscription follows the schedule: one that created it, one that has claimed it, or one that has ended since. */
export type Followed = 'by_nobody' | 'by_creator' | 'by_claim' | 'by_one_that_ended';

/** Something that somebody outside does at a moment, milliseconds since the epoch. */
export type Act = { id: string; atMs: number } & ActBody;

export type ActBody =
  | { kind: 'command'; name: 'confirm' | 'undo'; command: ConfirmationCommand }
  /**
   * Asks for a change of the running schedule, or retires it. `dateInDays`, `leavesOut` and `card` are put in when it is sent; `again`: once more
   * under the id of an earlier one.
   */
  | {
      kind: 'change';
      name: ChangeName;
      fields: object;
      dateInDays?: number;
      /** The day of the month that was sold, of the month after the next one: the next charge is to be left out. */
      leavesOut?: number;
      card?: { brand: string; throughVault: boolean };
      again?: string;
    }
  /** Asks to give money of a charge back. Which one it is, how much, and its card are put in when it is sent. */
  | {
      kind: 'refund';
      of: RefundedCharge;
      /** Of what was captured, from 0; left out: all that is left. */
      share?: number;
      named: 'by_nit' | 'by_cycle';
      card: 'charged' | 'another' | 'none';
      throughVault: boolean;
      again?: string;
    }
  /** Somebody who knows the address of a door posts what the gateway never would, so often in so long. */
  | { kind: 'forged_post'; forgery: Forgery; times: number; withinMs: number }
  /** A command that the state forbids, or that is no valid one: it must be refused and change nothing. */
  | { kind: 'forbidden_command'; name: string; command: unknown }
  | { kind: 'cancel_request' }
  /** In the vendor's portal. `shiftDays` moves the next date from where it is then. */
  | { kind: 'portal_edit'; edit: ScheduleEdit; shiftDays?: number }
  | { kind: 'portal_reversal'; of: 'immediate_payment' | 'last_charge' }
  /** A part of a charge is given back in the portal; without a share all that is left. */
  | { kind: 'portal_refund'; of: RefundedCharge; share?: number }
  /** The issuer decides the refunds that await his answer. */
  | { kind: 'refund_decision'; decision: Exclude<RefundBehaviour['kind'], 'pending'> }
  /** The gateway repeats what it executed on the last day with executions on the following days. */
  | { kind: 'incident'; repeatDays: number; countTowardsTimes: boolean; finishedToo: boolean };

/** The first payment, the last execution that was captured, or any transaction whatever became of it. */
export const REFUNDED_CHARGES = ['immediate_payment', 'last_charge', 'any_charge'] as const;
export type RefundedCharge = (typeof REFUNDED_CHARGES)[number];

export type ChangeName = keyof typeof CHANGE_UPDATES | 'retire';

/** What a forged post says. Of the status door, but for the last four. */
export const FORGERIES = [
  /** A transaction that nobody has, of our order. */
  'unknown_nit',
  /** A transaction of ours with a status that it may not have. */
  'paid',
  'denied',
  'reversed',
  /** An order that is none of ours, with a transaction of ours. */
  'other_order',
  /** A SEID that nobody asked for, for our schedule. */
  'seid_unasked',
  /** A SEID for a schedule of somebody else, with our order. */
  'seid_of_another',
  /** The SEID of an edit that was made. */
  'seid_again',
  /** The NIT of a refund that nobody asked for. */
  'refund_unasked',
] as const;
export type Forgery = (typeof FORGERIES)[number];

/** The person who is told when something needs attention. Finds out the truth, and tells it. */
export interface Operator {
  /** From the flag to the decision, milliseconds. */
  reactionMs: number;
  /** Whether flags that stay up are acknowledged. */
  acknowledges: boolean;
}
