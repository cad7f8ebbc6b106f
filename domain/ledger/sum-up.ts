import { dateInSaoPaulo, shifted, type IsoDate } from '../calendar';
import { LIMITS } from '../limits';
import { newestWithin, type Bounds } from '../weight';
import { dayOf } from './charge-day';
import { executionsIn } from './executions';
import type { Charge } from './charge';
import { currentCycle, isOpen, type Cycle, type Ledger } from './ledger';
import { withNits } from './nit-memory';
import { summaryOf } from './summary';
import { added, type EarlierCycles } from './totals';

/**
 * Sums the cycles up that lie far back: counts and money stay exact, their detail leaves. What is not settled stays whole, and so
 * does what is needed whole, and everything of the last months: a NIT answers for 15 days (docs/gateway.md §5.1), so that nothing of what leaves can change.
 */
export function sumUp(
  ledger: Ledger,
  today: IsoDate,
  bounds: Bounds,
  isNeeded: (charge: Charge) => boolean = () => false,
): Ledger {
  const newest = new Set(newestWithin(ledger.cycles, bounds));
  const since = shifted(today, -LIMITS.monthsInDetail, 0);
  const last = currentCycle(ledger);
  const isLeaving = (cycle: Cycle): boolean =>
    !newest.has(cycle) &&
    cycle !== last &&
    isSettled(cycle) &&
    lastDayOf(cycle) < since &&
    !cycle.charges.some(isNeeded);
  const leaving = ledger.cycles.filter(isLeaving);
  if (leaving.length === 0) return ledger;
  const earlier = withEarlier(ledger.earlier, leaving);
  return { ...ledger, cycles: ledger.cycles.filter((cycle) => !leaving.includes(cycle)), earlier };
}

/** Nothing of it is open, for the gateway or for a person. */
const isSettled = (cycle: Cycle): boolean =>
  !isOpen(cycle) && cycle.charges.every(({ outcome }) => outcome !== 'pending' && outcome !== 'unknown');

/** The last day on which something of it was due, or became known. */
const lastDayOf = ({ dueDate, charges }: Cycle): IsoDate =>
  latest([dueDate, ...charges.map(({ knownAt }) => dateInSaoPaulo(knownAt))]) ?? dueDate;

function withEarlier(before: EarlierCycles | undefined, leaving: readonly Cycle[]): EarlierCycles {
  const charges = leaving.flatMap((cycle) => cycle.charges);
  const summary = summaryOf(leaving, charges);
  const executions = executionsIn(leaving);
  const lastChargeDay = latest([before?.lastChargeDay, ...charges.map(dayOf)]);
  const until = latest([before?.until, ...leaving.map(({ dueDate }) => dueDate)]) ?? '';
  return {
    summary: before === undefined ? summary : added(summary, before.summary),
    executions: before === undefined ? executions : added(executions, before.executions),
    until,
    ...(lastChargeDay === undefined ? {} : { lastChargeDay }),
    nits: withNits(
      before?.nits ?? '',
      charges.map(({ nit }: Charge) => nit),
    ),
  };
}

const latest = (days: readonly (IsoDate | undefined)[]): IsoDate | undefined =>
  days
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
