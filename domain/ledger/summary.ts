import { keptCents, reversedCents } from './given-back';
import { allCharges, cycleOutcome, type Ledger } from './ledger';
import { CYCLE_OUTCOMES, type CycleOutcome } from './outcomes';

/** The ledger in numbers: what the finance person reads first. */
export interface LedgerSummary {
  cycles: number;
  /** Money that was received and is kept: what was given back, by whomever, does not count. */
  paidCents: number;
  /** Given back by us. */
  refundedCents: number;
  /** Given back behind our back: in the portal, or by the customer's bank. */
  reversedCents: number;
  byOutcome: Record<CycleOutcome, number>;
  /** Charges whose outcome is still open, the immediate payment included. */
  openCharges: number;
}

/** Adds a ledger up. Refunded, reversed and undone money does not count as paid. */
export function summarise(ledger: Ledger): LedgerSummary {
  const byOutcome = Object.fromEntries(CYCLE_OUTCOMES.map((outcome) => [outcome, 0])) as Record<
    CycleOutcome,
    number
  >;
  for (const cycle of ledger.cycles) byOutcome[cycleOutcome(cycle)] += 1;
  const charges = allCharges(ledger);
  return {
    cycles: ledger.cycles.length,
    paidCents: total(charges.map(keptCents)),
    refundedCents: total(charges.map(({ refundedCents = 0 }) => refundedCents)),
    reversedCents: total(charges.map(reversedCents)),
    byOutcome,
    openCharges: charges.filter((charge) => charge.outcome === 'pending' || charge.outcome === 'unknown')
      .length,
  };
}

const total = (cents: readonly number[]): number => cents.reduce((sum, more) => sum + more, 0);
