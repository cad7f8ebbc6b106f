import { executionsOf, mayCount } from './executions';
import { allCharges, cycleOutcome, type Cycle, type Ledger } from './ledger';
import { LIMITS } from '../limits';

/** The gateway's own count of executions that ended confirmed or denied (docs/gateway.md §6). */
export interface Counter {
  currentTimes: number;
  /** What it stood at before the first scheduled charge; unknown when it was first read later. */
  atStart?: number | undefined;
  /** The NIT of the immediate payment was listed among the executions. */
  immediateListed?: true | undefined;
  /** Listed executions that could not be read yet. */
  unread: number;
}

/** Executions that the gateway counts and the ledger does not have. */
export function uncounted(ledger: Ledger, counter: Counter): number {
  // The gateway may or may not count the immediate payment. `atStart` tells. If it was never read, assume that it counts.
  const before = counter.atStart ?? ledger.immediate.filter(mayCount).length;
  const surplus = counter.currentTimes - before - executionsOf(ledger).countable - counter.unread;
  return Math.min(Math.max(0, surplus), LIMITS.cycles);
}

/**
 * True when the gateway's counter is covered by charges that we know, so that no execution can be missing. It says so only
 * where it is known whether the immediate payment counts.
 */
export function coversCounter(ledger: Ledger, counter: Counter): boolean {
  const immediate = ledger.immediate.filter(mayCount).length;
  const before = counter.atStart ?? (counter.immediateListed === true ? immediate : 0);
  return counter.unread === 0 && counter.currentTimes - before <= executionsOf(ledger).decided;
}

/** Cycles without a charge that was decided, each as a key of its own: its date, and how many charges it has. */
export const cyclesMissed = (ledger: Ledger): string[] =>
  ledger.cycles
    .filter((cycle) => cycleOutcome(cycle) === 'missed')
    .map(({ dueDate, charges }) => `${dueDate}/${String(charges.length)}`);

/** Cycles that were paid more than once, each as a key of its own: its date, and how often. Once more is news to whoever has looked. */
export const cyclesPaidTwice = (ledger: Ledger): string[] =>
  ledger.cycles.filter((cycle) => cycleOutcome(cycle) === 'paid_twice').map(keyOfPaid);

/** Cycles that were executed before an adoption and paid once since; paid more often, they are paid twice like any other. */
export const cyclesRepeatedFromBefore = (ledger: Ledger): string[] =>
  ledger.cycles
    .filter((cycle) => cycle.executedBefore === true && cycleOutcome(cycle) === 'paid')
    .map(keyOfPaid);

function keyOfPaid({ dueDate, charges }: Cycle): string {
  const paid = charges.filter(({ outcome }) => outcome === 'paid');
  return `${dueDate}/${String(paid.length)}`;
}

/** NITs of the charges of one outcome. */
export const nitsThatAre = (ledger: Ledger, outcome: 'unknown' | 'reversed'): string[] =>
  allCharges(ledger)
    .filter((charge) => charge.outcome === outcome)
    .map(({ nit }) => nit);
