import { dateInSaoPaulo, earliestNextDueDate, isInPhase, type IsoDate } from './calendar';
import { isSameNit } from './ids';
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
  /** The schedule was inactive, so that a cycle without a charge is nothing to wonder about. */
  inactive: boolean;
}

/**
 * Records a charge of the schedule in the cycle that it belongs to: the last one due on or before the day of
 * the charge. A charge later than the known cycles opens those in between, so that a gap is seen, not skipped.
 */
export function recordScheduled(ledger: Ledger, charge: Charge, seen: ChargeSeen): Ledger {
  const isIt = ({ nit }: Charge): boolean => isSameNit(nit, charge.nit);
  if (ledger.immediate.some(isIt)) return recordImmediate(ledger, charge);
  const home = ledger.cycles.find((cycle) => cycle.charges.some(isIt));
  if (home !== undefined) return withCharge(ledger, home.number, charge);
  if (charge.outcome === 'unknown' && charge.at === undefined) return recordUndated(ledger, charge);
  return recordDated(ledger, charge, seen);
}

function recordDated(ledger: Ledger, charge: Charge, seen: ChargeSeen): Ledger {
  const date = dayOf(charge);
  const current = currentCycle(ledger);
  if (current !== undefined && isTriedAgain(current, date, seen))
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
function isTriedAgain(current: Cycle, date: IsoDate, { nextDate }: ChargeSeen): boolean {
  return isOpen(current) && nextDate === current.dueDate && date >= current.dueDate;
}

/**
 * Somebody moved the date forward and it was charged before we looked: the gateway now counts its months from the day of
 * the charge, no longer from the date that we knew. A repeated execution of an earlier cycle does not change that date.
 */
function isExecutedEarly(ledger: Ledger, current: Cycle, date: IsoDate, seen: ChargeSeen): boolean {
  const { nextDate, intervalMonths } = seen;
  const previous = ledger.cycles.at(-2);
  if (nextDate === undefined || nextDate === current.dueDate) return false;
  if (current.charges.length > 0 || date >= current.dueDate) return false;
  if (previous !== undefined && date <= previous.dueDate) return false;
  return isInPhase(date, nextDate, intervalMonths) && !isInPhase(current.dueDate, nextDate, intervalMonths);
}

/** A cycle on another date; the first one that it had is remembered. */
export const redated = (cycle: Cycle, dueDate: IsoDate): Cycle => ({
  ...cycle,
  dueDate,
  originalDate: cycle.originalDate ?? cycle.dueDate,
});

/** A charge that nobody could read is filed where one is missing by the day it became known; it opens no cycle. */
function recordUndated(ledger: Ledger, charge: Charge): Ledger {
  const today = dayOf(charge);
  const due = ledger.cycles.filter(({ dueDate }) => dueDate <= today);
  const lacksCharge = ({ charges, passed }: Cycle): boolean => charges.length === 0 && passed !== 'skipped';
  const cycle = due.find(lacksCharge) ?? due.at(-1) ?? currentCycle(ledger);
  return cycle === undefined
    ? recordUndated(withCycle(ledger, today), charge)
    : withCharge(ledger, cycle.number, charge);
}

/** The day of a charge in São Paulo; never later than the day it became known, whatever an answer says. */
function dayOf({ at, knownAt }: Charge): IsoDate {
  const known = dateInSaoPaulo(knownAt);
  const executed = at === undefined ? known : dateInSaoPaulo(at);
  return executed < known ? executed : known;
}

function withCyclesUpTo(ledger: Ledger, date: IsoDate, { intervalMonths, inactive }: ChargeSeen): Ledger {
  const passed = inactive ? 'skipped' : 'missed';
  let grown = ledger.cycles.length === 0 ? withCycle(ledger, date) : ledger;
  for (let current = currentCycle(grown); current !== undefined; current = currentCycle(grown)) {
    const next = earliestNextDueDate(current.dueDate, intervalMonths);
    if (next > date) break;
    const longer = withCycle(isOpen(current) ? passedOver(grown, current, passed) : grown, next);
    if (longer.cycles.length === grown.cycles.length) break;
    grown = longer;
  }
  return grown;
}
