import { LIMITS } from '../../carat/limits';
import type { Exchange, WireRequest } from '../../carat/transport';
import type { InProcessSandbox, LocalAnswer, ParsedRequest } from '../../sandbox/in-process';
import { matchRoute } from '../../sandbox/routes/route-table';
import type { RequestLogEntry } from '../../sandbox/state/request-log';
import type { Span } from '../temporal/server-clock';
import type { VirtualTime } from '../time/virtual-time';
import type { AttemptId } from './run-attempt';
import { ruleOf, type WireFault } from './wire-faults';

/** How the gateway is away. */
export interface GatewayOutage extends Span {
  id: string;
  /** No connection; a connection and then nothing; a page of something in front of it. */
  how: 'refuses' | 'silent' | 'error_503';
}

/** One request of a life, as the wire saw it. */
export interface WireEntry {
  sequence: number;
  /** When it was put on the wire, and when something came back, ISO 8601. */
  at: string;
  endedAt?: string;
  route: string;
  /** The NIT, SID or SEID in its path, or what is begun: the SID of an edit, the usn of a refund; '' where there is none. */
  subject: string;
  /** What an edit or a refund sets, by its names on the wire; of a card only that it is there. */
  sets?: Record<string, string>;
  /** The how-manieth of its route, from 1. */
  nth: number;
  runId: string;
  attempt: AttemptId;
  fault?: string;
  faultKind?: string;
  /** What the sandbox noted of it; absent when it never got there. */
  request?: RequestLogEntry;
  /** When the gateway was done with it, whether or not anybody still waited, ISO 8601; absent while it may yet be executed. */
  settledAt?: string;
  /** What the client was given; absent when its worker was lost. */
  exchange?: Exchange;
}

export interface WireParts {
  time: VirtualTime;
  sandbox: InProcessSandbox;
  faultOf: (route: string, nth: number) => WireFault | undefined;
  outages: readonly GatewayOutage[];
  loseWorker: (forMs: number) => void;
  /** Whose request it is. */
  attempt: () => { runId: string; attempt: AttemptId };
  latencyMs: () => number;
}

const PATH_PREFIX = '/e-sitef/api';
/** How soon another worker starts when a fault does not say, milliseconds. */
const WORKER_BACK_MS = 30_000;

/**
 * What is between the gateway client and the sandbox in place of TCP and TLS: a request takes a while to get there, an answer to
 * come back, the client waits no longer than it would, and either may meet a fault.
 */
export class Wire {
  readonly log: WireEntry[] = [];
  /** Faults and outages that met a request. */
  readonly met = new Map<string, string>();
  readonly #parts: WireParts;
  readonly #counts = new Map<string, number>();

  constructor(parts: WireParts) {
    this.#parts = parts;
  }

  /** Puts one request on the wire: the exchange function of the gateway client. */
  readonly exchange = async (request: WireRequest): Promise<Exchange> => {
    const entry = this.#begin(request);
    const exchange = await this.#carry(request, entry);
    entry.exchange = exchange;
    entry.endedAt = this.#parts.time.now;
    return exchange;
  };

  #begin({ method, path, body = '' }: WireRequest): WireEntry {
    const match = matchRoute(method, new URL(PATH_PREFIX + path, 'https://localhost'));
    const route = match.kind === 'route' ? match.route : match.kind;
    const subject = subjectOf(match, body);
    const nth = (this.#counts.get(route) ?? 0) + 1;
    this.#counts.set(route, nth);
    const { time } = this.#parts;
    const entry = {
      sequence: this.log.length + 1,
      at: time.now,
      route,
      subject,
      nth,
      ...(route === 'edit' || route === 'refund' ? { sets: fieldsSet(body) } : {}),
      ...this.#parts.attempt(),
    };
    this.log.push(entry);
    return entry;
  }

