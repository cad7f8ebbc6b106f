import {
  dateInSaoPaulo,
  earliestNextDueDate,
  isAboutSameDate,
  shifted,
  type IsoDate,
  type IsoInstant,
} from '../calendar';
import { isSameId, type Nit } from '../ids';
import { dayOf } from './charge-day';
import { ownDate, redated } from './due-dates';
import type { Charge } from './charge';
import {
  currentCycle,
  isOpen,
  recordImmediate,
  replaceCycle,
  withCharge,
  withCycle,
  withCycleBetween,
  type Cycle,
  type Ledger,
} from './ledger';
import { isSummedUp } from './nit-memory';

/** What was told of the schedule together with a charge. */
export interface ChargeContext {
  intervalMonths: number;
  /** The gateway's next date; none once all executions are done. */
  nextDate?: IsoDate | undefined;
  /** The schedule named none, as an inactive one may: `nextDate` is of an earlier answer. */
  isDateHidden?: boolean | undefined;
  /** The NITs as the gateway lists them, oldest first. */
  listed?: readonly Nit[] | undefined;
  /** When the NIT of the charge was given, where that was told. */
  createdAt?: IsoInstant | undefined;
  /** Of an adopted schedule: the due date before our first one, which was executed before us. */
  lastDueBefore?: IsoDate | undefined;
  /** And whether the gateway had counted an execution by then. One that ended ERR is none. */
  countedBefore?: boolean | undefined;
}

/**
 * Records a charge of the schedule in the cycle that it belongs to: the last one due on or before the day of the charge.
 * A charge later than the known cycles opens those in between, so that a gap is seen, not skipped.
 *
 * Example: a charge of 11 May belongs to the cycle due on 10 May.
 */
export function assignCharge(ledger: Ledger, charge: Charge, context: ChargeContext): Ledger {
  const isIt = ({ nit }: Charge): boolean => isSameId(nit, charge.nit);
  if (isSummedUp(ledger.earlier, charge.nit)) return ledger;
  if (ledger.immediate.some(isIt)) return recordImmediate(ledger, charge);
  const known = ledger.cycles.find((cycle) => cycle.charges.some(isIt));
  if (known !== undefined) return withCharge(ledger, known.number, charge);
  return charge.at === undefined
    ? assignUndated(ledger, charge, context)
    : assignDated(ledger, charge, context);
}

function assignDated(ledger: Ledger, charge: Charge, context: ChargeContext): Ledger {
  const date = firstTriedOn(charge, context);
  const before = cycleBefore(ledger, date, context);
  if (before !== undefined) return withCharge(before.ledger, before.number, charge);
  const current = currentCycle(ledger);
  if (current !== undefined && isTriedAgain(current, charge, date, context))
    return withCharge(ledger, current.number, charge);
  if (current !== undefined && isExecutedEarly(ledger, current, charge, context)) {
    return withCharge(replaceCycle(ledger, redated(current, date)), current.number, charge);
  }
  const own = ofAnotherRhythm(ledger, date, context);
  const grown = own ?? withCyclesUpTo(ledger, date, context.intervalMonths);
  const cycle = grown.cycles.findLast((candidate) => candidate.dueDate <= date) ?? grown.cycles[0];
  if (cycle === undefined) throw new Error('a ledger with a charge has at least one cycle');
  return withCharge(grown, cycle.number, charge);
}

/**
 * An adopted schedule repeats the execution of a date from before us: it gets a cycle of its own, and is not taken for the first
 * one of ours, executed early. Where nothing had been counted before us, nothing was paid either, and the cycle is ours.
 *
 * Example: executed on 24 March, adopted on that day, executed again on 25 March; our first cycle is that of 24 April.
 */
function cycleBefore(
  ledger: Ledger,
  date: IsoDate,
  { lastDueBefore, countedBefore }: ChargeContext,
): { ledger: Ledger; number: number } | undefined {
  if (lastDueBefore === undefined || date > shifted(lastDueBefore, 0, REPEATED_WITHIN_DAYS)) return undefined;
  // One of ours that was moved close to it has come: then it is that one.
  if (ledger.cycles.some(({ dueDate }) => dueDate > lastDueBefore && dueDate <= date)) return undefined;
  const known = ledger.cycles.find(({ dueDate }) => dueDate === lastDueBefore);
  if (known !== undefined) return { ledger, number: known.number };
  const grown = withCycleBetween(ledger, lastDueBefore);
  const [own] = grown.cycles;
  if (own?.dueDate !== lastDueBefore) return undefined;
  // Nothing is missed here, whatever comes of the repetition.
  const cycle: Cycle = {
    ...own,
    passed: 'skipped',
    ...(countedBefore === true ? { executedBefore: true } : {}),
  };
  return { ledger: replaceCycle(grown, cycle), number: own.number };
}

/** True when an execution ended without the issuer's decision. */
export const endedWithoutDecision = ({ outcome }: Charge): boolean =>
  outcome === 'failed' || outcome === 'expired';

/** The gateway still names the date of this cycle: an execution that ended ERR is tried again, for however long (§6). */
function isTriedAgain(current: Cycle, charge: Charge, date: IsoDate, { nextDate }: ChargeContext): boolean {
  return (
    endedWithoutDecision(charge) && isOpen(current) && nextDate === current.dueDate && date >= current.dueDate
  );
}

/**
 * True when somebody moved the date forward and it was charged before we asked. A repeated execution of the cycle before
 * comes within three days; anything later belongs to the cycle that is open, whatever date follows.
 *
 * Example: due on 10 January and 10 February. A charge of 12 January repeats the first cycle; one of 20 January, or of
 * 9 February, is the second cycle, charged early. When the gateway still names 10 February, it has not been that one.
 */
