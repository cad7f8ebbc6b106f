import type {
  Begun,
  CancellationAnswer,
  CreatedTransaction,
  EditAnswer,
  OrderList,
  PaymentAnswer,
  ScheduleAnswer,
  TransactionAnswer,
  TransactionList,
} from './answers';
import {
  activateRules,
  beginRules,
  confirmRules,
  createRules,
  editRules,
  findOrderRules,
  getScheduleRules,
  getTransactionRules,
  listRules,
  payRules,
  refundRules,
  undoRules,
} from './call-rules';
import { Caller, type CaratClientOptions } from './caller';
import { checkRequest } from './check-request';
import { LIMITS } from './limits';
import type { Outcome } from './outcome';
import {
  activateSchema,
  createTransactionSchema,
  idSchema,
  listSchema,
  orderIdSchema,
  paySchema,
} from './request-schemas';
import { beginEditSchema, beginRefundSchema, editSchema, refundSchema } from './change-schemas';
import type {
  ActivateRequest,
  BeginRefundRequest,
  BeginScheduleEditRequest,
  CreateTransactionRequest,
  EditScheduleRequest,
  ListTransactionsRequest,
  PayRequest,
  RefundRequest,
} from './requests';
import {
  toActivateBody,
  toBeginEditBody,
  toCreateBody,
  toEditBody,
  toListQuery,
  toPayBody,
  toRefundBody,
} from './wire-requests';

export type { CaratClientOptions } from './caller';

/**
 * The Carat Portal (e-SiTef) REST API v1, as far as recurring payments need it (docs/gateway.md §1-§5, §7, §8).
 *
 * Every method sends at most one request and answers with an {@link Outcome}; nothing is retried and nothing on the wire
 * throws. A method rejects only with a `CaratRequestError`, before anything is sent.
 */
export class CaratClient {
  readonly #caller: Caller;

  /** @throws CaratConfigError when an option must not or cannot be used. */
  constructor(options: CaratClientOptions) {
    this.#caller = new Caller(options);
  }

