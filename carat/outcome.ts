/** Why provably nothing of a request left this machine. */
export type NotSentReason = 'dns' | 'connection_refused' | 'tls' | 'connect_timeout' | 'unreachable';

/** Why the fate of a request that may have left is not known. */
export type UnknownReason =
  /** No complete answer within the answer timeout. */
  | 'answer_timeout'
  /** The connection ended before the answer did. */
  | 'connection_lost'
  | 'answer_too_large'
  /** Not HTTP, not JSON, or without what the answer of this call must carry. */
  | 'unreadable_answer'
  /** The answer speaks of another NIT or SID than the one asked for. */
  | 'answer_for_other_id'
  /** The parts of the answer exclude each other, as code "0" on a payment in ERR. */
  | 'contradictory_answer'
  /** A 3xx answer. Never followed. */
  | 'redirect'
  | 'http_5xx'
  | 'http_429'
  /** An HTTP status that the contract does not list (docs/gateway.md §10). */
  | 'undocumented_http_status'
  /** The code of a denial without the payment: not yet the last word, and never a reason to pay that NIT again. */
  | 'denial_without_payment'
  /** Code 115: the gateway was not satisfied that the store is the store, or that this can be done (docs/gateway.md §8). */
  | 'authenticity_error'
  /** The gateway's code does not say whether the call was executed (`codes.ts`). */
  | 'ambiguous_code'
  /** The gateway's code is in no list that we know. */
  | 'unlisted_code';

/** The gateway took the call and its answer is readable. The status inside says where the resource now stands. */
export interface Done<T> {
  kind: 'done';
  value: T;
  httpStatus: number;
}

/** The issuer said no: a result, not an error. `value.payment.status` is NEG. */
export interface Denied<T> {
  kind: 'denied';
  value: T;
  /** Gateway code, usually 255. */
  code: string;
  message: string;
  /** The issuer's own code and text (`51`, `Autorizacao negada`). */
  authorizerCode?: string;
  authorizerMessage?: string;
  httpStatus: number;
}

/** The gateway answered with a code and did nothing. */
export interface Refused<T> {
  kind: 'refused';
  /** Gateway code, or `http_401` and its like when the answer carries none. */
  code: string;
  message: string;
  httpStatus: number;
  /** Set when it was the store that was refused, not the request: the same call may succeed once the credentials are fixed. */
  credentialsRefused?: true;
  /** Set when the gateway knows nothing of the id: it never existed, belongs to another store, or is too old. */
  noSuchTransaction?: true;
  /** Set when a begin met code 115: the store did not take the SEID or NIT, or what it is about cannot be changed (now). */
  authenticityFailed?: true;
  /** What the body carried besides the code, for example a payment in ERR or INV. */
  value?: Partial<T>;
}

/** Provably nothing left: may be sent again. */
export interface NotSent {
  kind: 'not_sent';
  reason: NotSentReason;
}

/** May or may not have been executed: resolve by query, never by sending again. */
export interface Unknown {
  kind: 'unknown';
  reason: UnknownReason;
  httpStatus?: number;
  /** Gateway code, when one was readable. */
  code?: string;
  /** The answer speaks of a denial, and it is not the last word: never a reason to pay that NIT again. */
  mayHaveBeenDenied?: true;
  /** How long the gateway asked to be left alone (`Retry-After` beside 429 or 503), milliseconds, at most an hour. */
  retryAfterMs?: number;
}

/**
 * How one call ended (R3). Not sent, refused, denied and unknown are four different things, and only *not sent* and
 * *refused* promise that nothing happened. Plain JSON: it may travel and be stored.
 */
export type Outcome<T> = Done<T> | Denied<T> | Refused<T> | NotSent | Unknown;
