import type { Charge } from './charge';
import { allCharges, cycleOutcome, type Cycle, type Ledger } from './ledger';
import { LIMITS } from '../limits';
import type { ChargeOutcome } from './outcomes';

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
  const surplus = counter.currentTimes - before - scheduledExecutions(ledger) - counter.unread;
  return Math.min(Math.max(0, surplus), LIMITS.cycles);
}

/**
 * True when the gateway's counter is covered by charges that we know, so that no execution can be missing. It says so only
 * where it is known whether the immediate payment counts.
 */
export function coversCounter(ledger: Ledger, counter: Counter): boolean {
  const immediate = ledger.immediate.filter(mayCount).length;
  const before = counter.atStart ?? (counter.immediateListed === true ? immediate : 0);
  return counter.unread === 0 && counter.currentTimes - before <= decidedExecutions(ledger);
}

/** Executions of the schedule that the issuer decided: the gateway counts them. */
export const decidedExecutions = (ledger: Ledger): number =>
  ledger.cycles.flatMap((cycle) => cycle.charges).filter(({ outcome }) => COUNTED.includes(outcome)).length;

/** A cycle that was charged or denied, once or more often. */
export const isExecuted = ({ charges }: Cycle): boolean =>
  charges.some(({ outcome }) => COUNTED.includes(outcome));

const COUNTED: readonly ChargeOutcome[] = ['paid', 'denied', 'refunded', 'reversed'];

/** Executions of the schedule that the gateway may count. */
const scheduledExecutions = (ledger: Ledger): number =>
  ledger.cycles.flatMap((cycle) => cycle.charges).filter(mayCount).length;

/** Executions that ended ERR, INV or EXP do not count. What is still open may, and what a person found out not to be paid. */
const mayCount = ({ outcome, knownBy }: Charge): boolean =>
  knownBy === 'person' || (outcome !== 'failed' && outcome !== 'expired');

/** Cycles of one outcome, each as a key of its own: its date, and how many charges it has. */
export const cyclesThatAre = (ledger: Ledger, outcome: 'missed' | 'paid_twice'): string[] =>
  ledger.cycles
    .filter((cycle) => cycleOutcome(cycle) === outcome)
    .map(({ dueDate, charges }) => `${dueDate}/${String(charges.length)}`);

/** NITs of the charges of one outcome. */
export const nitsThatAre = (ledger: Ledger, outcome: 'unknown' | 'reversed'): string[] =>
  allCharges(ledger)
    .filter((charge) => charge.outcome === outcome)
    .map(({ nit }) => nit);
