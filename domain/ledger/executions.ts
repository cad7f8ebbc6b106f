import type { Charge } from './charge';
import type { Cycle, Ledger } from './ledger';
import type { ChargeOutcome } from './outcomes';
import { added, type Executions } from './totals';

/** The executions of the schedule in numbers, with those that were summed up. The immediate payment is none. */
export function executionsOf({ cycles, earlier }: Ledger): Executions {
  const kept = executionsIn(cycles);
  return earlier === undefined ? kept : added(kept, earlier.executions);
}

/** The executions of some cycles in numbers. */
export function executionsIn(cycles: readonly Cycle[]): Executions {
  const charges = cycles.flatMap((cycle) => cycle.charges);
  return {
    decided: charges.filter(isDecided).length,
    countable: charges.filter(mayCount).length,
    executedCycles: cycles.filter(isExecutedForUs).length,
  };
}

/** A cycle that an adopted schedule had executed before us is none of ours, repeated or not. */
const isExecutedForUs = ({ executedBefore, charges }: Cycle): boolean =>
  executedBefore !== true && charges.some(isDecided);

const isDecided = ({ outcome }: Charge): boolean => DECIDED.includes(outcome);

const DECIDED: readonly ChargeOutcome[] = ['paid', 'denied', 'refunded', 'reversed'];

/** Executions that ended ERR, INV or EXP do not count. What is still open may, and what a person found out not to be paid. */
export const mayCount = ({ outcome, knownBy }: Charge): boolean =>
  knownBy === 'person' || (outcome !== 'failed' && outcome !== 'expired');
