import { isOpeningCall, type OpeningCall, type OpeningKind } from '../../../domain/calls/call';
import type { CallOutcome, GatewayFacts, ScheduleFacts } from '../../../domain/gateway/answers';
import { applySend } from '../../../domain/opening/apply-send';
import type { RuleContext, SubscriptionOrder } from '../../../domain/subscription/order';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';

export const SID = 's1';
export const NIT = 'n0';
export const START_MS = Date.parse('2027-01-01T12:00:00.000Z');

/** An order of R$ 49,90 a month from 10 January 2027, and R$ 9,90 now. */
export const orderOf = (changes: Partial<SubscriptionOrder> = {}): SubscriptionOrder => ({
  orderId: 'A0001',
  entry: 'pay_now',
  requestedBy: 'the shop',
  schedule: { amountCents: 4_990, firstDate: '2027-01-10', intervalMonths: 1 },
  payment: { amountCents: 990 },
  options: { statusQueryEveryDays: 35 },
  ...changes,
});

export const at = (instant: string | number, order = orderOf()): RuleContext => ({
  order,
  nowMs: typeof instant === 'number' ? instant : Date.parse(instant),
});

export const scheduleFacts = (changes: Partial<ScheduleFacts> = {}): ScheduleFacts => ({
  sid: SID,
  status: 'ATV',
  nits: [],
  ...changes,
});

export const done = (facts: GatewayFacts): { kind: 'done'; facts: GatewayFacts } => ({ kind: 'done', facts });

/** An answer about the immediate payment. */
export const payment = (status: string, changes: object = {}): { kind: 'done'; facts: GatewayFacts } =>
  done({ payment: { nit: NIT, status, ...changes } });

/** A record whose create has been answered. */
export function created(order = orderOf()): SubscriptionRecord {
  const facts: GatewayFacts = {
    schedule: scheduleFacts({ status: 'NOV' }),
    ...(order.entry === 'pay_now' ? { payment: { nit: NIT, status: 'NOV', amountCents: 990 } } : {}),
  };
  return send(newRecord(order, START_MS), 'create', done(facts), START_MS, order);
}

/** A record whose first payment was captured, or whose schedule was activated. */
export function running(order = orderOf(), facts: Partial<ScheduleFacts> = {}): SubscriptionRecord {
  const schedule = scheduleFacts({ nextDate: order.schedule.firstDate, currentTimes: 0, ...facts });
  return order.entry === 'pay_now'
    ? send(
        created(order),
        'pay',
        done({ payment: { nit: NIT, status: 'CON', amountCents: 990 }, schedule }),
        START_MS,
        order,
      )
    : send(created(order), 'activate', done({ schedule }), START_MS, order);
}

/** A record whose schedule was asked otherwise. */
export const watching = (watch: object, record = running()): SubscriptionRecord => ({
  ...record,
  schedule: { ...record.schedule, ...watch },
});

export const send = (
  record: SubscriptionRecord,
  kind: OpeningKind,
  outcome: CallOutcome,
  instant: string | number,
  order = orderOf(),
): SubscriptionRecord => applySend(record, callOf(record, kind), outcome, at(instant, order));

function callOf(record: SubscriptionRecord, kind: OpeningKind): OpeningCall {
  const call = record.calls.find((open) => open.kind === kind);
  if (call === undefined || !isOpeningCall(call)) throw new Error(`no open call ${kind}`);
  return call;
}
