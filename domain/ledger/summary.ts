import type { Charge } from './charge';
import { keptCents, reversedCents } from './given-back';
import { allCharges, cycleOutcome, type Cycle, type Ledger } from './ledger';
import { CYCLE_OUTCOMES, type CycleOutcome } from './outcomes';
import { added, type LedgerSummary } from './totals';

/** Adds a ledger up, with what was summed up before. Refunded, reversed and undone money does not count as paid. */
export function summarise(ledger: Ledger): LedgerSummary {
  const kept = summaryOf(ledger.cycles, allCharges(ledger));
  return ledger.earlier === undefined ? kept : added(kept, ledger.earlier.summary);
}

/** Whether any charge was paid, and stayed so. */
export const hasReceivedMoney = (ledger: Ledger): boolean =>
  allCharges(ledger).some(({ outcome }) => outcome === 'paid') ||
  (ledger.earlier?.summary.byOutcome.paid ?? 0) + (ledger.earlier?.summary.byOutcome.paid_twice ?? 0) > 0;

/** Adds cycles up, and charges. */
export function summaryOf(cycles: readonly Cycle[], charges: readonly Charge[]): LedgerSummary {
  const byOutcome = Object.fromEntries(CYCLE_OUTCOMES.map((outcome) => [outcome, 0])) as Record<
    CycleOutcome,
    number
  >;
  for (const cycle of cycles) byOutcome[cycleOutcome(cycle)] += 1;
  return {
    cycles: cycles.length,
    paidCents: total(charges.map(keptCents)),
    refundedCents: total(charges.map(({ refundedCents = 0 }) => refundedCents)),
    reversedCents: total(charges.map(reversedCents)),
    owedCents: total(cycles.map(owedOf)),
    byOutcome,
    openCharges: charges.filter((charge) => charge.outcome === 'pending' || charge.outcome === 'unknown')
      .length,
  };
}

/** A denied cycle owes what its last denied charge was for. */
const owedOf = (cycle: Cycle): number =>
  cycleOutcome(cycle) === 'denied'
    ? (cycle.charges.findLast(({ outcome }) => outcome === 'denied')?.amountCents ?? 0)
    : 0;

const total = (cents: readonly number[]): number => cents.reduce((sum, more) => sum + more, 0);
