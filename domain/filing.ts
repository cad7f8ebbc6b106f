import { dateInSaoPaulo, earliestNextDueDate, isInPhase, isNearer, shifted, type IsoDate } from './calendar';
import { isSameId, type Nit } from './ids';
import {
  currentCycle,
  isOpen,
  passedOver,
  recordImmediate,
  replaceCycle,
  withCharge,
  withCycle,
  type Charge,
  type Cycle,
  type Ledger,
} from './ledger';

/** What was told of the calendar of the schedule together with a charge. */
export interface ChargeSeen {
  intervalMonths: number;
  /** The gateway's next date; none once all executions are done. */
  nextDate?: IsoDate | undefined;
  /** The last day on which the schedule was inactive: a cycle until then without a charge is nothing to wonder about. */
  inactiveUntil?: IsoDate | undefined;
  /** The NITs as the gateway lists them, oldest first. */
  listed?: readonly Nit[] | undefined;
}

/**
 * Records a charge of the schedule in the cycle that it belongs to: the last one due on or before the day of
 * the charge. A charge later than the known cycles opens those in between, so that a gap is seen, not skipped.
 */
export function recordScheduled(ledger: Ledger, charge: Charge, seen: ChargeSeen): Ledger {
  const isIt = ({ nit }: Charge): boolean => isSameId(nit, charge.nit);
  if (ledger.immediate.some(isIt)) return recordImmediate(ledger, charge);
  const home = ledger.cycles.find((cycle) => cycle.charges.some(isIt));
  if (home !== undefined) return withCharge(ledger, home.number, charge);
  if (charge.outcome === 'unknown' && charge.at === undefined) return recordUndated(ledger, charge, seen);
  return recordDated(ledger, charge, seen);
}

function recordDated(ledger: Ledger, charge: Charge, seen: ChargeSeen): Ledger {
  const date = dayOf(charge);
  const current = currentCycle(ledger);
  if (current !== undefined && isTriedAgain(current, charge, date, seen))
    return withCharge(ledger, current.number, charge);
  if (current !== undefined && isExecutedEarly(ledger, current, date, seen)) {
    return withCharge(replaceCycle(ledger, redated(current, date)), current.number, charge);
  }
  const grown = withCyclesUpTo(ledger, date, seen);
  const cycle = grown.cycles.findLast((candidate) => candidate.dueDate <= date) ?? grown.cycles[0];
  if (cycle === undefined) throw new Error('a ledger with a charge has at least one cycle');
  return withCharge(grown, cycle.number, charge);
}

/** The gateway still names the date of this cycle: an execution that ended ERR is tried again, for however long (§6). */
function isTriedAgain(current: Cycle, charge: Charge, date: IsoDate, { nextDate }: ChargeSeen): boolean {
  const endedWithout = charge.outcome === 'failed' || charge.outcome === 'expired';
  return endedWithout && isOpen(current) && nextDate === current.dueDate && date >= current.dueDate;
}

/**
 * Somebody moved the date forward and it was charged before we looked: the gateway now counts its months from the day of
 * the charge, no longer from the date that we knew. A repeated execution of the cycle before, which comes within days,
 * does not change that date.
 */
function isExecutedEarly(ledger: Ledger, current: Cycle, date: IsoDate, seen: ChargeSeen): boolean {
  const { nextDate, intervalMonths } = seen;
  if (current.charges.length > 0 || date >= current.dueDate || nextDate === current.dueDate) return false;
  const previous = ledger.cycles.at(-2)?.dueDate;
  if (previous !== undefined && date <= shifted(previous, 0, REPEATED_WITHIN_DAYS)) return false;
  // Where all executions are done and no date is told, this one was the last.
  if (nextDate === undefined) return previous === undefined || isNearer(date, current.dueDate, previous);
  return isInPhase(date, nextDate, intervalMonths) && !isInPhase(current.dueDate, nextDate, intervalMonths);
}

/** The incident of March 2023 repeated executions on the three following days (carat-api.md §6). */
const REPEATED_WITHIN_DAYS = 3;

/** How a cycle without a charge was passed over: while the schedule was inactive it was not due. */
export const howPassed = ({ dueDate }: Cycle, inactiveUntil: IsoDate | undefined): 'skipped' | 'missed' =>
  inactiveUntil !== undefined && dueDate <= inactiveUntil ? 'skipped' : 'missed';

/** A cycle on another date; the first one that it had is remembered. */
export const redated = (cycle: Cycle, dueDate: IsoDate): Cycle => ({
  ...cycle,
  dueDate,
  originalDate: cycle.originalDate ?? cycle.dueDate,
});

/**
 * A charge that nobody could read is filed where one is missing by the day it became known, between the charges that are
 * listed before and after it; it opens no cycle.
 */
function recordUndated(ledger: Ledger, charge: Charge, seen: ChargeSeen): Ledger {
  const today = dayOf(charge);
  const { from, to } = neighboursOf(ledger, charge, seen.listed ?? []);
  const due = ledger.cycles.filter(({ dueDate }) => dueDate <= today);
  const between = due.filter(({ number }) => number >= from && number <= to);
  const lacksCharge = ({ charges, passed }: Cycle): boolean => charges.length === 0 && passed !== 'skipped';
  const cycle = between.find(lacksCharge) ?? between.at(-1) ?? due.at(-1) ?? currentCycle(ledger);
  return cycle === undefined
    ? recordUndated(withCycle(ledger, today), charge, seen)
    : withCharge(ledger, cycle.number, charge);
}

/** Numbers of the cycles in which the charges listed before and after a charge are filed. */
function neighboursOf(ledger: Ledger, charge: Charge, listed: readonly Nit[]): { from: number; to: number } {
  const homes = listed.map(
    (nit) => ledger.cycles.find(({ charges }) => charges.some((known) => isSameId(known.nit, nit)))?.number,
  );
  const position = listed.findIndex((nit) => isSameId(nit, charge.nit));
  const isFiled = (number: number | undefined): number is number => number !== undefined;
  return {
    from: homes.slice(0, Math.max(0, position)).findLast(isFiled) ?? 0,
    to: homes.slice(position + 1).find(isFiled) ?? Infinity,
  };
}

/** The day of a charge in São Paulo; never later than the day it became known, whatever an answer says. */
function dayOf({ at, knownAt }: Charge): IsoDate {
  const known = dateInSaoPaulo(knownAt);
  const executed = at === undefined ? known : dateInSaoPaulo(at);
  return executed < known ? executed : known;
}

function withCyclesUpTo(ledger: Ledger, date: IsoDate, seen: ChargeSeen): Ledger {
  const { intervalMonths, inactiveUntil } = seen;
  let grown = ledger.cycles.length === 0 ? withCycle(ledger, date) : ledger;
  for (let current = currentCycle(grown); current !== undefined; current = currentCycle(grown)) {
    const next = earliestNextDueDate(current.dueDate, intervalMonths);
    if (next > date) break;
    const passed = isOpen(current) ? passedOver(grown, current, howPassed(current, inactiveUntil)) : grown;
    const longer = withCycle(passed, next);
    if (longer.cycles.length === grown.cycles.length) break;
    grown = longer;
  }
  return grown;
}
