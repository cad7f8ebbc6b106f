import { merchantOf, orderOf, type IncomingCall } from '../routes/gateway';
import { type RouteMatch } from '../routes/route-table';
import { shownPath, type RequestLog, type RequestLogEntry } from '../state/request-log';
import type { Agenda } from '../time/agenda';
import type { World } from '../world';
import type { FaultBook } from './fault-book';
import type { Exchange } from './fault-wire';
import type { FaultRule } from './faults';
import type { Reply } from './reply';

/** What every request is received with, whatever it came over. */
export interface ReceivingParts {
  world: World;
  agenda: Agenda;
  log: RequestLog;
}

/** What is known of a request before its body is read. */
export interface Arrival {
  method: string;
  url: URL;
  match: RouteMatch;
  /** Which connection it came in on, from 1. */
  connection: number;
}

/** Opens the log's entry of a request. */
export function beginEntry({ world, log }: ReceivingParts, arrival: Arrival): RequestLogEntry {
  const { method, url, match, connection } = arrival;
  const entry = log.begin({ at: world.clock.now(), method, path: shownPath(url.pathname), connection });
  if (match.kind === 'route') entry.route = match.route;
  return entry;
}

/** A request that was received as a whole, with what it is about. */
export function exchangeOf(
  { world, agenda }: ReceivingParts,
  received: { call: IncomingCall; entry: RequestLogEntry; reply: Reply },
): Exchange {
  const orderId = orderOf(world, received.call);
  if (orderId !== undefined) received.entry.orderId = orderId;
  return { world, agenda, ...received };
}

/** The armed fault that meets a request, if one does. */
export function faultFor(faults: FaultBook, { call, entry }: Exchange): FaultRule | undefined {
  if (call.match.kind !== 'route') return undefined;
  const { route } = call.match;
  return faults.take({ route, orderId: entry.orderId, merchantId: merchantOf(call) });
}
