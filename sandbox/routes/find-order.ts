import { success, type GatewayAnswer, type WireObject } from '../answers/answers';
import { GatewayRefusal } from '../answers/codes';
import { paymentJson } from '../answers/payment-json';
import { scheduleJson } from '../answers/schedule-json';
import type { TransactionRecord } from '../state/transactions';
import type { GatewayRequest } from './request';

/** Elements on a page; the number is UNKNOWN (docs/gateway.md §5.6). */
const PAGE = 10;

/**
 * GET /v2/transactions?order_id: what the store has of an order, newest first, in pages (docs/gateway.md §5.6). Only stores for which it is
 * enabled have it.
 */
export function findOrder({ world, merchant, query }: GatewayRequest): GatewayAnswer {
  const { settings } = world;
  if (!settings.orderQueryEnabled) throw new GatewayRefusal('106', 403);
  const orderId = query.get('order_id') ?? '';
  if (orderId === '') throw new GatewayRefusal('150', 400, 'order_id');
  const isOfOrder = (one: { merchantId: string; orderId: string }): boolean =>
    one.merchantId === merchant.id && one.orderId === orderId;
  const payments = [...world.transactions.all()].filter(isOfOrder).map((one) => elementOf(world, one));
  const schedules =
    settings.orderQueryTells === 'payments'
      ? []
      : [...world.schedules.all()]
          .filter((schedule) => isOfOrder(schedule) && schedule.paymentNit === undefined)
          .map((schedule) => element({ schedule: scheduleJson(world, schedule) }));
  const all = [...schedules, ...payments.reverse()];
  if (all.length === 0 && settings.orderNotFoundAnswer === 'not_found') throw new GatewayRefusal('82', 404);
  const found = { current_page: '1', total_pages: String(Math.max(1, Math.ceil(all.length / PAGE))) };
  return success(
    { ...found, count: String(all.length), transactions: all.slice(0, PAGE) },
    { executed: false },
  );
}

function elementOf(world: GatewayRequest['world'], transaction: TransactionRecord): WireObject {
  const schedule = transaction.sid === undefined ? undefined : world.schedules.find(transaction.sid);
  const tellsSchedule = world.settings.orderQueryTells === 'schedules_too' && schedule !== undefined;
  const payment = paymentJson(world, transaction);
  return element(tellsSchedule ? { payment, schedule: scheduleJson(world, schedule) } : { payment });
}

/** Each element is an answer of its own. */
const element = (objects: WireObject): WireObject => success(objects, { executed: false }).body;
