import { z } from 'zod';
import type { Payment } from './payment';
import { readPayment } from './read-payment';
import { readSchedule } from './read-schedule';
import type { Envelope } from './read-envelope';
import { isAbsent, isSameId, valueOf, withoutUndefined, type Reading } from './reading';
import { decidingId, decidingStatus, detailId } from './scalars';
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

/** Answer to a transaction query: at least one of them. `cancellation` where the NIT is that of a cancellation. */
export interface TransactionAnswer {
  payment?: Payment;
  schedule?: Schedule;
  cancellation?: Payment;
}

/** Answer to a begin: nothing but its success. What was begun comes to the Authenticity URL (docs/gateway.md §7, §8). */
export type Begun = Record<string, never>;

/** What became of one edit. */
export interface ScheduleEdit {
  /** NOV, CON, EXP (docs/gateway.md §9), or whatever the gateway wrote. */
  status: string;
}

/**
 * Answer to an edit. `schedule` is there when the answer names its SID and the list of its executions cannot be missed: the
 * documented answer has neither (docs/gateway.md §7).
 */
export interface EditAnswer {
  edit: ScheduleEdit;
  schedule?: Schedule;
}

/** Answer to a refund. */
export interface CancellationAnswer {
  /** With the NIT of the cancellation; `amountCents` is what was given back. */
  cancellation: Payment;
}

/** An element of a listing that could not be read; its order when that much was readable. */
export interface UnreadableElement {
  orderId?: string;
}

/** Answer to a listing. */
export interface TransactionList {
  transactions: Payment[];
  unreadable: UnreadableElement[];
  /** There are more pages of it, which were not asked for. */
  isPart?: true;
}

/** A schedule beside a transaction of an order, with that order where it is told. */
export type ScheduleOfOrder = Schedule & { orderId?: string };

/** Answer to a query by order. */
export interface OrderList {
  transactions: Payment[];
  /** Where elements tell them; the documents show payments only. */
  schedules: ScheduleOfOrder[];
  /** False when an element could not be read, or there are more pages: then nothing follows from what is missing. */
  isWhole: boolean;
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

/** Reads a begin. It has no object: a success says all, and every other code stands for itself. */
export function readBegun({ code }: Envelope): Reading<Begun> {
  return code === '0' ? { value: {} } : { problem: 'absent' };
}

/** Reads an edit. Its `schedule_edit` decides; an answer about another SEID or SID is not used. */
export function readEdit(
  envelope: Envelope,
  asked: { seid: string; sid?: string | undefined },
): Reading<EditAnswer> {
  const edit = readScheduleEdit(envelope.scheduleEdit, asked.seid);
  if ('problem' in edit) return edit;
  const schedule = valueOf(readSchedule(envelope.schedule));
  if (schedule === undefined) return { value: { edit: edit.value } };
  if (asked.sid !== undefined && !isSameId(schedule.sid, asked.sid))
    return { problem: 'answer_for_other_id' };
  // Without the list of executions it would read as a schedule that was never executed.
  const isWhole = schedule.nits.length > 0 || schedule.currentTimes === 0;
  return { value: isWhole ? { edit: edit.value, schedule } : { edit: edit.value } };
}

/** Reads the answer about one cancellation. */
export function readCancellation(envelope: Envelope, nit: string): Reading<CancellationAnswer> {
  const cancellation = readPayment(envelope.cancellation, nit);
  return 'problem' in cancellation ? cancellation : { value: { cancellation: cancellation.value } };
}

/**
 * Reads a transaction query. A payment or a cancellation that is there must be readable; with neither, the schedule must be. Beside
 * the cancellation of the NIT a payment has a NIT of its own.
 */
export function readTransaction(envelope: Envelope, nit: string): Reading<TransactionAnswer> {
  const payment = readPayment(envelope.payment, nit);
  // Beside the payment that was asked for, a cancellation is another transaction.
  const isOfPayment = valueOf(readPayment(envelope.payment)) !== undefined && !('problem' in payment);
  if (!isAbsent(envelope.cancellation) && !isOfPayment) return readCancellation(envelope, nit);
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
  const list: TransactionList = {
    transactions: [],
    unreadable: [],
    ...(hasOnePage(envelope) ? {} : { isPart: true }),
  };
  for (const element of transactions.map(unwrap)) {
    const reading = readPayment(element);
    if ('value' in reading) list.transactions.push(reading.value);
    else list.unreadable.push(withoutUndefined({ orderId: orderIdOf(element) }));
  }
  return { value: list };
}

/** Reads the answer about one order: elements wrap a payment, a schedule or both; it comes in pages (docs/gateway.md §5.6). */
export function readOrderList(envelope: Envelope): Reading<OrderList> {
  const reading = readTransactionList(envelope);
  if ('problem' in reading) return reading;
  const { transactions } = envelope;
  const elements: unknown[] = Array.isArray(transactions) ? transactions : [];
  const schedules = elements.flatMap(schedulesIn);
  const alone = elements.filter(
    (element) => isAbsent(fieldOf(element, 'payment')) && schedulesIn(element).length > 0,
  );
  const unread = reading.value.unreadable.length - alone.length;
  const isWhole = unread === 0 && hasOnePage(envelope);
  return { value: { transactions: reading.value.transactions, schedules, isWhole } };
}

function hasOnePage({ totalPages }: Envelope): boolean {
  const pages = detailId.parse(totalPages);
  return pages === undefined || Number(pages) <= 1;
}

function schedulesIn(element: unknown): ScheduleOfOrder[] {
  const json = fieldOf(element, 'schedule');
  const schedule = valueOf(readSchedule(json));
  return schedule === undefined ? [] : [withoutUndefined({ ...schedule, orderId: orderIdOf(json) })];
}

const fieldOf = (element: unknown, name: string): unknown =>
  typeof element === 'object' && element !== null ? (element as Record<string, unknown>)[name] : undefined;

const scheduleEditSchema = z.object({ status: decidingStatus, seid: decidingId });

function readScheduleEdit(json: unknown, askedSeid: string): Reading<ScheduleEdit> {
  if (isAbsent(json)) return { problem: 'absent' };
  const { success, data } = scheduleEditSchema.safeParse(json);
  if (!success) return { problem: 'unreadable_answer' };
  if (data.seid !== undefined && !isSameId(data.seid, askedSeid)) return { problem: 'answer_for_other_id' };
  return { value: { status: data.status } };
}

function orderIdOf(element: unknown): string | undefined {
  const isObject = typeof element === 'object' && element !== null;
  return isObject && 'order_id' in element ? detailId.parse(element.order_id) : undefined;
}

function unwrap(element: unknown): unknown {
  const wraps = typeof element === 'object' && element !== null && 'payment' in element;
  return wraps ? element.payment : element;
}
