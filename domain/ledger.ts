import { dateInSaoPaulo, earliestNextDueDate, shifted, type IsoDate, type IsoInstant } from './calendar';
import { LIMITS } from './limits';
import type { Nit } from './ids';

/** What became of one charge. `pending`: the gateway has not decided yet. `unknown`: it could not be learnt. */
export type ChargeOutcome =
  'paid' | 'denied' | 'failed' | 'undone' | 'expired' | 'reversed' | 'pending' | 'unknown';

/** How the outcome of a charge became known. A notification never settles anything. */
export type KnownBy = 'answer' | 'query' | 'list' | 'person';

/** One attempt to move money, as the gateway told it. */
export interface Charge {
  nit: Nit;
  outcome: ChargeOutcome;
  /** The gateway's own status, e.g. `CON`. */
  gatewayStatus?: string;
  amountCents?: number;
  /** When the gateway executed it. */
  at?: IsoInstant;
  /** The issuer's code and text, e.g. `51`. */
  code?: string;
  message?: string;
  knownBy: KnownBy;
  knownAt: IsoInstant;
}

/** What became of one cycle, derived from its charges. */
export type CycleOutcome =
  'due' | 'paid' | 'denied' | 'reversed' | 'unsettled' | 'missed' | 'skipped' | 'paid_twice';

/** One due date of the schedule with every charge that was made for it. */
export interface Cycle {
  number: number;
  dueDate: IsoDate;
  charges: Charge[];
  /** The gateway moved on to a later date without a charge: `missed`, or `skipped` while the schedule was inactive. */
  passed?: 'missed' | 'skipped';
}

/** Everything that was charged in the life of a subscription, oldest first. */
export interface Ledger {
  /** Charges of the immediate payment. Whether it counts as a cycle is the gateway's business (carat-api.md §13). */
  immediate: Charge[];
  cycles: Cycle[];
}

export const emptyLedger = (): Ledger => ({ immediate: [], cycles: [] });

/** What the charges of a cycle add up to. */
export function cycleOutcome(cycle: Cycle): CycleOutcome {
  const outcomes = cycle.charges.map((charge) => charge.outcome);
  const paid = outcomes.filter((outcome) => outcome === 'paid').length;
  if (paid > 1) return 'paid_twice';
  if (paid === 1) return 'paid';
  if (outcomes.some((outcome) => outcome === 'pending' || outcome === 'unknown')) return 'unsettled';
  if (outcomes.includes('denied')) return 'denied';
  if (outcomes.includes('reversed')) return 'reversed';
  if (cycle.passed !== undefined) return cycle.passed;
  return cycle.charges.length > 0 ? 'unsettled' : 'due';
}

/** The cycle that the schedule is at: the last one. */
export const currentCycle = (ledger: Ledger): Cycle | undefined => ledger.cycles.at(-1);

/** Every charge of the ledger, the immediate payment's first. */
export const allCharges = (ledger: Ledger): Charge[] => [
  ...ledger.immediate,
  ...ledger.cycles.flatMap((cycle) => cycle.charges),
];

/** The NITs of executions that still have to be asked for: new ones, then those that were undecided last time. */
export function nitsToAsk(ledger: Ledger, listed: readonly Nit[]): Nit[] {
  const charges = allCharges(ledger);
  const known = new Set(charges.map((charge) => charge.nit));
  const fresh = [...new Set(listed)].filter((nit) => !known.has(nit));
  const undecided = charges.filter((charge) => charge.outcome === 'pending').map((charge) => charge.nit);
  return [...fresh, ...undecided];
}

/** Records the immediate payment, or what became of it since. */
export function recordImmediate(ledger: Ledger, charge: Charge): Ledger {
  return { ...ledger, immediate: replaceOrAdd(ledger.immediate, charge) };
}

/**
 * Records a charge of the schedule in the cycle that it belongs to: the last one due on or before the day of
 * the charge. A charge later than the known cycles opens those in between, so that a gap is seen, not skipped.
 */
