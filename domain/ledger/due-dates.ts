import {
  earliestNextDueDate,
  isAboutSameDate,
  MONTH_END_SLACK_DAYS,
  shifted,
  type IsoDate,
} from '../calendar';
import { currentCycle, isOpen, passedOver, replaceCycle, withCycle, type Cycle, type Ledger } from './ledger';

/** When a schedule was inactive. */
export interface Inactivity {
  intervalMonths: number;
  /** The last day on which it was: passing over a date until then is nothing to wonder about. */
  inactiveUntil?: IsoDate | undefined;
  /** The next date that it had when it was found inactive: what had been passed over by then was so for another reason. */
  dateAtStop?: IsoDate | undefined;
}

/** What the gateway says of the calendar of a schedule, and what we know besides. */
export interface CalendarContext extends Inactivity {
  today: IsoDate;
}

/** Opens the first cycle, on the date that was asked for. */
export const openFirstCycle = (ledger: Ledger, firstDate: IsoDate): Ledger =>
  ledger.cycles.length === 0 ? withCycle(ledger, firstDate) : ledger;

/**
 * Gives a due cycle up for which the gateway made all executions without listing one that was decided. One that is ahead was not
 * missed: the gateway named its date before it had counted the last execution.
 */
export function closeCurrent(ledger: Ledger, today: IsoDate): Ledger {
  const current = currentCycle(ledger);
  const isDue = current !== undefined && isOpen(current) && current.dueDate <= today;
  return isDue ? passedOver(ledger, current, 'missed') : ledger;
}

/** Marks what lies behind the current cycle without a decided charge. Only once every listed charge has been read. */
export function markPassed(ledger: Ledger, inactivity: Inactivity): Ledger {
  const cycles = ledger.cycles.map((cycle, index) =>
    index < ledger.cycles.length - 1 && cycle.passed === undefined && isOpen(cycle)
      ? { ...cycle, passed: howPassed(cycle, inactivity) }
      : cycle,
  );
  return { ...ledger, cycles };
}

/**
 * Takes the gateway's next date over. A date that changed before it was reached, or by less than a cycle, has been
 * moved; one that was reached, has no charge and is followed by the next cycle's has been passed over.
 */
export function followNextDate(ledger: Ledger, nextDate: IsoDate, context: CalendarContext): Ledger {
  const { today, intervalMonths } = context;
  const current = currentCycle(ledger);
  if (current === undefined) return withCycle(ledger, nextDate);
  if (current.dueDate === nextDate) return ledger;
  if (!isOpen(current))
    return nextDate > current.dueDate ? openUntil(ledger, current, nextDate, context) : ledger;
  const previous = ledger.cycles.at(-2);
  // A date that an earlier cycle had is not the date of this one.
  if (previous !== undefined && nextDate <= previous.dueDate) return ledger;
  if (today < current.dueDate) return replaceCycle(ledger, moved(current, nextDate));
  if (isOfNextCycle(current, nextDate, intervalMonths)) {
    const passed = passedOver(ledger, current, howPassed(current, context));
    return openUntil(passed, current, nextDate, context);
  }
  return replaceCycle(ledger, putOff(current, nextDate));
}

/**
 * How a cycle was passed over: while the schedule was inactive it was not due.
 *
 * Example: the execution of 10 May fails, and the gateway goes on to 10 June; paused an hour later, May has been missed. Where the
 * gateway would have tried again on 11 May, the pause has prevented that, and May is skipped.
 */
function howPassed(
  cycle: Cycle,
  { inactiveUntil, dateAtStop, intervalMonths }: Inactivity,
): 'skipped' | 'missed' {
  const isFailed =
    cycle.charges.length > 0 && dateAtStop !== undefined && isOfNextCycle(cycle, dateAtStop, intervalMonths);
  return !isFailed && inactiveUntil !== undefined && cycle.dueDate <= inactiveUntil ? 'skipped' : 'missed';
}

/** The date that a cycle counts from: one that was tried again on the days after it was not moved. */
export function ownDate({ dueDate, plannedDate }: Cycle): IsoDate {
  return plannedDate !== undefined && isAboutSameDate(plannedDate, dueDate) ? plannedDate : dueDate;
}

/** A cycle on another date; the first one that it had is remembered. */
export const redated = (cycle: Cycle, dueDate: IsoDate): Cycle => ({
  ...cycle,
  dueDate,
  originalDate: cycle.originalDate ?? cycle.dueDate,
});

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

/**
 * True when `nextDate` belongs to the next cycle. Compare with the planned date; if the date is no retry within three days,
 * also with the original date.
 *
 * Example, monthly, planned for 10 May: 11 May is this cycle, tried again; 10 June is the next one. A cycle that was moved
 * from 10 May to 20 May: 10 June is the next one too.
 */
export function isOfNextCycle(cycle: Cycle, nextDate: IsoDate, intervalMonths: number): boolean {
  const { dueDate, plannedDate = dueDate, originalDate = dueDate } = cycle;
  if (nextDate >= earliestNextDueDate(plannedDate, intervalMonths)) return true;
  const isRetry = nextDate <= shifted(dueDate, 0, MONTH_END_SLACK_DAYS);
  const afterOriginal = earliestNextDueDate(originalDate, intervalMonths);
  return !isRetry && afterOriginal > dueDate && nextDate >= afterOriginal;
}

/**
 * Opens every cycle after one that was passed over until today, and the one that comes. What lies ahead of it has not
 * been missed.
 */
function openUntil(ledger: Ledger, after: Cycle, nextDate: IsoDate, context: CalendarContext): Ledger {
  const { today, intervalMonths } = context;
  let grown = ledger;
  let next = earliestNextDueDate(ownDate(after), intervalMonths);
  // A month is passed over as a whole or not at all: a computed date may differ from the gateway's by a few days.
  while (shifted(next, 0, MONTH_END_SLACK_DAYS) < nextDate && next <= today) {
    grown = withCycle(grown, next);
    const opened = currentCycle(grown);
    if (opened?.dueDate === next) grown = passedOver(grown, opened, howPassed(opened, context));
    next = earliestNextDueDate(next, intervalMonths);
  }
  return withCycle(grown, nextDate, isToBeExpected(after, next, nextDate, context) ? undefined : next);
}

/** True when a next date needs no explanation: a whole number of cycles on, or the schedule was inactive meanwhile. */
function isToBeExpected(after: Cycle, next: IsoDate, nextDate: IsoDate, context: CalendarContext): boolean {
  const { intervalMonths, inactiveUntil } = context;
  if (inactiveUntil !== undefined && inactiveUntil >= after.dueDate) return true;
  const { dueDate, plannedDate = dueDate, originalDate = dueDate } = after;
  const expected = [plannedDate, originalDate].map((date) => earliestNextDueDate(date, intervalMonths));
  return [next, ...expected].some((date) => isAboutSameDate(date, nextDate));
}

/** Takes the cycle off that the gateway will not charge: one ahead of the last execution, or one that its counter rules out. */
export function withoutUnchargedCycle(ledger: Ledger, today: IsoDate, nothingIsMissing: boolean): Ledger {
  const current = currentCycle(ledger);
  const isAhead = current !== undefined && current.dueDate > today;
  const isRuledOut = current?.charges.length === 0 && (isAhead || nothingIsMissing);
  return isRuledOut ? { ...ledger, cycles: ledger.cycles.slice(0, -1) } : ledger;
}
