import { cycleOutcome, type Ledger } from '../domain/ledger/ledger';
import { upgradeRecord } from '../domain/subscription/upgrade-record';
import type { SubscriptionInput } from './input';
import { refundLines, type RefundLine } from './refund-lines';
import type { SubscriptionView } from './view';

/** What a run was handed over, as far as readers want it. */
export interface Carried {
  cycles: SubscriptionView['ledger']['cycles'];
  audit: SubscriptionView['audit'];
  refunds: RefundLine[];
}

/**
 * Reads the input of a run. A run sums up what lies far back (domain/subscription/lighten.ts), and its input is the record as it was
 * before. The first run was handed nothing.
 *
 * @throws Error when a newer version wrote it
 */
export function readCarried(input: unknown, carried: unknown): Carried {
  if (carried === undefined) return { cycles: [], audit: [], refunds: [] };
  const { ledger, audit, refunds = [] } = upgradeRecord(carried, input as SubscriptionInput);
  return { cycles: cyclesInView(ledger), audit, refunds: refundLines(refunds) };
}

/** The cycles of a ledger as a view shows them, oldest first. */
export const cyclesInView = ({ cycles }: Ledger): SubscriptionView['ledger']['cycles'] =>
  cycles.map((cycle) => ({
    number: cycle.number,
    dueDate: cycle.dueDate,
    outcome: cycleOutcome(cycle),
    charges: cycle.charges,
    ...(cycle.executedBefore === true ? { executedBefore: cycle.executedBefore } : {}),
  }));
