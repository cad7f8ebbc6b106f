import { request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { AddressRefusedError, publicLookup } from './addresses';
import { LIMITS } from './limits';
import { retryAfterOf } from './retry-after';

/** Where the events of a merchant are posted to. */
export interface ReceiverOptions {
  /** `https://` and a host name; checked by `problemOfUrl`. */
  url: string;
  /** One or two, `whsec_…`: each signs. */
  secrets: readonly string[];
  /** PEM text of certificates trusted besides the usual roots. */
  ca?: string | undefined;
  /** Whether it may be in a private network. @default false */
  allowPrivate?: boolean | undefined;
}

/** What became of a post. */
export type Posted =
  | { kind: 'taken' }
  /** `why` is ours: never what the receiver wrote. */
  | { kind: 'not_taken'; why: string; retryAfterMs?: number; isFinal?: true };

/** The exchange is over, and nothing was answered. */
class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** Posts events to one receiver by the Standard Webhooks specification: https only, no redirect, no answer read. */
export class Receiver {
  readonly #url: string;
  readonly #signers: readonly Webhook[];
  readonly #options: RequestOptions;

  constructor({ url, secrets, ca, allowPrivate = false }: ReceiverOptions) {
    this.#url = url;
    this.#signers = secrets.map((secret) => new Webhook(secret));
    this.#options = {
      method: 'POST',
      // A connection of its own each time: the address is looked up and checked anew.
      agent: false,
      minVersion: 'TLSv1.2',
      // Whatever the environment says.
      rejectUnauthorized: true,
      maxHeaderSize: LIMITS.headBytesMax,
      ...(ca === undefined ? {} : { ca }),
      ...(allowPrivate ? {} : { lookup: publicLookup }),
    };
  }

  /** Posts one event, once. It never throws. */
  async post(id: string, body: string): Promise<Posted> {
    try {
      return outcomeOf(await this.#send(id, body));
    } catch (error) {
      return { kind: 'not_taken', why: reasonOf(error) };
    }
  }

  #send(id: string, body: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(LIMITS.postMs);
      const outgoing = request(this.#url, { ...this.#options, headers: this.#headers(id, body), signal });
      outgoing.once('response', (answer) => {
        // The status is all that counts.
        answer.once('error', () => undefined).destroy();
        resolve(answer);
      });
      // An answer that changes the protocol (101) is an answer like any other; without a listener nobody would hear of it.
      outgoing.once('upgrade', (answer, socket) => {
        socket.once('error', () => undefined).destroy();
        resolve(answer);
      });
      outgoing.on('error', reject);
      // Whatever else ends the exchange: nobody waits for an answer that cannot come.
      outgoing.once('close', () => {
        reject(new NoAnswerError());
      });
      outgoing.end(body);
    });
  }

  #headers(id: string, body: string): Record<string, string> {
    const now = new Date();
    return {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'carat-subscriptions',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': this.#signers.map((signer) => signer.sign(id, now, body)).join(' '),
    };
  }
}

function outcomeOf({ statusCode = 0, headers }: IncomingMessage): Posted {
  if (statusCode >= 200 && statusCode <= 299) return { kind: 'taken' };
  const why = `the receiver answered HTTP ${String(statusCode)}`;
  const retryAfterMs = retryAfterOf(headers, Date.now());
  return {
    kind: 'not_taken',
    why,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(statusCode === 410 ? { isFinal: true } : {}),
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof AddressRefusedError) return error.message;
  if (error instanceof NoAnswerError) return 'the receiver ended the connection without an answer';
  const { name, code } = error as { name?: unknown; code?: unknown };
  if (name === 'AbortError' || name === 'TimeoutError') return 'the receiver did not answer in time';
  return `the receiver was not reached (${typeof code === 'string' ? code : 'no code'})`;
}
