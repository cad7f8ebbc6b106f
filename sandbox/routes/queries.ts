import { success, type GatewayAnswer } from '../answers/answers';
import { cancellationJson } from '../answers/cancellation-json';
import { GatewayRefusal } from '../answers/codes';
import { listedPaymentJson, paymentJson } from '../answers/payment-json';
import { scheduleJson } from '../answers/schedule-json';
import { addDays, instantAt, parseWireDate, type CalendarDate } from '../time/calendar';
import { cancellationOf, scheduleOf, transactionOf } from './lookup';
import type { GatewayRequest } from './request';

/** GET /v1/transactions/{nit}: both objects where the transaction belongs to a schedule (docs/gateway.md §5.1, §5.3). */
export function getTransaction(request: GatewayRequest): GatewayAnswer {
  const { world } = request;
  if (world.cancellations.find(request.id, world.clock.now()) !== undefined) return getCancellation(request);
  const transaction = transactionOf(request);
  const schedule = transaction.sid === undefined ? undefined : world.schedules.find(transaction.sid);
  const payment = paymentJson(world, transaction);
  const objects = schedule ? { payment, schedule: scheduleJson(world, schedule) } : { payment };
  return success(objects, { executed: false });
}

/** The same query tells a cancellation; in which object is not documented (docs/gateway.md §8). */
function getCancellation(request: GatewayRequest): GatewayAnswer {
  const { world } = request;
  const told = cancellationJson(world, cancellationOf(request));
  return success({ [world.settings.cancellationToldAs]: told }, { executed: false });
}

/** GET /v1/schedules/{sid}: both objects for a payment with schedule (docs/gateway.md §5.1, §5.3). */
export function getSchedule(request: GatewayRequest): GatewayAnswer {
  const { world } = request;
  const schedule = scheduleOf(request);
  const payment =
    schedule.paymentNit === undefined ? undefined : world.transactions.find(schedule.paymentNit);
  const objects = {
    ...(payment && { payment: paymentJson(world, payment) }),
    schedule: scheduleJson(world, schedule),
  };
  return success(objects, { executed: false });
}

function readDate(query: URLSearchParams, name: string): CalendarDate {
  const day = parseWireDate(query.get(name) ?? '');
  if (day === undefined) throw new GatewayRefusal('150', 400, name);
  return day;
}

/** GET /v1/transactions?start_date&end_date: the store's transactions by creation date, flat elements (docs/gateway.md §5.4). */
export function listTransactions({ world, merchant, query }: GatewayRequest): GatewayAnswer {
  const start = readDate(query, 'start_date');
  const end = readDate(query, 'end_date');
  if (end < start) throw new GatewayRefusal('150', 400, 'end_date');
  const [from, until] = [instantAt(start, '00:00'), instantAt(addDays(end, 1), '00:00')];
  const transactions = [...world.transactions.all()]
    .filter(({ merchantId }) => merchantId === merchant.id)
    .filter(({ createdAt }) => createdAt >= from && createdAt < until)
    .map((transaction) => listedPaymentJson(world, transaction));
  return success({ transactions }, { executed: false });
}
