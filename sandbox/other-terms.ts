import type { WireObject } from './answers/answers';
import type { PaymentTerms, ScheduleTerms } from './routes/create-fields';
import type { RouteName } from './routes/route-table';
import type { ScheduleRecord } from './state/schedules';
import { dayOfMonth, formatWireDate, type CalendarDate } from './time/calendar';

/** Terms that the gateway works with, or tells, instead of those it was given. */
export interface OtherTerms {
  /** Of each charge of the schedule. */
  amountCents?: number;
  /** Of the payment. */
  paymentAmountCents?: number;
  /** null: without end. */
  numberOfTimes?: number | null;
  intervalMonths?: number;
  /** 'YYYY-MM-DD'. */
  initialDate?: CalendarDate;
}

/** Which terms a call has to do with; the calls that are not here have none. */
export const termsOfRoute: Partial<Record<RouteName, readonly (keyof OtherTerms)[]>> = {
  create: ['amountCents', 'paymentAmountCents', 'numberOfTimes', 'intervalMonths', 'initialDate'],
  activate: ['amountCents', 'numberOfTimes', 'intervalMonths', 'initialDate'],
  pay: ['paymentAmountCents'],
  get_transaction: ['amountCents', 'paymentAmountCents', 'numberOfTimes', 'initialDate'],
  get_schedule: ['amountCents', 'paymentAmountCents', 'numberOfTimes', 'initialDate'],
  list_transactions: ['paymentAmountCents'],
};

/** The terms of a new payment as the gateway keeps them. */
export function keptPayment(payment: PaymentTerms, { paymentAmountCents }: OtherTerms = {}): PaymentTerms {
  return paymentAmountCents === undefined ? payment : { ...payment, amountCents: paymentAmountCents };
}

/** The terms of a new schedule as the gateway keeps them. */
export function keptSchedule<Terms extends ScheduleTerms>(schedule: Terms, other: OtherTerms = {}): Terms {
  const { paymentAmountCents: _ofThePayment, numberOfTimes, ...terms } = other;
  const kept = { ...schedule, ...terms };
  if (numberOfTimes === null) delete kept.numberOfTimes;
  else if (numberOfTimes !== undefined) kept.numberOfTimes = numberOfTimes;
  return kept;
}

/** Changes a schedule that exists to other terms; its first execution moves with its initial date. */
export function keepOtherTerms(schedule: ScheduleRecord, other: OtherTerms = {}): void {
  const { initialDate } = other;
  if (other.numberOfTimes === null) delete schedule.numberOfTimes;
  Object.assign(schedule, keptSchedule(schedule, other));
  if (initialDate !== undefined)
    Object.assign(schedule, { nextDate: initialDate, anchorDay: dayOfMonth(initialDate) });
}

/** An answer that tells other terms than those that are kept. */
export function tellOtherTerms(body: WireObject, other: OtherTerms): WireObject {
  const payment = other.paymentAmountCents === undefined ? {} : { amount: String(other.paymentAmountCents) };
  const { payment: told, schedule, transactions, ...rest } = body;
  return {
    ...rest,
    ...(isObject(told) && { payment: { ...told, ...payment } }),
    ...(isObject(schedule) && { schedule: toldSchedule(schedule, other) }),
    ...(Array.isArray(transactions) && {
      transactions: transactions.filter(isObject).map((element) => ({ ...element, ...payment })),
    }),
  };
}

function toldSchedule(
  schedule: WireObject,
  { amountCents, numberOfTimes, initialDate }: OtherTerms,
): WireObject {
  const { number_of_times: times, ...rest } = schedule;
  const toldTimes = numberOfTimes === undefined ? times : numberOfTimes?.toString();
  return {
    ...rest,
    ...(toldTimes !== undefined && { number_of_times: toldTimes }),
    ...(amountCents !== undefined && { amount: String(amountCents) }),
    ...(initialDate !== undefined && { initial_date: formatWireDate(initialDate) }),
  };
}

function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
