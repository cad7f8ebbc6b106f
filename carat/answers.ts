import type { Payment } from './payment';
import { readPayment } from './read-payment';
import { readSchedule } from './read-schedule';
import type { Envelope } from './read-envelope';
import { valueOf, withoutUndefined, type Reading } from './reading';
import { detailId } from './scalars';
import type { Schedule } from './schedule';

/** Answer to a creation: what was asked for, `payment` with its NIT, `schedule` with its SID, or both. */
export interface CreatedTransaction {
  payment?: Payment;
  schedule?: Schedule;
}

/**
 * Answer to pay, confirm and undo. `schedule` is there when the gateway sent one that names its SID; its absence says
 * nothing (the body of a payment with schedule is not documented, docs/gateway.md §2).
 */
export interface PaymentAnswer {
  payment: Payment;
  schedule?: Schedule;
}

/** Answer to an activation or a schedule query. `payment` as the schedule of {@link PaymentAnswer}. */
export interface ScheduleAnswer {
  schedule: Schedule;
  payment?: Payment;
}

/** Answer to a transaction query: at least one of both. */
export interface TransactionAnswer {
  payment?: Payment;
  schedule?: Schedule;
}

/** An element of a listing that could not be read; its order when that much was readable. */
export interface UnreadableElement {
  orderId?: string;
}

/** Answer to a listing. */
export interface TransactionList {
  transactions: Payment[];
  unreadable: UnreadableElement[];
}

/** Reads a creation; everything that was asked for must be there with its id. */
export function readCreated(
  envelope: Envelope,
  asked: { payment: boolean; schedule: boolean },
): Reading<CreatedTransaction> {
  const payment = readPayment(envelope.payment);
  const schedule = readSchedule(envelope.schedule);
  if (asked.payment && 'problem' in payment) return payment;
  if (asked.schedule && 'problem' in schedule) return schedule;
  return { value: withoutUndefined({ payment: valueOf(payment), schedule: valueOf(schedule) }) };
}

/** Reads the answer about one NIT, with the schedule beside it when it is readable. */
export function readPaymentAnswer(envelope: Envelope, nit: string): Reading<PaymentAnswer> {
  const payment = readPayment(envelope.payment, nit);
  if ('problem' in payment) return payment;
  const schedule = valueOf(readSchedule(envelope.schedule));
  return { value: withoutUndefined({ payment: payment.value, schedule }) };
}

/** Reads the answer about one SID, with the payment beside it when it is readable. */
export function readScheduleAnswer(envelope: Envelope, sid: string): Reading<ScheduleAnswer> {
  const schedule = readSchedule(envelope.schedule, sid);
  if ('problem' in schedule) return schedule;
  const payment = valueOf(readPayment(envelope.payment));
  return { value: withoutUndefined({ schedule: schedule.value, payment }) };
}

/** Reads a transaction query. A payment that is there must be readable; with no payment, the schedule must be. */
export function readTransaction(envelope: Envelope, nit: string): Reading<TransactionAnswer> {
  const payment = readPayment(envelope.payment, nit);
  const schedule = readSchedule(envelope.schedule);
  if ('problem' in payment && (payment.problem !== 'absent' || 'problem' in schedule)) return payment;
  return { value: withoutUndefined({ payment: valueOf(payment), schedule: valueOf(schedule) }) };
}

/**
 * Reads a listing: elements are flat, some wrap the payment in `payment` (docs/gateway.md §5.4). Elements that cannot be read
 * are counted out, so that the caller decides whether one of them can be his; a list that is not there is unreadable.
 */
export function readTransactionList(envelope: Envelope): Reading<TransactionList> {
  const { transactions } = envelope;
  if (transactions === null || transactions === '') return { value: { transactions: [], unreadable: [] } };
  if (!Array.isArray(transactions)) return { problem: 'unreadable_answer' };
  const list: TransactionList = { transactions: [], unreadable: [] };
  for (const element of transactions.map(unwrap)) {
    const reading = readPayment(element);
    if ('value' in reading) list.transactions.push(reading.value);
    else list.unreadable.push(withoutUndefined({ orderId: orderIdOf(element) }));
  }
  return { value: list };
}

function orderIdOf(element: unknown): string | undefined {
  const isObject = typeof element === 'object' && element !== null;
  return isObject && 'order_id' in element ? detailId.parse(element.order_id) : undefined;
}

function unwrap(element: unknown): unknown {
  const wraps = typeof element === 'object' && element !== null && 'payment' in element;
  return wraps ? element.payment : element;
}