export function recordScheduled(ledger: Ledger, charge: Charge, intervalMonths: number): Ledger {
  if (ledger.immediate.some((known) => known.nit === charge.nit)) return recordImmediate(ledger, charge);
  const home = ledger.cycles.find((cycle) => cycle.charges.some((known) => known.nit === charge.nit));
  if (home !== undefined) return withCharge(ledger, home.number, charge);
  if (charge.outcome === 'unknown' && charge.at === undefined) return recordUndated(ledger, charge);
  const date = dayOf(charge);
  const grown = withCyclesUpTo(ledger, date, intervalMonths);
  const cycle = grown.cycles.findLast((candidate) => candidate.dueDate <= date) ?? grown.cycles[0];
  if (cycle === undefined) throw new Error('a ledger with a charge has at least one cycle');
  return withCharge(grown, cycle.number, charge);
}

/** A charge that nobody could read is filed where one is missing; it opens no cycle. */
function recordUndated(ledger: Ledger, charge: Charge): Ledger {
  const cycle = ledger.cycles.find(({ charges }) => charges.length === 0) ?? currentCycle(ledger);
  return cycle === undefined
    ? recordUndated(withCycle(ledger, dayOf(charge)), charge)
    : withCharge(ledger, cycle.number, charge);
}

/** What the gateway says of the calendar of a schedule, and what we know besides. */
export interface NextDateSeen {
  nextDate: IsoDate;
  today: IsoDate;
  intervalMonths: number;
  /** The schedule was inactive, so that passing over a date is nothing to wonder about. */
  inactive: boolean;
}

/**
 * Takes the gateway's next date over. A date that changed before it was reached, or by less than a cycle, has been
 * moved by an edit; one that was reached, has no charge and is followed by the next cycle's has been passed over.
 */
export function followNextDate(ledger: Ledger, seen: NextDateSeen): Ledger {
  const { nextDate, today, inactive } = seen;
  const current = currentCycle(ledger);
  if (current === undefined) return withCycle(ledger, nextDate);
  if (current.dueDate === nextDate) return ledger;
  if (!isOpen(current)) return nextDate > current.dueDate ? withCycle(ledger, nextDate) : ledger;
  const moved =
    today < current.dueDate || nextDate < earliestNextDueDate(current.dueDate, seen.intervalMonths);
  if (moved) return replaceCycle(ledger, { ...current, dueDate: nextDate });
  return passOverUntil(ledger, seen, inactive ? 'skipped' : 'missed');
}

/** A month is passed over as a whole or not at all: the last computed date may differ from the gateway's by a few days. */
const MONTH_END_SLACK_DAYS = 3;

function passOverUntil(
  ledger: Ledger,
  { nextDate, intervalMonths }: NextDateSeen,
  passed: 'missed' | 'skipped',
): Ledger {
  let grown = ledger;
  for (let current = currentCycle(grown); current !== undefined; current = currentCycle(grown)) {
    grown = passedOver(grown, current, passed);
    const next = earliestNextDueDate(current.dueDate, intervalMonths);
    if (shifted(next, 0, MONTH_END_SLACK_DAYS) >= nextDate) break;
    grown = withCycle(grown, next);
  }
  return withCycle(grown, nextDate);
}

/** Opens the first cycle, on the date that was asked for. */
export const openFirstCycle = (ledger: Ledger, firstDate: IsoDate): Ledger =>
  ledger.cycles.length === 0 ? withCycle(ledger, firstDate) : ledger;

/** Gives a due cycle up for which the gateway made all executions without listing one that was decided. */
export function closeCurrent(ledger: Ledger): Ledger {
  const current = currentCycle(ledger);
  return current === undefined || !isOpen(current) ? ledger : passedOver(ledger, current, 'missed');
}

