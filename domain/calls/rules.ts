import { LIMITS } from '../limits';
import type { CallKind } from './call';

/** How often one kind of call is tried, and what its refusal means. */
export interface CallRules {
  /** Sends of which one may have arrived, before only questions are left. */
  maxPossiblyDelivered: number;
  /** Sends in a row that provably did not arrive, before only questions are left. */
  maxNotDelivered: number;
  /**
   * A refusal is the end of the call. Not so for a decision about an authorised payment: "already confirmed" and "not
   * allowed in this state" are refusals too, and only the NIT tells which.
   */
  refusalConcludes: boolean;
  /** What the call is asked about by: a payment by its NIT, a schedule by its SID. A create or a begin is not asked about (R5). */
  askedBy: 'nit' | 'sid' | 'nothing';
  /** The issuer decides it, and his no is its end. Of another call, what reads like a denial is a refusal. */
  issuerDecides?: true;
  /** Why. */
  reason: string;
}

/** The customer of a payment is no longer there after some hours; the limit of his card is not held meanwhile. */
const BY_THE_CUSTOMER = {
  maxPossiblyDelivered: LIMITS.doubtfulSends,
  refusalConcludes: true,
  reason: 'the customer waits: tried for about ten hours, then only asked about',
} as const;

/** The authorisation holds the limit of the customer's card until it is captured or released. */
const OF_A_DECISION = {
  maxPossiblyDelivered: Infinity,
  maxNotDelivered: Infinity,
  refusalConcludes: false,
  askedBy: 'nit',
  reason: "the customer's limit is held: sent again at a growing pace until a person is called",
} as const;

export const CALL_RULES: Readonly<Record<CallKind, CallRules>> = {
  create: {
    maxPossiblyDelivered: LIMITS.createAttempts,
    maxNotDelivered: LIMITS.notDelivered.create,
    refusalConcludes: true,
    askedBy: 'nothing',
    reason: 'no money moves, but every create that arrived leaves an orphan at the gateway (R5)',
  },
  pay: { ...BY_THE_CUSTOMER, maxNotDelivered: LIMITS.notDelivered.pay, askedBy: 'nit', issuerDecides: true },
  activate: { ...BY_THE_CUSTOMER, maxNotDelivered: LIMITS.notDelivered.activate, askedBy: 'sid' },
  confirm: OF_A_DECISION,
  undo: OF_A_DECISION,
  begin_refund: {
    maxPossiblyDelivered: LIMITS.beginAttempts,
    maxNotDelivered: LIMITS.notDelivered.begin_refund,
    refusalConcludes: true,
    askedBy: 'nothing',
    reason: 'no money moves; what it began without us expires by itself (R5)',
  },
  refund: {
    maxPossiblyDelivered: LIMITS.doubtfulSends,
    maxNotDelivered: Infinity,
    refusalConcludes: true,
    askedBy: 'nit',
    issuerDecides: true,
    reason:
      'nobody waits at a till: sent until its NIT has expired, and asked about once it may have arrived',
  },
};
