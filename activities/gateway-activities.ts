import type { EditFields } from '../domain/edits/change';
import type { CallOutcome, QueryOutcome } from '../domain/gateway/answers';
import type { SubscriptionInput } from '../contract/input';
import type { IsoDate } from '../domain/calendar';

/**
 * A question that the gateway answered: with an answer, a refusal, or the wish to be left alone for longer than an attempt
 * waits. Silence is a failure of the activity, and retried.
 */
export type QueryAnswer =
  | Exclude<QueryOutcome, { kind: 'no_answer' }>
  | { kind: 'no_answer'; reason: 'told_to_wait'; retryAfterMs: number };

/** What a create needs of the input: everything but the card. */
export type CreateRequest = WithoutCard<SubscriptionInput>;

type WithoutCard<Input> = Input extends unknown ? Omit<Input, 'card' | 'options' | 'requestedBy'> : never;

/** A reference to a card, as the input carries it. */
export type CardReference = SubscriptionInput['card'];

/** The gateway calls of one merchant; each function is one HTTPS call, sent at most once per attempt. */
export interface GatewayActivities {
  createTransaction(request: CreateRequest): Promise<CallOutcome>;
  payTransaction(request: { nit: string; card: CardReference }): Promise<CallOutcome>;
  confirmPayment(request: { nit: string }): Promise<CallOutcome>;
  undoPayment(request: { nit: string }): Promise<CallOutcome>;
  activateSchedule(request: { sid: string; card: CardReference }): Promise<CallOutcome>;
  /** Asks for a SEID, which comes by a post of the gateway to the door (docs/gateway.md §7). */
  beginEdit(request: { sid: string; merchantData?: string }): Promise<CallOutcome>;
  /** Sets absolute values; what is left out stays as it is. */
  sendEdit(request: { sid: string; seid: string; change: EditFields }): Promise<CallOutcome>;
  getTransaction(request: { nit: string }): Promise<QueryAnswer>;
  getSchedule(request: { sid: string }): Promise<QueryAnswer>;
  /** The transactions of one order on one day, and the one of the NIT, whatever order it names. */
  listTransactions(request: { date: IsoDate; orderId: string; nit?: string }): Promise<QueryAnswer>;
}