/** What a person found out about a charge that the gateway no longer tells of. */
export interface FoundOut {
  nit: Nit;
  outcome: 'paid' | 'failed';
  at: IsoInstant;
  /** What it would have charged, for a charge that is not known to have an amount. */
  amountCents: number;
}

/** Settles a charge whose outcome only a person could learn. */
export function settleByPerson(ledger: Ledger, { nit, outcome, at, amountCents }: FoundOut): Ledger {
  const settle = (charge: Charge): Charge =>
    charge.nit === nit ? { amountCents, ...charge, outcome, knownBy: 'person', knownAt: at } : charge;
  return {
    immediate: ledger.immediate.map(settle),
    cycles: ledger.cycles.map((cycle) => ({ ...cycle, charges: cycle.charges.map(settle) })),
  };
}

/** Charges that stayed undecided past every bound: the gateway will not tell any more, a person must. */
export function giveUpPending(ledger: Ledger): Ledger {
  const giveUp = (charge: Charge): Charge =>
    charge.outcome === 'pending' ? { ...charge, outcome: 'unknown' } : charge;
  return {
    immediate: ledger.immediate.map(giveUp),
    cycles: ledger.cycles.map((cycle) => ({ ...cycle, charges: cycle.charges.map(giveUp) })),
  };
}

const isOpen = (cycle: Cycle): boolean => ['due', 'unsettled'].includes(cycleOutcome(cycle));

/** A charge that is still undecided settles its cycle later; without one, the cycle has been passed over. */
function passedOver(ledger: Ledger, cycle: Cycle, passed: 'missed' | 'skipped'): Ledger {
  const undecided = cycle.charges.some(({ outcome }) => outcome === 'pending' || outcome === 'unknown');
  return undecided ? ledger : replaceCycle(ledger, { ...cycle, passed });
}

/** The day of a charge in São Paulo; never later than the day it became known, whatever an answer says. */
function dayOf({ at, knownAt }: Charge): IsoDate {
  const known = dateInSaoPaulo(knownAt);
  const executed = at === undefined ? known : dateInSaoPaulo(at);
  return executed < known ? executed : known;
}

function withCharge(ledger: Ledger, number: number, charge: Charge): Ledger {
  const cycles = ledger.cycles.map((cycle) =>
    cycle.number === number ? { ...cycle, charges: replaceOrAdd(cycle.charges, charge) } : cycle,
  );
  return { ...ledger, cycles };
}

function withCyclesUpTo(ledger: Ledger, date: IsoDate, intervalMonths: number): Ledger {
  let grown = ledger.cycles.length === 0 ? withCycle(ledger, date) : ledger;
  for (let current = currentCycle(grown); current !== undefined; current = currentCycle(grown)) {
    const next = earliestNextDueDate(current.dueDate, intervalMonths);
    if (next > date) break;
    grown = withCycle(isOpen(current) ? passedOver(grown, current, 'missed') : grown, next);
  }
  return grown;
}

function withCycle(ledger: Ledger, dueDate: IsoDate): Ledger {
  if (ledger.cycles.length >= LIMITS.cycles)
    throw new Error(`a ledger holds at most ${LIMITS.cycles} cycles`);
  return {
    ...ledger,
    cycles: [...ledger.cycles, { number: ledger.cycles.length + 1, dueDate, charges: [] }],
  };
}

function replaceCycle(ledger: Ledger, changed: Cycle): Ledger {
  return {
    ...ledger,
    cycles: ledger.cycles.map((cycle) => (cycle.number === changed.number ? changed : cycle)),
  };
}

/** A later answer adds to an earlier one: a field that it leaves out stays, and so does how an outcome first became known. */
function replaceOrAdd(charges: readonly Charge[], charge: Charge): Charge[] {
  const index = charges.findIndex((known) => known.nit === charge.nit);
  const known = charges[index];
  if (known === undefined) return [...charges, charge];
  const { knownBy, knownAt } = known.outcome === charge.outcome ? known : charge;
  return charges.with(index, { ...known, ...charge, knownBy, knownAt });
}
