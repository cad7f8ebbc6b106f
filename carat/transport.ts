import type { Readable } from 'node:stream';
import axios, { type AxiosInstance, type RawAxiosRequestHeaders } from 'axios';
import { CallWatch, type CallTimeouts, type NoAnswer } from './call-watch';
import { decodeText } from './decode-text';
import type { WireAnswer } from './interpret';
import { LIMITS } from './limits';
import { readBody } from './read-body';
import { readRetryAfter } from './retry-after';
import type { ConnectionTerms } from './connect-securely';
import { SecureAgent } from './secure-agent';

/** One request, ready for the wire. */
export interface WireRequest {
  method: 'GET' | 'POST' | 'PUT';
  /** Appended to the base URL: `/v1/payments/...`. */
  path: string;
  /** JSON text; absent for a request without a body. */
  body?: string;
  /** Every header but those of the connection itself. */
  headers: Record<string, string>;
  /** A connection that served before may serve this request. Only for reads (R2). */
  reuseConnection: boolean;
  answerBytesMax: number;
}

/** What came back, or why nothing did. */
export type Exchange = ({ kind: 'answered' } & WireAnswer) | NoAnswer;

/**
 * Puts one built request on the wire, once, and tells what came back. It never throws: a rejection would leave nobody
 * knowing what became of the call.
 */
export type ExchangeFunction = (request: WireRequest) => Promise<Exchange>;

/** What the transport needs besides the request. */
export interface TransportOptions extends ConnectionTerms, CallTimeouts {
  /** Base URL without a slash at the end. */
  href: string;
}

/**
 * Sends each request exactly once: no retry, no redirect, no proxy. A call that may change something gets a connection
 * of its own, made for it and closed after it: on a kept one the server may hang up just as the request leaves, and
 * nobody could tell whether it was read.
 */
export class Transport {
  readonly #options: TransportOptions;
  readonly #http: AxiosInstance;
  readonly #readAgent: SecureAgent;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#readAgent = new SecureAgent(options, true);
    this.#http = axios.create({
      adapter: 'http',
      maxRedirects: 0,
      proxy: false,
      // Every status is an answer, to be interpreted by us.
      validateStatus: () => true,
      // Counted and decoded by us.
      responseType: 'stream',
      transformRequest: [],
      transformResponse: [],
      maxBodyLength: LIMITS.requestBytesMax,
    });
  }

  /** Sends once. Never throws for anything that happens on the wire, and lets no error of axios out. */
  async send(request: WireRequest): Promise<Exchange> {
    const watch = new CallWatch(this.#options);
    const agent = request.reuseConnection ? this.#readAgent : new SecureAgent(this.#options, false);
    try {
      const answer = await this.#http.request<Readable>({
        method: request.method,
        url: this.#options.href + request.path,
        headers: headersOf(request),
        data: request.body,
        httpsAgent: agent,
        transport: watch.transport,
        signal: watch.signal,
      });
      const body = await readBody(answer.data, request.answerBytesMax);
      return { kind: 'answered', httpStatus: answer.status, ...whatIsTold(body, answer.headers) };
    } catch (error) {
      return watch.explain(error);
    } finally {
      watch.stop();
      if (agent !== this.#readAgent) agent.destroy();
    }
  }

  /** Closes the connections kept for reads. */
  close(): void {
    this.#readAgent.destroy();
  }
}

/** Where there is no body, nothing is announced: left out, axios would announce a form. */
function headersOf({ headers }: WireRequest): RawAxiosRequestHeaders {
  return { 'Content-Type': false, ...headers };
}

/** The text of a body, and the part of the head that an outcome needs. */
function whatIsTold(body: Buffer, headers: Record<string, unknown>): Omit<WireAnswer, 'httpStatus'> {
  const text = decodeText(body, headers['content-type']);
  const retryAfterMs = readRetryAfter(headers['retry-after'], headers['date'], Date.now());
  return retryAfterMs === undefined ? { text } : { text, retryAfterMs };
}
