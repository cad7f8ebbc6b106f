import type { IsoDate, IsoInstant } from '../calendar';

/** What the gateway says of a payment, as far as a subscription needs it. Receipts never travel. */
export interface PaymentFacts {
  nit: string;
  /** The gateway's status, e.g. `CON` (docs/gateway.md §9). */
  status: string;
  orderId?: string;
  amountCents?: number;
  /** The answer had an amount, and it could not be read as cents. */
  amountUnreadable?: true;
  /** Its type was told, and is not that of a payment (docs/gateway.md §5.4). */
  isOtherType?: true;
  /** The issuer's code, e.g. `51`, and its text. */
  authorizerCode?: string;
  authorizerMessage?: string;
  /** The gateway's sequence number of it (esitef_usn), by which a refund is begun. */
  usn?: string;
  /** When it was executed. */
  at?: IsoInstant;
  /** When its NIT was given: the day of its due date, however often it was tried again since. Lists tell it (docs/gateway.md §5.4). */
  createdAt?: IsoInstant;
  /** Of `at` the day is known only: it is noon of that day in São Paulo. */
  dayOnly?: true;
}

/** What the gateway says of a schedule. */
export interface ScheduleFacts {
  sid: string;
  status: string;
  /** The first date, as it was asked for at the creation. */
  initialDate?: IsoDate;
  nextDate?: IsoDate;
  /** The answer had a next date, and it could not be read as a date. */
  nextDateUnreadable?: true;
  currentTimes?: number;
  numberOfTimes?: number;
  amountCents?: number;
  /** The answer had an amount, and it could not be read as cents. */
  amountUnreadable?: true;
  /** Of each charge, where the answer tells them (docs/gateway.md §7). */
  installments?: number;
  installmentType?: string;
  /** NITs of the executions so far. */
  nits: string[];
}

/** What the gateway says of a refund: the cancellation of a payment, whole or in part (docs/gateway.md §8). */
export interface RefundFacts {
  /** Of the cancellation; the payment has another one. */
  nit: string;
  /** CON: the money goes back. PEN: it awaits the answer. */
  status: string;
  /** What was given back. */
  amountCents?: number;
  amountUnreadable?: true;
  authorizerCode?: string;
  authorizerMessage?: string;
  at?: IsoInstant;
  dayOnly?: true;
}

export interface GatewayFacts {
  payment?: PaymentFacts;
  schedule?: ScheduleFacts;
  /** Answer to an edit: its own status, e.g. `CON` (docs/gateway.md §9). */
  edit?: { status: string };
  /** Answer to a refund, or to a question about one. */
  refund?: RefundFacts;
  /** Answer of a list by date, or of a query by order. */
  payments?: PaymentFacts[];
  /** Schedules of an order, where the query by order tells any. */
  schedules?: ScheduleFacts[];
}

/** Why provably nothing of a call left the worker. */
export type NotSentReason =
  | 'dns'
  | 'connection_refused'
  | 'tls'
  | 'connect_timeout'
  | 'unreachable'
  /** The worker is stopping and starts no new call. */
  | 'shutting_down'
  /** The settings of the merchant want the order to be asked for before it is created. */
  | 'order_not_asked'
  /** The vault no longer has the card. */
  | 'card_reference_expired'
  /** The vault could not be asked for the card. */
  | 'vault_unavailable'
  /** No worker took the call in time: the server withdrew it. */
  | 'not_taken';

/** Why the fate of a call that may have left is not known. */
export type UnknownReason =
  | 'answer_timeout'
  | 'connection_lost'
  | 'answer_too_large'
  | 'unreadable_answer'
  | 'answer_for_other_id'
  | 'contradictory_answer'
  | 'redirect'
  | 'http_5xx'
  | 'http_429'
  | 'undocumented_http_status'
  | 'denial_without_payment'
  /** Code 115 (docs/gateway.md §8). */
  | 'authenticity_error'
  | 'ambiguous_code'
  | 'unlisted_code'
  /** The worker that had the call is gone, or was silent past the heartbeat. */
  | 'worker_lost'
  /** The activity failed in a way that is not ours. */
  | 'activity_failed';

/** The gateway answered and did nothing. */
export interface Refusal {
  kind: 'refused';
  facts: GatewayFacts;
  /** The gateway's code, or our client's for a request that it cannot put as the gateway wants it. */
  code: string;
  message: string;
  /** Who refused. What our own client or worker refuses never left: it is no valid request, or more than the merchant may charge. */
  refusedBy: 'gateway' | 'client' | 'worker';
  /** It was the store that was refused, not the request. */
  credentialsRefused?: true;
  /** The gateway knows no transaction of that NIT: it never existed, or it is too old. */
  noSuchTransaction?: true;
  /** A begin met code 115: the doors did not take the SEID or NIT, or what it is about cannot be changed (now). */
  authenticityFailed?: true;
}

/** What became of one gateway call (rule R3). */
export type CallOutcome =
  | { kind: 'done'; facts: GatewayFacts }
  /** The issuer said no: a result, not an error. */
  | { kind: 'denied'; facts: GatewayFacts; code: string; message: string }
  | Refusal
  /** Provably nothing left: may be sent again. */
  | { kind: 'not_sent'; reason: NotSentReason; cardGone?: true }
  /** May or may not have been executed: only a query can tell. */
  | {
      kind: 'unknown';
      reason: UnknownReason;
      /** The gateway's code, when one was readable. */
      code?: string;
      /** It may be a denial: whatever is read next, this NIT is never paid again (R4). */
      mayHaveBeenDenied?: true;
    };

/** Why a question has no answer after all its attempts. */
export type NoAnswerReason =
  /** Each attempt met silence, an error or something unreadable. */
  | 'gateway_silent'
  /** No worker took the question in time. */
  | 'not_taken'
  | 'worker_lost'
  /** The gateway's certificate is not trusted. */
  | 'tls'
  /** The gateway asked to be left alone for a while (HTTP 429 with Retry-After). */
  | 'told_to_wait'
  | 'activity_failed';

/**
 * What became of a question: an answer, a refusal, or silence after all its attempts. With `askedIn`, the run of the workflow that asked;
 * with `isWhole`, an answer about an order that shows something, and there is no more than it shows.
 */
export type QueryOutcome =
  | { kind: 'done'; facts: GatewayFacts; askedIn?: string; isWhole?: true }
  | (Refusal & { askedIn?: string })
  | {
      kind: 'no_answer';
      reason: NoAnswerReason;
      /** For people: what the last attempt met, e.g. `answer_timeout`. Decides nothing. */
      detail?: string;
      /** With `told_to_wait`: for how long, milliseconds. */
      retryAfterMs?: number;
    };
