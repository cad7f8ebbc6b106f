import type { IncomingHttpHeaders } from 'node:http';
import { refusal, type GatewayAnswer } from '../answers/answers';
import { GatewayRefusal } from '../answers/codes';
import type { Epoch } from '../epoch';
import { shownOrderId } from '../order-id';
import type { OtherTerms } from '../other-terms';
import type { World } from '../world';
import { activate } from './activate';
import { authenticate } from './authenticate';
import { beginRefund, refundPayment } from './cancellations';
import { create } from './create';
import { beginEdit, edit } from './edits';
import { pay } from './pay';
import { peekOrderId, peekText } from './peek';
import { getSchedule, getTransaction, listTransactions } from './queries';
import { findOrder } from './find-order';
import type { GatewayRequest } from './request';
import type { RouteMatch, RouteName } from './route-table';
import { confirmOrUndo } from './confirm-or-undo';

type Handler = (request: GatewayRequest) => GatewayAnswer | Promise<GatewayAnswer>;

const handlers: Record<RouteName, Handler> = {
  create,
  pay,
  confirm: confirmOrUndo,
  undo: confirmOrUndo,
  activate,
  begin_edit: beginEdit,
  edit,
  begin_refund: beginRefund,
  refund: refundPayment,
  get_transaction: getTransaction,
  get_schedule: getSchedule,
  list_transactions: listTransactions,
  find_order: findOrder,
};

const hasBody: readonly RouteName[] = [
  'create',
  'pay',
  'activate',
  'begin_edit',
  'edit',
  'begin_refund',
  'refund',
];

/** An HTTP request as it came off the wire. */
export interface IncomingCall {
  match: RouteMatch;
  headers: IncomingHttpHeaders;
  body: string;
  /** The time it came in: its end cuts off whatever waits. */
  epoch: Epoch;
  /** A fault: the gateway keeps these terms instead of those that it is given. */
  otherTerms?: OtherTerms;
}

function dispatch(
  world: World,
  { match, headers, ...call }: IncomingCall,
): GatewayAnswer | Promise<GatewayAnswer> {
  // 404 wrong endpoint, 405 wrong method; which codes go with them is not documented (docs/gateway.md §10).
  if (match.kind === 'not_found') throw new GatewayRefusal('137', 404);
  if (match.kind === 'wrong_method') throw new GatewayRefusal('137', 405);
  const merchant = authenticate(world, headers);
  const json = headers['content-type']?.startsWith('application/json') === true;
  if (hasBody.includes(match.route) && !json) throw new GatewayRefusal('150', 400, 'Content-Type');
  return handlers[match.route]({ world, merchant, id: match.id, query: match.query, ...call });
}

/** Lets the gateway process one call; refusals become answers. */
export async function processCall(world: World, call: IncomingCall): Promise<GatewayAnswer> {
  try {
    return await dispatch(world, call);
  } catch (error) {
    if (error instanceof GatewayRefusal) return refusal(error);
    throw error;
  }
}

/** What a call is about, by its id: in the path, or in the body of a begin. */
function subjectOf(world: World, id: string): { orderId: string } | undefined {
  const now = world.clock.now();
  return (
    world.transactions.find(id) ??
    world.schedules.find(id) ??
    world.edits.find(id, now) ??
    world.cancellations.find(id, now) ??
    world.transactions.findByUsn(id)
  );
}

/** The order that a call is about, where it can be told: named in a creation, or that of the id that the call names. */
export function orderOf(world: World, { match, body }: IncomingCall): string | undefined {
  if (match.kind !== 'route') return undefined;
  if (match.route === 'create') return peekOrderId(body);
  if (match.route === 'find_order') return shownOrderId(match.query.get('order_id') ?? '');
  return shownOrderId(subjectOf(world, peekSubject(match, body))?.orderId ?? '');
}

function peekSubject({ route, id }: Extract<RouteMatch, { kind: 'route' }>, body: string): string {
  if (route === 'begin_edit') return peekText(body, 'sid');
  return route === 'begin_refund' ? peekText(body, 'esitef_usn') : id;
}

/** The store that a call says it is from; faults meet it on the wire, before anybody has looked at its key. */
export function merchantOf({ headers }: IncomingCall): string | undefined {
  const { merchant_id: declared } = headers;
  return typeof declared === 'string' ? declared : undefined;
}
