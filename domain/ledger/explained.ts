import { askMomentMs, MONTH_END_SLACK_DAYS, shifted } from '../calendar';
import type { SchedulePhase } from '../gateway/status';
import type { Charge } from './charge';
import { dayOf } from './charge-day';
import { allCharges, currentCycle, cycleOutcome, type Cycle, type Ledger } from './ledger';

/** What the gateway said last, and when, to hold the ledger against. */
export interface Standing {
  phase: SchedulePhase;
  /** The gateway counts executions that neither the ledger nor a person can name. */
  hasUnknownExecutions: boolean;
  /** The gateway's counter is covered by charges that we know. */
  knowsAllExecutions: boolean;
  nowMs: number;
  /** Picks the minute at which the charge of a day may be asked for. */
  spreadKey: string;
}

/**
 * True when everything that can have happened by now is in the ledger, so that nothing needs another poll soon. Charges that
 * nobody can read do not count: asking again does not help them.
 */
export function isExplained(ledger: Ledger, standing: Standing): boolean {
  if (allCharges(ledger).some(({ outcome }) => outcome === 'pending')) return false;
  if (standing.hasUnknownExecutions) return false;
  const current = currentCycle(ledger);
  const overdue = current !== undefined && isOverdue(current, standing);
  switch (standing.phase) {
    case 'active':
      return current !== undefined && !overdue;
    case 'finished':
      return !overdue || (standing.knowsAllExecutions && current.charges.length === 0);
    case 'inactive':
    case 'undone':
    case 'expired':
    case 'failed':
      return true;
    case 'awaiting_payment':
    case 'not_started':
    case 'unclear':
      return false;
  }
}

/** A cycle that the gateway puts off from day to day is overdue since its planned date; one that somebody moved waits for its new date. */
function isOverdue(cycle: Cycle, { spreadKey, nowMs }: Standing): boolean {
  const { dueDate, plannedDate = dueDate, charges } = cycle;
  if (isErrored(charges)) return askMomentMs(isRetried(cycle) ? plannedDate : dueDate, spreadKey) <= nowMs;
  return cycleOutcome(cycle) === 'due' && askMomentMs(dueDate, spreadKey) <= nowMs;
}

/** The gateway tries again within days of an execution that ended without a decision. */
export const isRetried = ({ dueDate, charges }: Cycle): boolean =>
  charges.some((charge) => dueDate <= shifted(dayOf(charge), 0, MONTH_END_SLACK_DAYS));

/** Executions that ended without a decision of the issuer: the schedule stays due (docs/gateway.md §6). */
const isErrored = (charges: readonly Charge[]): boolean =>
  charges.length > 0 && charges.every(({ outcome }) => outcome === 'failed' || outcome === 'expired');
