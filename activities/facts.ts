import type { ScheduleEdit } from '../carat/answers';
import { noonOf } from '../carat/gateway-date';
import { MASK, maskCardNumbers } from '../carat/mask-numbers';
import type { Payment } from '../carat/payment';
import type { Schedule } from '../carat/schedule';
import { findCardNumber, holdsCardNumber } from '../domain/card-number';
import { definedOnly } from '../domain/defined-only';
import type { IsoDate } from '../domain/calendar';
import type { GatewayFacts, PaymentFacts, RefundFacts, ScheduleFacts } from '../domain/gateway/answers';
import { LIMITS } from './limits';

/** What an answer of the gateway carries, as far as the client could read it. */
export interface CaratAnswer {
  payment?: Payment | undefined;
  schedule?: Schedule | undefined;
  transactions?: Payment[] | undefined;
  schedules?: Schedule[] | undefined;
  edit?: ScheduleEdit | undefined;
  cancellation?: Payment | undefined;
}

/** Reduces an answer to what a subscription remembers; the rest never enters a history. */
export function factsOf(answer: CaratAnswer): GatewayFacts {
  const { payment, schedule, transactions, schedules, edit, cancellation } = answer;
  return {
    ...(payment === undefined ? {} : { payment: paymentFacts(payment) }),
    ...(schedule === undefined ? {} : { schedule: scheduleFacts(schedule) }),
    ...(transactions === undefined ? {} : { payments: transactions.map(paymentFacts) }),
    ...(schedules === undefined ? {} : { schedules: schedules.map(scheduleFacts) }),
    ...(edit === undefined ? {} : { edit: { status: edit.status } }),
    ...(cancellation === undefined ? {} : { refund: refundFacts(cancellation) }),
  };
}

/** A cancellation is told as a payment is. What it takes back has a number of its own, so its own number says nothing. */
function refundFacts(cancellation: Payment): RefundFacts {
  const { orderId: _order, usn: _usn, ...facts } = paymentFacts(cancellation);
  return facts;
}

function paymentFacts(payment: Payment): PaymentFacts {
  return {
    nit: payment.nit,
    status: payment.status,
    ...definedOnly({
      orderId: payment.orderId,
      amountCents: payment.amountCents,
      amountUnreadable: payment.amountUnreadable,
      authorizerCode: safeCode(payment.authorizerCode),
      authorizerMessage: safe(payment.authorizerMessage),
      usn: payment.esitefUsn,
      isOtherType: isOtherType(payment),
    }),
    ...momentOf(payment),
  };
}

const isOtherType = ({ type }: Payment): true | undefined =>
  type === undefined || type.toUpperCase() === 'P' ? undefined : true;

/** Who authorises has a clock of its own: it may be so far behind the gateway's, milliseconds. */
const AUTHORIZER_BEHIND_MS = 2 * 86_400_000;

/** When it was executed. What is older than the payment itself is no moment of it: the gateway's own dates say more. */
function momentOf(payment: Payment): Pick<PaymentFacts, 'at' | 'dayOnly' | 'createdAt'> {
  const { authorizerDate, paymentDate, creationDate } = payment;
  const begunMs = Date.parse(creationDate ?? paymentDate ?? '');
  const isOlder = (moment: string): boolean => Date.parse(moment) < begunMs - AUTHORIZER_BEHIND_MS;
  const at =
    [authorizerDate, paymentDate].find((moment) => moment !== undefined && !isOlder(moment)) ?? creationDate;
  if (at !== undefined)
    return creationDate === undefined || creationDate === at ? { at } : { at, createdAt: creationDate };
  return payment.day === undefined ? {} : someTimeOn(payment.day);
}

/** The moment of a charge of which only the day is known. */
export const someTimeOn = (day: IsoDate): Required<Pick<PaymentFacts, 'at' | 'dayOnly'>> => ({
  at: noonOf(day),
  dayOnly: true,
});

function scheduleFacts(schedule: Schedule): ScheduleFacts {
  return {
    sid: schedule.sid,
    status: schedule.status,
    ...definedOnly({
      initialDate: schedule.initialDate,
      nextDate: schedule.nextDate,
      nextDateUnreadable: schedule.nextDateUnreadable,
      currentTimes: schedule.currentTimes,
      numberOfTimes: schedule.numberOfTimes,
      amountCents: schedule.amountCents,
      amountUnreadable: schedule.amountUnreadable,
      installments: schedule.installments,
      installmentType: schedule.installmentType,
    }),
    nits: schedule.nits,
  };
}

/** Card numbers that one text may hold, and still be told. */
const CARD_NUMBERS_MASKED = 5;

/** The issuer's code comes from outside, too. It has few characters, some with words behind them; what is longer is a text, and is cut. */
export const safeCode = (code: string | undefined): string | undefined =>
  safe(code)?.slice(0, LIMITS.codeCharsMax);

/** Texts come from outside: what reads as a card number stays there, whoever wrote it and however it is spelled (R7). */
export function safe(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  let clean = maskCardNumbers(text);
  for (let found = 0; found < CARD_NUMBERS_MASKED; found += 1) {
    const place = findCardNumber(clean);
    if (place === undefined) return clean;
    const start = place.position - 1;
    clean = clean.slice(0, start) + MASK + clean.slice(start + place.length);
  }
  // A text of card numbers says nothing else.
  return holdsCardNumber(clean) ? MASK : clean;
}
