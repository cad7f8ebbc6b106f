import { limits } from '../limits';
import type { RouteName } from '../routes/route-table';
import type { Instant } from '../time/calendar';
import type { FaultKind } from '../wire/faults';

/** One request that reached the gateway side. No body and no header value is ever kept. */
export interface RequestLogEntry {
  /** Position in the log, from 1. */
  sequence: number;
  /** When it arrived, on the sandbox's clock. */
  at: Instant;
  /** 'unknown' where no endpoint fits. */
  route: RouteName | 'unknown';
  method: string;
  /** The path with ids shortened to first six … last four, without the query. */
  path: string;
  /** The order that the request is about, where the sandbox can tell and the id cannot be taken for a card number. */
  orderId?: string;
  /** The fault that was applied to it. */
  fault?: FaultKind;
  /** The HTTP status sent; 'dropped' when the client got no whole answer; 'open' while it is under way. */
  status: number | 'dropped' | 'open';
  /** Was something done: created, charged, confirmed, undone, activated? A refusal and a query do nothing. */
  executed: boolean;
  /** Which TCP connection it came in on, from 1. */
  connection: number;
}

/** Which entries to list; every field given must match. */
export interface RequestFilter {
  route?: RouteName;
  orderId?: string;
  fault?: FaultKind;
}

/** TCP connections that reached the gateway side since the start or the last reset. */
export interface ConnectionCounters {
  /** TCP connections accepted. */
  accepted: number;
  /** Of these, the ones that completed a TLS handshake. */
  secured: number;
  /** Open right now. */
  open: number;
}

function shortId(id: string): string {
  return id.length <= 12 ? id : `${id.slice(0, 6)}…${id.slice(-4)}`;
}

/** A path as the log keeps it: ids shortened to first six … last four, and the whole bounded. */
export function shownPath(pathname: string): string {
  return pathname.split('/').map(shortId).join('/').slice(0, limits.loggedPathCharacters);
}

/** The requests that reached the server; bounded, the oldest go first. */
export class RequestLog {
  private entries: RequestLogEntry[] = [];
  private count = 0;

  /** Opens an entry, which the server completes as the request proceeds. */
  begin(request: { at: Instant; method: string; path: string; connection: number }): RequestLogEntry {
    this.count += 1;
    const entry: RequestLogEntry = {
      sequence: this.count,
      ...request,
      route: 'unknown',
      status: 'open',
      executed: false,
    };
    this.entries.push(entry);
    if (this.entries.length > limits.requestLogEntries) this.entries.shift();
    return entry;
  }

  /** The entry that was opened last. */
  get last(): RequestLogEntry | undefined {
    return this.entries.at(-1);
  }

  list(filter: RequestFilter = {}): RequestLogEntry[] {
    const { route, orderId, fault } = filter;
    return this.entries.filter(
      (entry) =>
        (route === undefined || entry.route === route) &&
        (orderId === undefined || entry.orderId === orderId) &&
        (fault === undefined || entry.fault === fault),
    );
  }

  clear(): void {
    this.entries = [];
    this.count = 0;
  }
}
