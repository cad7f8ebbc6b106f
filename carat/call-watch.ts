import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { NotSent, UnknownReason } from './outcome';
import { AnswerTooLarge } from './read-body';
import { ConnectFailure } from './connect-failure';

/** How a call ended without an answer: provably not sent, or lost on the way. */
export type NoAnswer = NotSent | { kind: 'lost'; reason: UnknownReason };

/** Both phases of one call. */
export interface CallTimeouts {
  /** Until the request has a verified connection. */
  connectTimeoutMs: number;
  /** From then until the last byte of the answer. */
  answerTimeoutMs: number;
}

/**
 * Follows one request over the wire. The one fact that counts is whether the request was ever given a connection: before
 * that moment nothing of it can have left, after it everything may have (R3).
 */
export class CallWatch {
  readonly #abort = new AbortController();
  readonly #answerTimeoutMs: number;
  #timer: NodeJS.Timeout;
  #sent = false;
  #timedOut = false;
  #wireError: Error | undefined;

  constructor(timeouts: CallTimeouts) {
    this.#answerTimeoutMs = timeouts.answerTimeoutMs;
    this.#timer = this.#startTimer(timeouts.connectTimeoutMs);
  }

  /** Ends the call when a phase takes too long. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** What axios calls instead of `https`: the same request, watched. */
  readonly transport = {
    request: (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest => {
      const request = httpsRequest(options, onAnswer);
      // Emitted before the first byte is flushed, and only with the connection that our agent verified.
      request.once('socket', () => {
        this.#onConnection();
      });
      request.on('error', (error) => {
        this.#wireError ??= error;
      });
      return request;
    },
  };

  /** Stops the timer; to be called once, however the call ended. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Says how a failed call ended. Takes what axios threw, and lets nothing of it out but the label. */
  explain(thrown: unknown): NoAnswer {
    if (!this.#sent) return { kind: 'not_sent', reason: this.#connectReason() };
    return { kind: 'lost', reason: this.#timedOut ? 'answer_timeout' : lossReason(thrown, this.#wireError) };
  }

  #onConnection(): void {
    this.#sent = true;
    clearTimeout(this.#timer);
    this.#timer = this.#startTimer(this.#answerTimeoutMs);
  }

  #startTimer(timeoutMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timedOut = true;
      this.#abort.abort();
    }, timeoutMs);
  }

  #connectReason(): NotSent['reason'] {
    if (this.#timedOut) return 'connect_timeout';
    return this.#wireError instanceof ConnectFailure ? this.#wireError.reason : 'unreachable';
  }
}

/** Only the label comes from the code of an error; that the answer is lost does not depend on it. */
function lossReason(thrown: unknown, wireError: Error | undefined): UnknownReason {
  if (thrown instanceof AnswerTooLarge) return 'answer_too_large';
  return isUnreadable(thrown) || isUnreadable(wireError) ? 'unreadable_answer' : 'connection_lost';
}

/** HPE_: not HTTP. Z_ and ERR_: a body that does not unpack. */
function isUnreadable(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && /^(HPE_|Z_|ERR__ERROR_|ERR_PADDING)/.test(code);
}
