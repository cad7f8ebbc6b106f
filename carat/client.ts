import { performance } from 'node:perf_hooks';
import type {
  CreatedTransaction,
  PaymentAnswer,
  ScheduleAnswer,
  TransactionAnswer,
  TransactionList,
} from './answers';
import { checkBaseUrl } from './base-url';
import {
  activateRules,
  confirmRules,
  createRules,
  getScheduleRules,
  getTransactionRules,
  listRules,
  payRules,
  undoRules,
  type CallRules,
} from './call-rules';
import { checkCredentials, checkTimeout, type CaratCredentials } from './check-options';
import { checkRequest } from './check-request';
import { CaratRequestError } from './errors';
import { interpret } from './interpret';
import { LIMITS } from './limits';
import type { Outcome } from './outcome';
import { toLogEntry, type RequestLogEntry } from './request-log';
import { activateSchema, createTransactionSchema, idSchema, listSchema, paySchema } from './request-schemas';
import type {
  ActivateRequest,
  CreateTransactionRequest,
  ListTransactionsRequest,
  PayRequest,
} from './requests';
import { scrub, type CallSecrets } from './scrub';
import {
  Transport,
  type Exchange,
  type ExchangeFunction,
  type TransportOptions,
  type WireRequest,
} from './transport';
import { createTrust } from './trust';
import { toActivateBody, toCreateBody, toListQuery, toPayBody, type WireObject } from './wire-requests';

export type { CaratCredentials } from './check-options';

/** What a client is built from; one client serves one store. */
export interface CaratClientOptions {
  /** `https://host[:port]/e-sitef/api`: https and a host name, never an IP address (R9). */
  baseUrl: string;
  credentials: CaratCredentials;
  /** PEM text of certificates trusted besides Node's own roots. */
  ca?: string;
  /** DNS, TCP and TLS together. @default 10_000 */
  connectTimeoutMs?: number;
  /** From the verified connection to the last byte of the answer. @default 60_000 (docs/gateway.md §12) */
  answerTimeoutMs?: number;
  /** Called once for each call that got as far as the wire. What it throws is swallowed. */
  log?: (entry: RequestLogEntry) => void;
  /** Puts a built request on the wire. @default one HTTPS request on a verified connection, never repeated */
  exchange?: ExchangeFunction;
}

/** One call: the request without what is the same for all, and how its answer is understood. */
interface Call<T> {
  request: Pick<WireRequest, 'method' | 'path'> & { body?: WireObject; answerBytesMax?: number };
  rules: CallRules<T>;
  secrets?: Omit<CallSecrets, 'merchantKey'>;
}

/**
 * The Carat Portal (e-SiTef) REST API v1, as far as recurring payments need it (docs/gateway.md §1-§5).
 *
 * Every method sends at most one request and answers with an {@link Outcome}; nothing is retried and nothing on the wire
 * throws. A method rejects only with a `CaratRequestError`, before anything is sent.
 */
export class CaratClient {
  readonly #exchange: ExchangeFunction;
  readonly #closeTransport: () => void;
  readonly #credentials: CaratCredentials;
  readonly #log: ((entry: RequestLogEntry) => void) | undefined;
  #closed = false;

  /** @throws CaratConfigError when an option must not or cannot be used. */
  constructor(options: CaratClientOptions) {
    const transportOptions = checkOptions(options);
    this.#credentials = { ...options.credentials };
    this.#log = options.log;
    const { exchange, close } =
      options.exchange === undefined
        ? overTheWire(new Transport({ ...transportOptions, secureContext: createTrust(options.ca) }))
        : { exchange: options.exchange, close: (): void => undefined };
    this.#exchange = exchange;
    this.#closeTransport = close;
  }

