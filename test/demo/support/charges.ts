import type { ExecutedCharge, KnownCharge, Sale } from '../../../demo/obligations';

export const CENTS = 4_990;
/** All three cycles are due by then. */
export const LATER = '2027-06-01T12:00:00.000Z';

/** Paid at once, then three months from 10/01/2027 on. */
export const sale: Sale = {
  orderId: 'A101',
  firstPaymentCents: CENTS,
  schedule: { firstDate: '2027-01-10', months: 3, amountCents: CENTS },
  charged: true,
};

const common = { orderId: 'A101', amountCents: CENTS, reversed: false } as const;
const approved = { outcome: 'approved', state: 'confirmed' } as const;

export const firstPayment: ExecutedCharge = {
  ...common,
  ...approved,
  nit: 'nit-of-the-first-payment',
  kind: 'payment',
  at: '2026-12-31T15:00:00.000Z',
};

/** The charge that the daily job made for a cycle, at 03:30 in São Paulo. */
export const executedCycle = (cycle: number): ExecutedCharge => ({
  ...common,
  ...approved,
  nit: `nit-of-cycle-number-${String(cycle)}`,
  kind: 'scheduled',
  cycle,
  at: `2027-0${String(cycle)}-10T06:30:00.000Z`,
});

/** What the gateway executed when all goes well. */
export const executed: readonly ExecutedCharge[] = [firstPayment, ...[1, 2, 3].map(executedCycle)];

/** What the subscription knows when all goes well. */
export const known: readonly KnownCharge[] = executed.map(({ orderId, nit, amountCents, cycle }) => ({
  orderId,
  nit,
  amountCents,
  outcome: 'paid',
  ...(cycle === undefined ? {} : { dueDate: `2027-0${String(cycle)}-10` }),
}));