function isExecutedEarly(ledger: Ledger, current: Cycle, charge: Charge, context: ChargeContext): boolean {
  const { nextDate, isDateHidden } = context;
  const date = firstTriedOn(charge, context);
  if (!current.charges.every(endedWithoutDecision) || date >= current.dueDate) return false;
  const previous = ledger.cycles.at(-2);
  if (previous !== undefined && date <= shifted(executedOn(previous), 0, REPEATED_WITHIN_DAYS)) return false;
  return endedWithoutDecision(charge) || isDateHidden === true || nextDate !== current.dueDate;
}

/**
 * The day of the execution that may be repeated: later than the due date where that one failed and was tried again. One that was denied
 * tells the day of its last retry, which is none.
 */
function executedOn({ dueDate, charges }: Cycle): IsoDate {
  const decided = charges.find(
    (charge) => charge.at !== undefined && charge.outcome !== 'denied' && !endedWithoutDecision(charge),
  );
  const day = decided === undefined ? dueDate : dayOf(decided);
  return day > dueDate ? day : dueDate;
}

/**
 * The schedule is charged more often than it was sold: the last cycle has its charge, this one is no repetition of it, and the
 * gateway names another date than the next one that was sold. It is a cycle of its own, on a date that nobody expected.
 *
 * Example: sold every two months, charged on 10 January and on 10 February.
 */
function ofAnotherRhythm(
  ledger: Ledger,
  date: IsoDate,
  { nextDate, intervalMonths }: ChargeContext,
): Ledger | undefined {
  const current = currentCycle(ledger);
  if (current === undefined || isOpen(current)) return undefined;
  const expected = earliestNextDueDate(current.dueDate, intervalMonths);
  const isBetween = date > shifted(current.dueDate, 0, REPEATED_WITHIN_DAYS) && date < expected;
  // The date after the next one is no other rhythm: the schedule was asked once the next one had been charged.
  const sold = [expected, earliestNextDueDate(expected, intervalMonths)];
  const isOther = nextDate !== undefined && !sold.some((due) => isAboutSameDate(nextDate, due));
  return isBetween && isOther && !isAboutSameDate(date, expected)
    ? withCycle(ledger, date, expected)
    : undefined;
}

/** The incident of March 2023 repeated executions on the three following days (docs/gateway.md §6). */
const REPEATED_WITHIN_DAYS = 3;

/**
 * A charge without a date is filed where one is missing by the day it became known, between the charges that are listed
 * before and after it. One that nobody can read gets a cycle of its own where no cycle has room for it: it may be money for
 * a date that we do not know. One that was told and finds no room is a second charge.
 */
function assignUndated(ledger: Ledger, charge: Charge, context: ChargeContext): Ledger {
  const today = dayOf(charge);
  const { from, to } = neighboursOf(ledger, charge, context.listed ?? []);
  const known = withCyclesUpTo(ledger, today, context.intervalMonths);
  const current = currentCycle(known);
  // The gateway has gone past the date of this cycle, so it may have been charged before that.
  const isLeftBehind = current?.charges.length === 0 && context.nextDate !== current.dueDate;
  const due = known.cycles.filter((cycle) => cycle.dueDate <= today || (isLeftBehind && cycle === current));
  const between = due.filter(({ number }) => number >= from && number <= to);
  const lacksCharge = ({ charges, passed }: Cycle): boolean => charges.length === 0 && passed !== 'skipped';
  const free = between.find(lacksCharge);
  if (free !== undefined) return withCharge(known, free.number, charge);
  const last = between.at(-1) ?? due.at(-1) ?? currentCycle(ledger);
  if (last !== undefined && charge.outcome !== 'unknown') return withCharge(ledger, last.number, charge);
  const grown = withCycleBetween(ledger, today);
  const own = grown.cycles.find(({ dueDate, charges }) => dueDate === today && charges.length === 0);
  return withCharge(grown, own?.number ?? currentCycle(grown)?.number ?? 1, charge);
}

/** Numbers of the cycles in which the charges listed before and after a charge are filed. */
function neighboursOf(ledger: Ledger, charge: Charge, listed: readonly Nit[]): { from: number; to: number } {
  const numbers = listed.map(
    (nit) => ledger.cycles.find(({ charges }) => charges.some((known) => isSameId(known.nit, nit)))?.number,
  );
  const position = listed.findIndex((nit) => isSameId(nit, charge.nit));
  const isFiled = (number: number | undefined): number is number => number !== undefined;
  return {
    from: numbers.slice(0, Math.max(0, position)).findLast(isFiled) ?? 0,
    to: numbers.slice(position + 1).find(isFiled) ?? Infinity,
  };
}

/**
 * The day by which a charge is filed. One that was denied, and tried again for days under the same NIT, belongs to the day of
 * its first try (docs/gateway.md §6).
 */
function firstTriedOn(charge: Charge, { createdAt }: ChargeContext): IsoDate {
  const day = dayOf(charge);
  const created = createdAt === undefined ? day : dateInSaoPaulo(createdAt);
  return created < day ? created : day;
}

/** Opens the cycles until a date. Whether those without a charge were missed is said once every charge has been read. */
function withCyclesUpTo(ledger: Ledger, date: IsoDate, intervalMonths: number): Ledger {
  let grown = ledger.cycles.length === 0 ? withCycle(ledger, date) : ledger;
  for (let current = currentCycle(grown); current !== undefined; current = currentCycle(grown)) {
    const next = earliestNextDueDate(ownDate(current), intervalMonths);
    if (next > date) break;
    const longer = withCycle(grown, next);
    if (longer.cycles.length === grown.cycles.length) break;
    grown = longer;
  }
  return grown;
}
