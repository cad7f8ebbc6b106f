import { performance } from 'node:perf_hooks';
import { checkBaseUrl } from './base-url';
import type { CallRules } from './call-rules';
import { checkCredentials, checkTimeout, type CaratCredentials } from './check-options';
import { CaratRequestError } from './errors';
import { interpret } from './interpret';
import { LIMITS } from './limits';
import type { Outcome } from './outcome';
import { toLogEntry, type RequestLogEntry } from './request-log';
import { scrub, type CallSecrets } from './scrub';
import {
  Transport,
  type Exchange,
  type ExchangeFunction,
  type TransportOptions,
  type WireRequest,
} from './transport';
import { createTrust } from './trust';
import type { WireObject } from './wire-requests';

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
export interface Call<T> {
  request: Pick<WireRequest, 'method' | 'path'> & { body?: WireObject; answerBytesMax?: number };
  rules: CallRules<T>;
  secrets?: Omit<CallSecrets, 'merchantKey'>;
}

/** Sends the calls of one store, one request each, and never throws for what happens on the wire. */
export class Caller {
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

  /** Closes the connections kept for reads. Calls already under way to move money are left to end; later ones reject. */
  close(): void {
    this.#closed = true;
    this.#closeTransport();
  }

  /** @throws CaratRequestError `CARAT_CLIENT_CLOSED`; nothing was sent. */
  async call<T>({ request, rules, secrets }: Call<T>): Promise<Outcome<T>> {
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
