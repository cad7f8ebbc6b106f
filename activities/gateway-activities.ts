import type { EditFields } from '../domain/edits/change';
import type { CallOutcome, QueryOutcome } from '../domain/gateway/answers';
import type { NewInput } from '../contract/input';
import type { IsoDate } from '../domain/calendar';

/**
 * A question that the gateway answered: with an answer, a refusal, or the wish to be left alone for longer than an attempt
 * waits. Silence is a failure of the activity, and retried.
 */
export type QueryAnswer =
  | Exclude<QueryOutcome, { kind: 'no_answer' }>
  | { kind: 'no_answer'; reason: 'told_to_wait'; retryAfterMs: number };

/** What a create needs of the input: everything but the card. `orderAskedIn` is the run that the gateway told that it does not know the order. */
export type CreateRequest = WithoutCard<NewInput> & { orderAskedIn?: string };

type WithoutCard<Input> = Input extends unknown ? Omit<Input, 'card' | 'options' | 'requestedBy'> : never;

/** A reference to a card, as the input carries it. */
export type CardReference = NewInput['card'];

/** One edit, by the SEID that came to the Authenticity URL. */
export interface EditRequest {
  seid: string;
  /** The schedule that it is about. */
  sid: string;
  /** At least one field. */
  change: EditFields;
}

/** One refund, by the NIT that came to the Authenticity URL. */
export interface RefundRequest {
  nit: string;
  /** Absent: all that is left. */
  amountCents?: number;
  /** The card that was charged; SiTef routings want it (docs/gateway.md §8). */
  card?: CardReference;
}

/** The gateway calls of one merchant; each function is one HTTPS call, sent at most once per attempt. */
export interface GatewayActivities {
  createTransaction(request: CreateRequest): Promise<CallOutcome>;
  payTransaction(request: { nit: string; card: CardReference }): Promise<CallOutcome>;
  confirmPayment(request: { nit: string }): Promise<CallOutcome>;
  undoPayment(request: { nit: string }): Promise<CallOutcome>;
  activateSchedule(request: { sid: string; card: CardReference }): Promise<CallOutcome>;
  /** Begins an edit: the SEID comes to the doors with `merchantData`. Changes nothing. */
  beginEdit(request: { sid: string; merchantData: string }): Promise<CallOutcome>;
  sendEdit(request: EditRequest): Promise<CallOutcome>;
  /** Begins a refund of the payment with this `usn` of its facts: the NIT comes to the doors. Moves no money. */
  beginRefund(request: { usn: string }): Promise<CallOutcome>;
  sendRefund(request: RefundRequest): Promise<CallOutcome>;
  /** With `isRefund`, the NIT is that of a refund: it is told as `refund`, in whatever object the gateway tells it. */
  getTransaction(request: { nit: string; isRefund?: true }): Promise<QueryAnswer>;
  getSchedule(request: { sid: string }): Promise<QueryAnswer>;
  /** What the gateway knows of an order (docs/gateway.md §5.6). A refusal `noSuchTransaction`, or an empty list: nothing. */
  findOrder(request: { orderId: string }): Promise<QueryAnswer>;
  /** The transactions of one order on one day, and the one of the NIT, whatever order it names. */
  listTransactions(request: { date: IsoDate; orderId: string; nit?: string }): Promise<QueryAnswer>;
}
