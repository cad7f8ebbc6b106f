import { askMomentMs } from './calendar';
import type { ScheduleReading } from './gateway-status';
import { allCharges, currentCycle, cycleOutcome, type Charge, type Ledger } from './ledger';

/** What the gateway said last, and when, to hold the ledger against. */
export interface Seen {
  reading: ScheduleReading;
  counter: Counter;
  /** Executions counted beyond the ledger that a person has looked into. */
  acceptedSurplus: number;
  nowMs: number;
  /** Picks the minute at which the charge of a day may be asked for. */
  spreadKey: string;
}

/** A charge whose outcome the gateway no longer tells; only a person can. */
export const unreadableCharge = (ledger: Ledger): Charge | undefined =>
  allCharges(ledger).find(({ outcome }) => outcome === 'unknown');

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
 * How many of each oddity there are. `counter_unexplained`: executions that the gateway counts and the ledger does not have.
 * Whether it counts the immediate payment shows in where it stood at the start; unseen, it may.
 */
export function countOddities(ledger: Ledger, { currentTimes, atStart }: Counter): Record<Oddity, number> {
  const outcomes = ledger.cycles.map(cycleOutcome);
  const charges = allCharges(ledger);
  const scheduled = ledger.cycles.flatMap((cycle) => cycle.charges).filter(mayCount).length;
  const before = atStart ?? ledger.immediate.filter(mayCount).length;
  return {
    cycle_missed: outcomes.filter((outcome) => outcome === 'missed').length,
    cycle_paid_twice: outcomes.filter((outcome) => outcome === 'paid_twice').length,
    charge_unreadable: charges.filter(({ outcome }) => outcome === 'unknown').length,
    counter_unexplained: Math.max(0, currentTimes - before - scheduled),
  };
}

/** Executions that ended ERR, INV or EXP do not count; what is still open may. */
const mayCount = ({ outcome }: Charge): boolean => outcome !== 'failed' && outcome !== 'expired';

/**
 * Whether everything that can have happened by now is in the ledger, so that nothing needs another look soon. Charges
 * that nobody can read do not count: asking again does not help them.
 */
export function isExplained(ledger: Ledger, seen: Seen): boolean {
  if (allCharges(ledger).some(({ outcome }) => outcome === 'pending')) return false;
  if (countOddities(ledger, seen.counter).counter_unexplained > seen.acceptedSurplus) return false;
  const current = currentCycle(ledger);
  const overdue =
    current !== undefined &&
    (cycleOutcome(current) === 'due' || isErrored(current.charges)) &&
    askMomentMs(current.dueDate, seen.spreadKey) <= seen.nowMs;
  switch (seen.reading) {
    case 'active':
      return current !== undefined && !overdue;
    case 'finished':
      return !overdue;
    case 'inactive':
    case 'undone':
    case 'expired':
    case 'failed':
      return true;
    case 'awaiting_confirmation':
    case 'not_started':
    case 'unrecognised':
      return false;
  }
}

/** Executions that ended without a decision of the issuer: the schedule stays due (carat-api.md §6). */
const isErrored = (charges: readonly Charge[]): boolean =>
  charges.length > 0 && charges.every(({ outcome }) => outcome === 'failed' || outcome === 'expired');
