import type { IsoInstant } from '../calendar';
import type { Nit, Sid } from '../ids';

/** The calls of the opening. All but `create` can move money or start a schedule. */
const OPENING_KINDS = ['create', 'pay', 'activate', 'confirm', 'undo'] as const;
/** The calls of a refund: the begin moves no money, the refund does. */
const REFUND_KINDS = ['begin_refund', 'refund'] as const;
/** The calls that are planned, counted and given up one by one. */
export const CALL_KINDS = [...OPENING_KINDS, ...REFUND_KINDS] as const;
export type OpeningKind = (typeof OPENING_KINDS)[number];
export type CallKind = (typeof CALL_KINDS)[number];

/** Names one call within its subscription. In the opening each kind occurs at most once, and names its call. */
export type CallId = string;

/** What a person may tell us about a call whose outcome could not be learnt. */
export const RESOLUTIONS = ['happened', 'did_not_happen', 'ask_again'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** The outcome of a call is not known, and the gateway is being asked (R4). */
export interface Doubt {
  /** Why it is not known, e.g. `answer_timeout`. For people. */
  reason: string;
  /** When the call was sent last. */
  sentAtMs: number;
  /** When asking began. */
  sinceMs: number;
  /** Questions asked so far. */
  asked: number;
  /** When the next question is due. */
  nextAskAtMs: number;
  /** When a person is called: the gateway soon stops answering. */
  deadlineMs: number;
  /**
   * The NIT did not answer, and it is late: the next question goes to what shows it otherwise. Of a payment that is the schedule, which
   * runs only if it was confirmed; of a refund the payment that it gives back.
   */
  askSchedule?: true;
}

/** Why a call waits for a person. */
export interface PersonNeeded {
  since: IsoInstant;
  reason: string;
  /** What the person must find out before deciding. */
  findOut: string;
  /** The decisions that make sense here. */
  decisions: Resolution[];
}

/** What a named person said of a call; carried out between two steps, unless the gateway answers first. */
export interface PersonalDecision {
  /** Of the command that brought it. */
  id: string;
  decision: Resolution;
  by: string;
  reason: string;
}

/**
 * Before a create the gateway is asked whether it knows the order, where the merchant's settings want it (docs/gateway.md §5.6): a life
 * that was restored, reset or started anew may have paid already.
 */
export interface OrderQuestion {
  /** Questions that met silence. */
  asked: number;
  askAtMs: number;
  /** When the gateway last said that nothing of this order was ever presented to an issuer. */
  clearAtMs?: number;
  /** The run that was told so. A run that was reset reads that answer too, and it says nothing for it. */
  clearIn?: string;
}

/** One gateway call that has not come to a conclusion. */
export interface OpenCall {
  id: CallId;
  kind: CallKind;
  /** The payment that it is about. */
  nit?: Nit;
  /** The schedule that it is about. */
  sid?: Sid;
  /** When the gateway gave the id: it answers questions about a NIT for 15 days (docs/gateway.md §5.1). */
  createdAtMs: number;
  /** When it was decided to make this call. */
  decidedAtMs: number;
  /** When it was decided to send it, or to send it again. */
  sinceMs: number;
  /** When it was first in doubt; a later doubt of the same call keeps its deadline. */
  firstDoubtAtMs?: number;
  /** Sends of which one may have arrived. */
  possiblyDelivered: number;
  /** Sends in a row that provably did not arrive. */
  notDelivered: number;
  /** Sends in a row that no worker took. They say nothing about the gateway or the card, and are not held against the call. */
  notTaken: number;
  /** False once another send is ruled out: only questions are left. */
  mayBeSentAgain: boolean;
  /** When it is sent next. */
  sendAtMs: number;
  /** Why it waits until then, in words. */
  waitingFor?: string;
  doubt?: Doubt;
  /** Of a create that the worker does not send before the order was asked for. */
  order?: OrderQuestion;
  person?: PersonNeeded;
  decision?: PersonalDecision;
}

/** What a new call is about. */
export interface CallTarget {
  kind: CallKind;
  /** The kind names it where there is one of the kind. */
  id?: CallId;
  nit?: Nit | undefined;
  sid?: Sid | undefined;
  createdAtMs: number;
}

/** A call that is to be sent at once. */
export const newCall = ({ kind, id = kind, nit, sid, createdAtMs }: CallTarget, nowMs: number): OpenCall => ({
  id,
  kind,
  ...(nit === undefined ? {} : { nit }),
  ...(sid === undefined ? {} : { sid }),
  createdAtMs,
  decidedAtMs: nowMs,
  sinceMs: nowMs,
  possiblyDelivered: 0,
  notDelivered: 0,
  notTaken: 0,
  mayBeSentAgain: true,
  sendAtMs: nowMs,
});

/** A call of the opening. The shown state follows these; a refund goes on beside it. */
export type OpeningCall = OpenCall & { kind: OpeningKind };

export const isOpeningCall = (call: OpenCall): call is OpeningCall =>
  (OPENING_KINDS as readonly CallKind[]).includes(call.kind);

/** True when no send of the call can have reached the gateway. */
export const neverLeft = (call: OpenCall): boolean => call.possiblyDelivered === 0;

/**
 * True when a person may give the call up although it does not wait for one: a create moves no money (R5), and a payment or
 * an activation of which nothing left has moved none.
 */
export const canBeGivenUp = (call: OpenCall): boolean =>
  call.kind === 'create' || ((call.kind === 'pay' || call.kind === 'activate') && neverLeft(call));