  /** Creates a payment, a schedule, or both: yields a NIT, a SID, or both. Moves no money (docs/gateway.md §1). */
  async createTransaction(request: CreateTransactionRequest): Promise<Outcome<CreatedTransaction>> {
    const checked = checkRequest(createTransactionSchema, request, 'request');
    const asked = { payment: checked.payment !== undefined, schedule: checked.schedule !== undefined };
    return this.#caller.call({
      request: { method: 'POST', path: '/v1/transactions', body: toCreateBody(checked) },
      rules: createRules(asked),
    });
  }

  /** Charges the card for a NIT: CON, or PPC with late confirmation. Money call (docs/gateway.md §2). */
  async pay(nit: string, request: PayRequest): Promise<Outcome<PaymentAnswer>> {
    checkRequest(idSchema, nit, 'nit');
    const checked = checkRequest(paySchema, request, 'request');
    const { number: cardNumber, securityCode } = checked.card;
    return this.#caller.call({
      request: { method: 'POST', path: `/v1/payments/${nit}`, body: toPayBody(checked) },
      rules: payRules(nit),
      secrets: { cardNumber, securityCode },
    });
  }

  /** Captures a payment in PPC: CON. Money call (docs/gateway.md §3). */
  async confirmPayment(nit: string): Promise<Outcome<PaymentAnswer>> {
    checkRequest(idSchema, nit, 'nit');
    const request = { method: 'PUT', path: `/v1/payments/${nit}?confirm=true` } as const;
    return this.#caller.call({ request, rules: confirmRules(nit) });
  }

  /** Gives a payment in PPC up: PPN. Money call (docs/gateway.md §3). */
  async undoPayment(nit: string): Promise<Outcome<PaymentAnswer>> {
    checkRequest(idSchema, nit, 'nit');
    const request = { method: 'PUT', path: `/v1/payments/${nit}?confirm=false` } as const;
    return this.#caller.call({ request, rules: undoRules(nit) });
  }

  /** Activates a schedule created without immediate payment: ATV. Money call, since charges follow (docs/gateway.md §4). */
  async activateSchedule(sid: string, request: ActivateRequest): Promise<Outcome<ScheduleAnswer>> {
    checkRequest(idSchema, sid, 'sid');
    const checked = checkRequest(activateSchema, request, 'request');
    return this.#caller.call({
      request: { method: 'POST', path: `/v1/schedules/${sid}`, body: toActivateBody(checked) },
      rules: activateRules(sid),
      secrets: { cardNumber: checked.card.number },
    });
  }

  /** Asks for the payment of a NIT, with its schedule when there is one. Works for 15 days (docs/gateway.md §5.1). */
  async getTransaction(nit: string): Promise<Outcome<TransactionAnswer>> {
    checkRequest(idSchema, nit, 'nit');
    return this.#caller.call({
      request: { method: 'GET', path: `/v1/transactions/${nit}` },
      rules: getTransactionRules(nit),
    });
  }

  /** Asks for a schedule and the NITs of its executions (docs/gateway.md §5.3). */
  async getSchedule(sid: string): Promise<Outcome<ScheduleAnswer>> {
    checkRequest(idSchema, sid, 'sid');
    return this.#caller.call({
      request: { method: 'GET', path: `/v1/schedules/${sid}` },
      rules: getScheduleRules(sid),
    });
  }

  /** Lists the transactions created from one day to another (docs/gateway.md §5.4). */
  async listTransactions(request: ListTransactionsRequest): Promise<Outcome<TransactionList>> {
    const query = toListQuery(checkRequest(listSchema, request, 'request'));
    return this.#caller.call({
      request: {
        method: 'GET',
        path: `/v1/transactions?${query}`,
        answerBytesMax: LIMITS.listAnswerBytesMax,
      },
      rules: listRules(),
    });
  }

  /**
   * Asks what is known of an order, without a NIT (docs/gateway.md §5.6). It is a query of v2 and must be enabled for the store. Of an
   * order that nobody knows the answer is `refused` with `noSuchTransaction`, or an empty list.
   */
  async findOrder(orderId: string): Promise<Outcome<OrderList>> {
    checkRequest(orderIdSchema, orderId, 'orderId');
    const query = new URLSearchParams({ order_id: orderId }).toString();
    return this.#caller.call({
      request: {
        method: 'GET',
        path: `/v2/transactions?${query}`,
        answerBytesMax: LIMITS.listAnswerBytesMax,
      },
      rules: findOrderRules(),
    });
  }

  /**
   * Begins an edit of a schedule. The SEID comes to the Authenticity URL while this call is open, and is not in the answer. Changes
   * nothing (docs/gateway.md §7).
   */
  async beginScheduleEdit(request: BeginScheduleEditRequest): Promise<Outcome<Begun>> {
    const body = toBeginEditBody(checkRequest(beginEditSchema, request, 'request'));
    return this.#caller.call({
      request: { method: 'POST', path: '/v1/schedules/edits', body },
      rules: beginRules(),
    });
  }

  /** Carries an edit out: what it names is set to the value given. Money call, since charges follow (docs/gateway.md §7). */
  async editSchedule(request: EditScheduleRequest): Promise<Outcome<EditAnswer>> {
    const { seid, sid, change } = checkRequest(editSchema, request, 'request');
    return this.#caller.call({
      request: { method: 'PUT', path: `/v1/schedules/edits/${seid}`, body: toEditBody(change) },
      rules: editRules({ seid, sid }),
      secrets: { cardNumber: change.card?.number },
    });
  }

  /** Begins the cancellation of a payment; its NIT comes as a SEID does. Moves no money (docs/gateway.md §8). */
  async beginRefund(request: BeginRefundRequest): Promise<Outcome<Begun>> {
    const { esitefUsn } = checkRequest(beginRefundSchema, request, 'request');
    return this.#caller.call({
      request: { method: 'POST', path: '/v1/cancellations', body: { esitef_usn: esitefUsn } },
      rules: beginRules(),
    });
  }

  /** Gives back a payment, whole or in part, by the NIT of its cancellation. Money call (docs/gateway.md §8). */
  async refundPayment(request: RefundRequest): Promise<Outcome<CancellationAnswer>> {
    const checked = checkRequest(refundSchema, request, 'request');
    const { nit, card } = checked;
    return this.#caller.call({
      request: { method: 'PUT', path: `/v1/cancellations/${nit}`, body: toRefundBody(checked) },
      rules: refundRules(nit),
      secrets: { cardNumber: card?.number, securityCode: card?.securityCode },
    });
  }

  /** Closes the connections kept for reads. Calls already under way to move money are left to end; later ones reject. */
  close(): void {
    this.#caller.close();
  }
}
