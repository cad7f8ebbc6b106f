import { allCharges, cycleOutcome, type Ledger } from './ledger';
import { CYCLE_OUTCOMES, type CycleOutcome } from './outcomes';

/** The ledger in numbers: what the finance person reads first. */
export interface LedgerSummary {
  cycles: number;
  paidCents: number;
  byOutcome: Record<CycleOutcome, number>;
  /** Charges whose outcome is still open, the immediate payment included. */
  openCharges: number;
}

/** Adds a ledger up. Reversed and undone money does not count as paid. */
export function summarise(ledger: Ledger): LedgerSummary {
  const byOutcome = Object.fromEntries(CYCLE_OUTCOMES.map((outcome) => [outcome, 0])) as Record<
    CycleOutcome,
    number
  >;
  for (const cycle of ledger.cycles) byOutcome[cycleOutcome(cycle)] += 1;
  const charges = allCharges(ledger);
  return {
    cycles: ledger.cycles.length,
    paidCents: charges.reduce(
      (sum, charge) => sum + (charge.outcome === 'paid' ? (charge.amountCents ?? 0) : 0),
      0,
    ),
    byOutcome,
    openCharges: charges.filter((charge) => charge.outcome === 'pending' || charge.outcome === 'unknown')
      .length,
  };
}
