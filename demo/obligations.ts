import { instantAt, monthsAfter } from './dates';

/** What was sold, in the words of the contract with the customer. */
export interface Sale {
  orderId: string;
  /** Left out: nothing is charged at once. */
  firstPaymentCents?: number;
  schedule: { firstDate: string; months: number; amountCents: number };
  /** What the customer asked to change. */
  changes?: AgreedChanges;
  /** Of an adopted schedule: charges from before us, which are none of ours. */
  chargedBefore?: number;
  /** Whether the monthly charges are to be made: not after a first payment that was denied or undone. */
  charged: boolean;
}

/** What was agreed after the sale. Charges and months count from 1. */
export interface AgreedChanges {
  /** Another amount, from one charge on. */
  amount?: { fromCharge: number; amountCents: number };
  /** Months in which it was paused on its date. */
  pausedMonths?: readonly number[];
  /** It was cancelled after so many charges. */
  cancelledAfter?: number;
  /** Executions that the gateway made too often. It counts them, so that so many months are not charged in the end. */
  repeated?: number;
}

/** One charge as the gateway's own ledger has it. */
export interface ExecutedCharge {
  orderId: string;
  nit: string;
  kind: 'payment' | 'scheduled';
  /** Which due date of the schedule it is for, from 1. */
  cycle?: number;
  /** ISO 8601. */
  at: string;
  amountCents: number;
  outcome: 'approved' | 'denied' | 'error';
  state: 'pending' | 'confirmed' | 'undone' | 'none';
  reversed: boolean;
  /** What was given back of it since, cents. */
  refundedCents?: number;
}

/** One charge as a subscription knows it. */
export interface KnownCharge {
  orderId: string;
  nit: string;
  outcome: string;
  amountCents?: number | undefined;
  /** What was given back of it, by us or behind our back, cents. */
  givenBackCents?: number;
  /** Due date of the cycle under which it is kept; none for a first payment. */
  dueDate?: string;
}

/** One thing that a customer owes a charge for: the first payment is number 0, the cycles count from 1. */
export interface Obligation {
  orderId: string;
  number: number;
  dueDate: string | undefined;
  amountCents: number;
}

/** São Paulo time by which the gateway's daily job has charged what is due (docs/gateway.md §6). */
const CHARGED_BY = '04:30';

/** Everything that is owed for what was sold, up to an instant. Worked out from the contract alone, not from what was charged. */
export function obligationsOf(sale: Sale, now: string): Obligation[] {
  const { orderId, firstPaymentCents: amountCents, charged, chargedBefore = 0 } = sale;
  const first: Obligation[] =
    amountCents === undefined ? [] : [{ orderId, number: 0, dueDate: undefined, amountCents }];
  const cycles = (charged ? dueDatesOf(sale) : [])
    .filter((dueDate) => instantAt(dueDate, CHARGED_BY).toISOString() <= now)
    .map((dueDate, index) => ({
      orderId,
      number: index + 1,
      dueDate,
      amountCents: amountOf(sale, index + 1),
    }))
    .slice(chargedBefore);
  return [...first, ...cycles];
}

/** The dates of its charges, as they were sold and as that was changed. */
function dueDatesOf({ schedule, changes = {} }: Sale): string[] {
  const { pausedMonths = [], repeated = 0, cancelledAfter = schedule.months - repeated } = changes;
  return Array.from({ length: schedule.months + pausedMonths.length }, (_, index) => index + 1)
    .filter((month) => !pausedMonths.includes(month))
    .slice(0, cancelledAfter)
    .map((month) => monthsAfter(schedule.firstDate, month - 1));
}

function amountOf({ schedule, changes }: Sale, charge: number): number {
  const { amount } = changes ?? {};
  return amount !== undefined && charge >= amount.fromCharge ? amount.amountCents : schedule.amountCents;
}
