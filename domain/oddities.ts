import { allCharges, cycleOutcome, type Charge, type Ledger } from './ledger';
import { LIMITS } from './limits';

/** What may stand in a ledger that a person should look at. */
export const ODDITIES = [
  'cycle_missed',
  'cycle_paid_twice',
  'charge_unreadable',
  'counter_unexplained',
] as const;
export type Oddity = (typeof ODDITIES)[number];

/** The gateway's own count of executions that ended confirmed or denied (carat-api.md §6). */
export interface Counter {
  currentTimes: number;
  /** What it stood at before the first scheduled charge; unknown when it was first seen later. */
  atStart: number | undefined;
}

/**
 * Each oddity of a ledger as a text of its own, such as `cycle_missed/3`, so that one that was acknowledged is told from
 * one that is new.
 */
export function findOddities(ledger: Ledger, counter: Counter): Record<Oddity, string[]> {
  const { cycles } = ledger;
  const inCycles = (outcome: string): string[] =>
    cycles
      .filter((cycle) => cycleOutcome(cycle) === outcome)
      .map(({ number, charges }) => `${String(number)}/${String(charges.length)}`);
  const unread = allCharges(ledger).filter(({ outcome }) => outcome === 'unknown');
  return {
    cycle_missed: inCycles('missed').map((which) => `cycle_missed/${which}`),
    cycle_paid_twice: inCycles('paid_twice').map((which) => `cycle_paid_twice/${which}`),
    charge_unreadable: unread.map(({ nit }) => `charge_unreadable/${nit}`),
    counter_unexplained: surplusOf(ledger, counter),
  };
}

/**
 * Executions that the gateway counts and the ledger does not have. Whether it counts the immediate payment shows in where
 * it stood at the start; unseen, it may.
 */
function surplusOf(ledger: Ledger, { currentTimes, atStart }: Counter): string[] {
  const scheduled = ledger.cycles.flatMap((cycle) => cycle.charges).filter(mayCount).length;
  const before = atStart ?? ledger.immediate.filter(mayCount).length;
  const surplus = Math.max(0, currentTimes - before - scheduled);
  const named = Math.min(surplus, LIMITS.cycles);
  return Array.from({ length: named }, (_, index) => `counter_unexplained/${String(index + 1)}`);
}

/** Executions that ended ERR, INV or EXP do not count. What is still open may, and what a person found out not to be paid. */
const mayCount = ({ outcome, knownBy }: Charge): boolean =>
  knownBy === 'person' || (outcome !== 'failed' && outcome !== 'expired');
