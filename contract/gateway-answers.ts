import type { IsoDate, IsoInstant } from '../domain/calendar';

/** What the gateway says of a payment, as far as a subscription needs it. Receipts never travel. */
export interface PaymentFacts {
  nit: string;
  /** The gateway's status, e.g. `CON` (carat-api.md §9). */
  status: string;
  orderId?: string;
  amountCents?: number;
  /** The issuer's code, e.g. `51`, and its text. */
  authorizerCode?: string;
  authorizerMessage?: string;
  /** When it was executed. */
  at?: IsoInstant;
}

/** What the gateway says of a schedule. */
export interface ScheduleFacts {
  sid: string;
  status: string;
  nextDate?: IsoDate;
  currentTimes?: number;
  numberOfTimes?: number;
  amountCents?: number;
  /** NITs of the executions so far. */
  nits: string[];
}

export interface GatewayFacts {
  payment?: PaymentFacts;
  schedule?: ScheduleFacts;
  /** Answer of a list by date. */
  payments?: PaymentFacts[];
}

/** What became of one gateway call (rule R3). */
export type CallOutcome =
  | { kind: 'done'; facts: GatewayFacts }
  /** The issuer said no: a result, not an error. */
  | { kind: 'denied'; facts: GatewayFacts; code: string; message: string }
  /** The gateway answered and did nothing. */
  | {
      kind: 'refused';
      facts: GatewayFacts;
      code: string;
      message: string;
      /** It was the store that was refused, not the request. */
      credentialsRefused?: true;
    }
  /** Provably nothing left: may be sent again. */
  | { kind: 'not_sent'; reason: string }
  /** May or may not have been executed: only a query can tell. */
  | { kind: 'unknown'; reason: string };

/** What became of a question: an answer, a refusal, or silence after all its attempts. */
export type QueryOutcome =
  Extract<CallOutcome, { kind: 'done' | 'refused' }> | { kind: 'no_answer'; reason: string };
