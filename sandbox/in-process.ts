import type { SandboxControl } from './control';
import { LocalControl } from './control-local';
import { EpochEndedError, type Wait } from './epoch';
import { limits } from './limits';
import type { PostFunction } from './posting/post';
import { matchRoute } from './routes/route-table';
import { SandboxError } from './sandbox-error';
import type { SandboxSettings } from './settings';
import { defaultMerchants, type SandboxMerchant } from './state/merchants';
import { RequestLog, type ConnectionCounters, type RequestLogEntry } from './state/request-log';
import { Agenda } from './time/agenda';
import { FaultBook } from './wire/fault-book';
import { serveWithFault } from './wire/fault-wire';
import type { FaultRule } from './wire/faults';
import type { GatewaySide } from './wire/gateway-side';
import { beginEntry, exchangeOf, faultFor } from './wire/incoming';
import type { Reply } from './wire/reply';
import { World } from './world';

/** A request as an HTTP server hands it on: parsed, its body complete. */
export interface ParsedRequest {
  method: string;
  /** The whole path, `/e-sitef/api/v1/...`. */
  path: string;
  /** The query without `?`; '' where there is none. */
  query: string;
  /** By lower-case names. */
  headers: Record<string, string>;
  body: Buffer;
}

/** What the client reads, or how its connection ends instead. */
export type LocalAnswer =
  | {
      kind: 'answered';
      httpStatus: number;
      contentType: string;
      text: string;
      /** The header `Retry-After`, where there is one. */
      retryAfterSeconds?: number;
    }
  /** The connection is reset, or closed, without an answer. */
  | { kind: 'reset' }
  | { kind: 'dropped' }
  /** No connection comes about: a fault rule refuses them. */
  | { kind: 'refused' };

/** How to make a sandbox that is called in its own process. */
export interface InProcessOptions {
  settings?: Partial<SandboxSettings>;
  /** @default as for a sandbox that is started */
  merchants?: readonly SandboxMerchant[];
  /** What the clock starts at. */
  now: Date;
  /** Seed of ids and of faults by probability. */
  seed: number;
  /** How time passes for held requests and long authorisations. @default in real time */
  wait?: Wait;
  /** How the gateway's own posts reach their store. @default over HTTPS */
  post?: PostFunction;
}

/**
 * The simulated gateway without sockets and certificates: the same routes, agenda, ledger, faults and request log. Time is the
 * caller's: `agenda.advanceTo` moves it, and `wait` is how it passes.
 */
export class InProcessSandbox implements GatewaySide {
  readonly world: World;
  readonly agenda: Agenda;
  readonly faults: FaultBook;
  readonly log = new RequestLog();
  readonly control: SandboxControl;
  private refusing = false;
  private accepted = 0;

  constructor({ settings = {}, merchants = defaultMerchants, now, seed, wait, post }: InProcessOptions) {
    this.world = new World({
      now: () => now,
      seed,
      merchants,
      settings,
      ...(wait !== undefined && { wait }),
      ...(post !== undefined && { post }),
    });
    this.agenda = new Agenda(this.world);
    // As in a sandbox that is started: arming a fault does not change the ids of a seeded run.
    this.faults = new FaultBook(seed ^ 0x5eed);
    const { world, agenda, faults, log } = this;
    this.control = new LocalControl({ world, agenda, faults, log, gateway: this });
  }

  /** Serves one request as the HTTPS server does; `fault` goes before the armed ones. A defect of the sandbox rejects. */
  answer(request: ParsedRequest, fault?: FaultRule): Promise<LocalAnswer> {
    this.agenda.catchUp();
    if (this.refusing) return Promise.resolve({ kind: 'refused' });
    this.accepted += 1;
    if (request.body.length > limits.requestBodyBytes) return Promise.resolve(TOO_LARGE);
    const { method, headers, body } = request;
    const url = urlOf(request);
    const match = matchRoute(method, url);
    const entry = beginEntry(this, { method, url, match, connection: this.accepted });
    const call = { match, headers, body: body.toString('utf8'), epoch: this.world.epoch };
    return new Promise((resolve, reject) => {
      const reply = new LocalReply(entry, resolve);
      const exchange = exchangeOf(this, { call, entry, reply });
      serveWithFault(exchange, fault ?? faultFor(this.faults, exchange)).catch((error: unknown) => {
        if (error instanceof EpochEndedError) reply.drop();
        else reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  refuseConnections(): Promise<void> {
    this.refusing = true;
    return Promise.resolve();
  }

  acceptConnections(): Promise<void> {
    this.refusing = false;
    return Promise.resolve();
  }

  /** Without sockets there is no certificate. */
  showCertificate(which: 'own' | 'untrusted'): Promise<void> {
    return which === 'own'
      ? Promise.resolve()
      : Promise.reject(new SandboxError('sandbox_invalid_fault', 'kind: untrusted_certificate needs HTTPS'));
  }

  /** Every request comes on a connection of its own, which is closed after it. */
  counters(): ConnectionCounters {
    return { accepted: this.accepted, secured: this.accepted, open: 0 };
  }

  reset(): void {
    this.accepted = 0;
  }
}

const TOO_LARGE: LocalAnswer = { kind: 'answered', httpStatus: 413, contentType: '', text: '' };

const urlOf = ({ path, query }: ParsedRequest): URL =>
  new URL(query === '' ? path : `${path}?${query}`, 'https://localhost');

/** A reply that becomes the answer; the first of its endings counts, as on a socket. */
class LocalReply implements Reply {
  private readonly entry: RequestLogEntry;
  private readonly resolve: (answer: LocalAnswer) => void;

  constructor(entry: RequestLogEntry, resolve: (answer: LocalAnswer) => void) {
    this.entry = entry;
    this.resolve = resolve;
  }

  send(httpStatus: number, contentType: string, text: string, retryAfterSeconds?: number): void {
    const wish = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    this.end(httpStatus, { kind: 'answered', httpStatus, contentType, text, ...wish });
  }

  reset(): void {
    this.end('dropped', { kind: 'reset' });
  }

  drop(): void {
    this.end('dropped', { kind: 'dropped' });
  }

  private end(status: RequestLogEntry['status'], answer: LocalAnswer): void {
    if (this.entry.status !== 'open') return;
    this.entry.status = status;
    this.resolve(answer);
  }
}
