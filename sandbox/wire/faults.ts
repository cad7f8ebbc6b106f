import type { OtherTerms } from '../other-terms';
import type { RouteName } from '../routes/route-table';
import type { RuleTiming } from './rule-book';

/** What goes wrong on the wire. */
export type FaultKind =
  /**
   * TCP connections are refused: the listener and idle connections are closed. It cannot be decided by request, so it is for every
   * route and lasts until clearFaults or `durationMs`; nothing else of a rule applies.
   */
  | 'refuse_connection'
  /** The connection is reset before the gateway has looked at the request. */
  | 'reset_before'
  /** The request is executed, then the connection is closed without an answer. */
  | 'execute_then_drop'
  /** The request is executed, then a 502 page comes back. */
  | 'execute_then_502'
  /** The request is executed at once; the answer is held for `holdMs`. */
  | 'hold'
  /** The request waits for `holdMs` before the gateway sees it, and is executed late, even if the client has gone. */
  | 'hold_before'
  /** A 500 page; nothing is executed. */
  | 'error_500'
  /** 429 without a body, and `Retry-After` when the rule says how long; nothing is executed. */
  | 'error_429'
  /** Something in front of the gateway answers with a 503 page; nothing is executed. */
  | 'error_503'
  /** The request vanishes behind an open connection: nothing is executed, and nobody answers. */
  | 'silence'
  /** The request is executed, then HTTP 200 comes back with a body that is not JSON. */
  | 'garbage'
  /** The request is executed, then HTTP 200 comes back with a page. */
  | 'html_200'
  /** The request is executed; of the text of the right answer only the beginning comes back, as if it were all: a share of it. */
  | 'half_answer'
  /** The right answer with fields that no document knows (docs/gateway.md §0, forward compatibility). */
  | 'extra_fields'
  /** The right answer with numbers and booleans as JSON values instead of strings. */
  | 'json_numbers'
  /** The right answer with its values written oddly: JSON numbers and booleans, blanks after texts, nulls in place of empty ones. */
  | 'odd_scalars'
  /** The right answer with other texts in some fields, as in `fields`, wherever in it they are. */
  | 'other_fields'
  /** The store is answered as one whose key is wrong (docs/gateway.md §0); nothing is executed. */
  | 'credentials_refused'
  /**
   * The listener shows a certificate of another authority. It cannot be decided by request, so it is for every route and lasts until
   * clearFaults; nothing else of a rule applies.
   */
  | 'untrusted_certificate'
  /** The gateway works with other terms than those it is given, as in `terms`: create, pay and activate keep them, a query tells them. */
  | 'other_terms';

/** Every fault kind, for validation. */
export const faultKinds = [
  'refuse_connection',
  'reset_before',
  'execute_then_drop',
  'execute_then_502',
  'hold',
  'hold_before',
  'error_500',
  'error_429',
  'error_503',
  'silence',
  'garbage',
  'html_200',
  'half_answer',
  'extra_fields',
  'json_numbers',
  'odd_scalars',
  'other_fields',
  'credentials_refused',
  'untrusted_certificate',
  'other_terms',
] as const satisfies readonly FaultKind[];

/** Kinds of the listener: they meet no request, since none is seen while they last. */
export const OF_LISTENER: readonly FaultKind[] = ['refuse_connection', 'untrusted_certificate'];

/** A fault to apply to requests that match. Rules are looked at in the order in which they were added; the first that fires wins. */
export interface FaultRule extends RuleTiming {
  route: RouteName | '*';
  kind: FaultKind;
  /** Only requests about this order. Orders of two stores may have the same id. */
  orderId?: string;
  /** Only requests that say they are from this store. */
  merchantId?: string;
  /** hold and hold_before: how long, in real milliseconds. @default limits.defaultHoldMs */
  holdMs?: number;
  /** refuse_connection: how long, in real milliseconds. @default until cleared */
  durationMs?: number;
  /** half_answer: how much of its text comes, a share from 0 to 1. @default 0.5 */
  share?: number;
  /** error_429: what the header asks for, in whole seconds. @default no header */
  retryAfterSeconds?: number;
  /** other_fields: the text of each, by its name on the wire; with its object before it, as `schedule.status`, there alone. */
  fields?: Readonly<Record<string, string>>;
  /** other_terms: which. */
  terms?: OtherTerms;
}