  async #carry(request: WireRequest, entry: WireEntry): Promise<Exchange> {
    const { time, latencyMs } = this.#parts;
    await time.pause(latencyMs());
    const outage = this.#outage();
    if (outage !== undefined) return this.#meetOutage(outage, entry);
    const fault = this.#parts.faultOf(entry.route, entry.nth);
    if (fault === undefined) return this.#deliver(request, entry);
    this.#note(fault.id, fault.kind, entry);
    return this.#meetFault(fault, request, entry);
  }

  #outage(): GatewayOutage | undefined {
    const { nowMs } = this.#parts.time;
    return this.#parts.outages.find(({ fromMs, toMs }) => nowMs >= fromMs && nowMs < toMs);
  }

  #note(id: string, kind: string, entry: WireEntry): void {
    entry.fault = id;
    entry.faultKind = kind;
    this.met.set(id, kind);
  }

  async #meetOutage({ id, how }: GatewayOutage, entry: WireEntry): Promise<Exchange> {
    this.#note(id, `gateway_away_${how}`, entry);
    if (how === 'refuses') return { kind: 'not_sent', reason: 'connection_refused' };
    return how === 'silent' ? this.#waitInVain() : PAGE_503;
  }

  async #meetFault(fault: WireFault, request: WireRequest, entry: WireEntry): Promise<Exchange> {
    switch (fault.kind) {
      case 'not_sent':
        return this.#notSent(fault);
      case 'worker_lost_before':
        return this.#loseWorker(fault);
      case 'worker_lost_after':
        await this.#deliver(request, entry);
        return this.#loseWorker(fault);
      default:
        return this.#deliver(request, entry, fault);
    }
  }

  async #notSent({ reason = 'connection_refused' }: WireFault): Promise<Exchange> {
    if (reason === 'connect_timeout') await this.#parts.time.pause(LIMITS.connectTimeoutMs);
    return { kind: 'not_sent', reason };
  }

  async #waitInVain(): Promise<Exchange> {
    await this.#parts.time.pause(LIMITS.answerTimeoutMs);
    return { kind: 'lost', reason: 'answer_timeout' };
  }

  #loseWorker({ ms = WORKER_BACK_MS }: WireFault): Promise<never> {
    this.#parts.loseWorker(ms);
    // Of its own: one for all would keep everybody who ever waited for it.
    return new Promise(() => undefined);
  }

  /** Hands a request to the sandbox and waits for its answer as long as the client would. */
  async #deliver(request: WireRequest, entry: WireEntry, fault?: WireFault): Promise<Exchange> {
    const { time, sandbox, latencyMs } = this.#parts;
    sandbox.agenda.advanceTo(time.now);
    const rule = fault === undefined ? undefined : ruleOf(fault);
    const before = sandbox.log.last;
    const answering = sandbox.answer(parsed(request), rule);
    const { last } = sandbox.log;
    if (last !== undefined && last !== before) entry.request = last;
    return this.#await(
      answering.then(async (answer) => {
        entry.settledAt = time.now;
        await time.pause(latencyMs());
        return exchangeOf(answer);
      }),
    );
  }

  /** The client waits for an answer no longer than the vendor's rule says (docs/gateway.md §12). */
  #await(answering: Promise<Exchange>): Promise<Exchange> {
    return new Promise((resolve, reject) => {
      const timeout = this.#parts.time.after(LIMITS.answerTimeoutMs, () => {
        resolve({ kind: 'lost', reason: 'answer_timeout' });
      });
      answering.then((exchange) => {
        timeout.cancel();
        resolve(exchange);
      }, reject);
    });
  }
}

function subjectOf(match: ReturnType<typeof matchRoute>, body: string): string {
  if (match.kind !== 'route') return '';
  switch (match.route) {
    case 'begin_edit':
      return (JSON.parse(body) as { sid: string }).sid;
    case 'begin_refund':
      return (JSON.parse(body) as { esitef_usn: string }).esitef_usn;
    default:
      return match.id;
  }
}

/** Card numbers stay on the wire. */
function fieldsSet(body: string): Record<string, string> {
  const { card, ...fields } = JSON.parse(body) as Record<string, string>;
  return { ...fields, ...(card === undefined ? {} : { card: 'another one' }) };
}

const PAGE_503: Exchange = {
  kind: 'answered',
  httpStatus: 503,
  text: '<html><h1>Service Unavailable</h1></html>',
};

function parsed({ method, path, headers, body = '' }: WireRequest): ParsedRequest {
  const [pathname = '', query = ''] = `${PATH_PREFIX}${path}`.split('?');
  const lowerCase = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return { method, path: pathname, query, headers: lowerCase, body: Buffer.from(body) };
}

function exchangeOf(answer: LocalAnswer): Exchange {
  switch (answer.kind) {
    case 'answered':
      return { kind: 'answered', httpStatus: answer.httpStatus, text: answer.text };
    case 'reset':
    case 'dropped':
      return { kind: 'lost', reason: 'connection_lost' };
    case 'refused':
      return { kind: 'not_sent', reason: 'connection_refused' };
  }
}
