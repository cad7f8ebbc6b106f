import {
  GATEWAY_ZONE,
  instantOf,
  isShortenedBySome,
  MONTH_END_SLACK_DAYS,
  shifted,
  type IsoDate,
  type IsoInstant,
} from '../calendar';
import type { ComingCharge } from '../edits/coming-charges';
import type { SubscriptionOrder } from '../subscription/order';
import { chargedTwiceAtOnce, firstJobMs } from './first-charges';

/** Charges that a preview tells. */
const CHARGES_SHOWN = 3;

/** What a start would charge, and when, by the rules that would follow it. */
export interface StartPreview {
  /** The payment now. */
  now?: { amountCents: number; installments: number; confirmWithinMinutes?: number };
  /** The next scheduled charges, three at most. */
  nextCharges: ComingCharge[];
  /** When the gateway makes the first of them: the start of its daily job. */
  firstChargeAt: IsoInstant;
  /** Date of the last one; absent where it is open-ended. */
  lastDate?: IsoDate;
  /**
   * What all of it comes to; absent where it is open-ended. With a payment now it is the most: whether the gateway counts that one among
   * the scheduled ones is not documented (docs/gateway.md §13).
   */
  total?: { charges: number; amountCents: number; isMost?: true };
  /** IANA zone of all dates. */
  zone: string;
  /** The calls of the gateway that it takes, in order. */
  gatewayCalls: ('createTransaction' | 'payTransaction' | 'activateSchedule' | 'confirmPayment')[];
  /** The payment now and the first scheduled charge fall together, in words. */
  chargedTwiceAtOnce?: string;
  /** How far the gateway's dates may lie from these in months without such a day, days (docs/gateway.md §6). */
  datesMayVaryByDays?: number;
}

/** What the preview needs of an order beside the rules. */
export type PreviewedOrder = Pick<SubscriptionOrder, 'entry' | 'schedule' | 'lateConfirmation'> & {
  payment?: { amountCents: number; installments: number } | undefined;
};

/** Tells what a start would charge. Nothing is sent. */
export function previewOpening(order: PreviewedOrder, nowMs: number): StartPreview {
  const { schedule } = order;
  const { firstDate, numberOfTimes } = schedule;
  const twice = chargedTwiceAtOnce(order, nowMs);
  return {
    ...(order.payment === undefined ? {} : { now: paymentOf(order.payment, order) }),
    nextCharges: Array.from(
      { length: Math.min(numberOfTimes ?? CHARGES_SHOWN, CHARGES_SHOWN) },
      (_, cycle) => ({
        date: dateOf(schedule, cycle),
        amountCents: schedule.amountCents,
      }),
    ),
    firstChargeAt: instantOf(firstJobMs(firstDate, nowMs)),
    ...(numberOfTimes === undefined ? {} : { lastDate: dateOf(schedule, numberOfTimes - 1) }),
    ...(numberOfTimes === undefined ? {} : { total: totalOf(order, numberOfTimes) }),
    zone: GATEWAY_ZONE,
    gatewayCalls: callsOf(order),
    ...(twice === undefined ? {} : { chargedTwiceAtOnce: twice }),
    ...(isShortenedBySome(firstDate) ? { datesMayVaryByDays: MONTH_END_SLACK_DAYS } : {}),
  };
}

const dateOf = ({ firstDate, intervalMonths }: SubscriptionOrder['schedule'], cycle: number): IsoDate =>
  shifted(firstDate, cycle * intervalMonths, 0);

function paymentOf(
  payment: { amountCents: number; installments: number },
  { lateConfirmation }: PreviewedOrder,
): NonNullable<StartPreview['now']> {
  const { amountCents, installments } = payment;
  return lateConfirmation === undefined
    ? { amountCents, installments }
    : { amountCents, installments, confirmWithinMinutes: lateConfirmation.confirmWithinMinutes };
}

function totalOf({ schedule, payment }: PreviewedOrder, times: number): NonNullable<StartPreview['total']> {
  const scheduled = times * schedule.amountCents;
  return payment === undefined
    ? { charges: times, amountCents: scheduled }
    : { charges: times + 1, amountCents: scheduled + payment.amountCents, isMost: true };
}

function callsOf({ entry, lateConfirmation }: PreviewedOrder): StartPreview['gatewayCalls'] {
  if (entry !== 'pay_now') return ['createTransaction', 'activateSchedule'];
  const paid = ['createTransaction', 'payTransaction'] as const;
  return lateConfirmation === undefined ? [...paid] : [...paid, 'confirmPayment'];
}