  /** Creates a payment, a schedule, or both: yields a NIT, a SID, or both. Moves no money (docs/gateway.md §1). */
  async createTransaction(request: CreateTransactionRequest): Promise<Outcome<CreatedTransaction>> {
    const checked = checkRequest(createTransactionSchema, request, 'request');
    const asked = { payment: checked.payment !== undefined, schedule: checked.schedule !== undefined };
    return this.#call({
      request: { method: 'POST', path: '/v1/transactions', body: toCreateBody(checked) },
      rules: createRules(asked),
    });
  }

  /** Charges the card for a NIT: CON, or PPC with late confirmation. Money call (docs/gateway.md §2). */
  async pay(nit: string, request: PayRequest): Promise<Outcome<PaymentAnswer>> {
    checkRequest(idSchema, nit, 'nit');
    const checked = checkRequest(paySchema, request, 'request');
    const { number: cardNumber, securityCode } = checked.card;
    return this.#call({
      request: { method: 'POST', path: `/v1/payments/${nit}`, body: toPayBody(checked) },
      rules: payRules(nit),
      secrets: { cardNumber, securityCode },
    });
  }

  /** Captures a payment in PPC: CON. Money call (docs/gateway.md §3). */
  async confirmPayment(nit: string): Promise<Outcome<PaymentAnswer>> {
    checkRequest(idSchema, nit, 'nit');
    const request = { method: 'PUT', path: `/v1/payments/${nit}?confirm=true` } as const;
    return this.#call({ request, rules: confirmRules(nit) });
  }

  /** Gives a payment in PPC up: PPN. Money call (docs/gateway.md §3). */
  async undoPayment(nit: string): Promise<Outcome<PaymentAnswer>> {
    checkRequest(idSchema, nit, 'nit');
    const request = { method: 'PUT', path: `/v1/payments/${nit}?confirm=false` } as const;
    return this.#call({ request, rules: undoRules(nit) });
  }

  /** Activates a schedule created without immediate payment: ATV. Money call, since charges follow (docs/gateway.md §4). */
  async activateSchedule(sid: string, request: ActivateRequest): Promise<Outcome<ScheduleAnswer>> {
    checkRequest(idSchema, sid, 'sid');
    const checked = checkRequest(activateSchema, request, 'request');
    return this.#call({
      request: { method: 'POST', path: `/v1/schedules/${sid}`, body: toActivateBody(checked) },
      rules: activateRules(sid),
      secrets: { cardNumber: checked.card.number },
    });
  }

  /** Asks for the payment of a NIT, with its schedule when there is one. Works for 15 days (docs/gateway.md §5.1). */
  async getTransaction(nit: string): Promise<Outcome<TransactionAnswer>> {
    checkRequest(idSchema, nit, 'nit');
    return this.#call({
      request: { method: 'GET', path: `/v1/transactions/${nit}` },
      rules: getTransactionRules(nit),
    });
  }

  /** Asks for a schedule and the NITs of its executions (docs/gateway.md §5.3). */
  async getSchedule(sid: string): Promise<Outcome<ScheduleAnswer>> {
    checkRequest(idSchema, sid, 'sid');
    return this.#call({
      request: { method: 'GET', path: `/v1/schedules/${sid}` },
      rules: getScheduleRules(sid),
    });
  }

  /** Lists the transactions created from one day to another (docs/gateway.md §5.4). */
  async listTransactions(request: ListTransactionsRequest): Promise<Outcome<TransactionList>> {
    const query = toListQuery(checkRequest(listSchema, request, 'request'));
    return this.#call({
      request: {
        method: 'GET',
        path: `/v1/transactions?${query}`,
        answerBytesMax: LIMITS.listAnswerBytesMax,
      },
      rules: listRules(),
    });
  }

  /** Closes the connections kept for reads. Calls already under way to move money are left to end; later ones reject. */
  close(): void {
    this.#closed = true;
    this.#closeTransport();
  }

  async #call<T>({ request, rules, secrets }: Call<T>): Promise<Outcome<T>> {
    if (this.#closed) throw closedError();
    const { method, path, body, answerBytesMax = LIMITS.answerBytesMax } = request;
    const startedMs = performance.now();
    const exchange = await this.#exchange({
      method,
      path,
      headers: this.#headersOf(body),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      reuseConnection: rules.kind === 'read',
      answerBytesMax,
    });
    const { merchantKey } = this.#credentials;
    const outcome = scrub(conclude(exchange, rules), { merchantKey, ...secrets });
    this.#report(() =>
      toLogEntry(request, outcome, { durationMs: Math.round(performance.now() - startedMs) }),
    );
    return outcome;
  }

  /** `merchant_id` and `merchant_key` say which store calls (docs/gateway.md §0). */
  #headersOf(body: WireObject | undefined): Record<string, string> {
    const { merchantId, merchantKey } = this.#credentials;
    return {
      merchant_id: merchantId,
      merchant_key: merchantKey,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      Accept: 'application/json',
      'User-Agent': 'carat-subscriptions',
    };
  }

  /** A log that fails must not change what the caller learns about money. */
  #report(entry: () => RequestLogEntry): void {
    try {
      this.#log?.(entry());
    } catch {
      // Swallowed on purpose.
    }
  }
}

/** Checks every option, also those that only the default exchange uses. */
function checkOptions(options: CaratClientOptions): Omit<TransportOptions, 'secureContext'> {
  const { connectTimeoutMs = LIMITS.connectTimeoutMs, answerTimeoutMs = LIMITS.answerTimeoutMs } = options;
  const { host, port, href } = checkBaseUrl(options.baseUrl);
  checkCredentials(options.credentials);
  return {
    href,
    host,
    port,
    connectTimeoutMs: checkTimeout('connectTimeoutMs', connectTimeoutMs),
    answerTimeoutMs: checkTimeout('answerTimeoutMs', answerTimeoutMs),
  };
}

function overTheWire(transport: Transport): { exchange: ExchangeFunction; close: () => void } {
  return {
    exchange: (request) => transport.send(request),
    close: () => {
      transport.close();
    },
  };
}

function conclude<T>(exchange: Exchange, rules: CallRules<T>): Outcome<T> {
  switch (exchange.kind) {
    case 'answered':
      return interpret(exchange, rules);
    case 'not_sent':
      return exchange;
    case 'lost':
      return { kind: 'unknown', reason: exchange.reason };
  }
}

function closedError(): CaratRequestError {
  return new CaratRequestError({
    code: 'CARAT_CLIENT_CLOSED',
    field: 'client',
    problem: 'is closed',
    nextStep: 'Nothing was sent; build a new client.',
  });
}
