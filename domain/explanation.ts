import { askMomentMs } from './calendar';
import type { ScheduleReading } from './gateway/status';
import { allCharges, currentCycle, cycleOutcome, type Charge, type Cycle, type Ledger } from './ledger';

/** What the gateway said last, and when, to hold the ledger against. */
export interface Seen {
  reading: ScheduleReading;
  /** Whether the gateway counts executions that neither the ledger nor a person can name. */
  countsMore: boolean;
  nowMs: number;
  /** Picks the minute at which the charge of a day may be asked for. */
  spreadKey: string;
}

/** A charge whose outcome the gateway no longer tells; only a person can. */
export const unreadableCharge = (ledger: Ledger): Charge | undefined =>
  allCharges(ledger).find(({ outcome }) => outcome === 'unknown');

/**
 * Whether everything that can have happened by now is in the ledger, so that nothing needs another look soon. Charges
 * that nobody can read do not count: asking again does not help them.
 */
export function isExplained(ledger: Ledger, seen: Seen): boolean {
  if (allCharges(ledger).some(({ outcome }) => outcome === 'pending')) return false;
  if (seen.countsMore) return false;
  const current = currentCycle(ledger);
  const overdue = current !== undefined && isOverdue(current, seen);
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

/** A cycle that is put off from day to day is overdue since its planned date. */
function isOverdue(cycle: Cycle, { spreadKey, nowMs }: Seen): boolean {
  const { dueDate, plannedDate = dueDate, charges } = cycle;
  if (isErrored(charges)) return askMomentMs(plannedDate, spreadKey) <= nowMs;
  return cycleOutcome(cycle) === 'due' && askMomentMs(dueDate, spreadKey) <= nowMs;
}

/** Executions that ended without a decision of the issuer: the schedule stays due (carat-api.md §6). */
const isErrored = (charges: readonly Charge[]): boolean =>
  charges.length > 0 && charges.every(({ outcome }) => outcome === 'failed' || outcome === 'expired');
