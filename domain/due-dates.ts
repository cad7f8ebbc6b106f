import { earliestNextDueDate, MONTH_END_SLACK_DAYS, shifted, type IsoDate } from './calendar';
import { howPassed, redated } from './filing';
import { currentCycle, isOpen, passedOver, replaceCycle, withCycle, type Cycle, type Ledger } from './ledger';

/** What the gateway says of the calendar of a schedule, and what we know besides. */
export interface NextDateSeen {
  nextDate: IsoDate;
  today: IsoDate;
  intervalMonths: number;
  /** The last day on which the schedule was inactive: passing over a date until then is nothing to wonder about. */
  inactiveUntil?: IsoDate | undefined;
}

/** Opens the first cycle, on the date that was asked for. */
export const openFirstCycle = (ledger: Ledger, firstDate: IsoDate): Ledger =>
  ledger.cycles.length === 0 ? withCycle(ledger, firstDate) : ledger;

/** Gives a due cycle up for which the gateway made all executions without listing one that was decided. */
export function closeCurrent(ledger: Ledger): Ledger {
  const current = currentCycle(ledger);
  return current === undefined || !isOpen(current) ? ledger : passedOver(ledger, current, 'missed');
}

/**
 * Takes the gateway's next date over. A date that changed before it was reached, or by less than a cycle, has been
 * moved; one that was reached, has no charge and is followed by the next cycle's has been passed over.
 */
export function followNextDate(ledger: Ledger, seen: NextDateSeen): Ledger {
  const { nextDate, today } = seen;
  const current = currentCycle(ledger);
  if (current === undefined) return withCycle(ledger, nextDate);
  if (current.dueDate === nextDate) return ledger;
  if (!isOpen(current)) return nextDate > current.dueDate ? openUntil(ledger, current, seen) : ledger;
  const previous = ledger.cycles.at(-2);
  // A date that an earlier cycle had is not the date of this one.
  if (previous !== undefined && nextDate <= previous.dueDate) return ledger;
  if (today < current.dueDate) return replaceCycle(ledger, moved(current, nextDate));
  if (isOfNextCycle(current, seen)) {
    return openUntil(passedOver(ledger, current, howPassed(current, seen.inactiveUntil)), current, seen);
  }
  return replaceCycle(ledger, putOff(current, nextDate));
}

/** Moved before it was reached: somebody wants it so, and cycles are counted from there. */
function moved(cycle: Cycle, dueDate: IsoDate): Cycle {
  const { plannedDate, ...rest } = redated(cycle, dueDate);
  return rest;
}

/** Put off when it had come: it stays the cycle of its planned date, however often that happens. */
const putOff = (cycle: Cycle, dueDate: IsoDate): Cycle => ({
  ...redated(cycle, dueDate),
  plannedDate: cycle.plannedDate ?? cycle.dueDate,
});

/** Whether a date is that of the cycle after this one: counted from its plan, or, where it is no mere retry, from its first date. */
function isOfNextCycle(cycle: Cycle, { nextDate, intervalMonths }: NextDateSeen): boolean {
  const { dueDate, plannedDate = dueDate, originalDate = dueDate } = cycle;
  if (nextDate >= earliestNextDueDate(plannedDate, intervalMonths)) return true;
  const isRetry = nextDate <= shifted(dueDate, 0, MONTH_END_SLACK_DAYS);
  return !isRetry && nextDate >= earliestNextDueDate(originalDate, intervalMonths);
}

/**
 * Opens every cycle after one that was passed over until today, and the one that comes. What lies ahead of it has not
 * been missed.
 */
function openUntil(ledger: Ledger, after: Cycle, seen: NextDateSeen): Ledger {
  const { nextDate, today, intervalMonths, inactiveUntil } = seen;
  let grown = ledger;
  let next = earliestNextDueDate(after.dueDate, intervalMonths);
  // A month is passed over as a whole or not at all: a computed date may differ from the gateway's by a few days.
  while (shifted(next, 0, MONTH_END_SLACK_DAYS) < nextDate && next <= today) {
    grown = withCycle(grown, next);
    const opened = currentCycle(grown);
    if (opened?.dueDate === next) grown = passedOver(grown, opened, howPassed(opened, inactiveUntil));
    next = earliestNextDueDate(next, intervalMonths);
  }
  return withCycle(grown, nextDate);
}

/** Takes the cycle off that lies ahead of the last execution: it will not be charged. */
export function withoutCycleAhead(ledger: Ledger, today: IsoDate): Ledger {
  const current = currentCycle(ledger);
  const isAhead = current?.charges.length === 0 && current.dueDate > today;
  return isAhead ? { ...ledger, cycles: ledger.cycles.slice(0, -1) } : ledger;
}
