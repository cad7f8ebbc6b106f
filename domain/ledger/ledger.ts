import type { IsoDate, IsoInstant } from '../calendar';
import { isSameId, type Nit } from '../ids';
import { LIMITS } from '../limits';
import type { Charge } from './charge';
import { seenAt } from './charge-day';
import { isLate, toldOfCaptured, withRefunded } from './given-back';
import type { CycleOutcome } from './outcomes';
import { isSummedUp } from './nit-memory';
import type { EarlierCycles } from './totals';

/** One due date of the schedule with every charge that was made for it. */
export interface Cycle {
  /** Position, from 1. */
  number: number;
  dueDate: IsoDate;
  /** The date before the gateway put it off when it had come, e.g. after an execution that ended ERR. */
  plannedDate?: IsoDate;
  /** The first date that it ever had, or that was to be expected of it. */
  originalDate?: IsoDate;
  charges: Charge[];
  /** The gateway moved on to a later date without a charge: `missed`, or `skipped` while the schedule was inactive. */
  passed?: 'missed' | 'skipped';
  /** It was executed before we followed the schedule; what is charged here is that execution, repeated. */
  executedBefore?: true;
}

/** Everything that was charged in the life of a subscription, oldest first. */
export interface Ledger {
  /** Charges of the immediate payment. Whether it counts as a cycle is the gateway's business (docs/gateway.md §13). */
  immediate: Charge[];
  cycles: Cycle[];
  /** Cycles that lie far back, summed up (sum-up.ts). Their numbers come before those of the others. */
  earlier?: EarlierCycles;
}

export const emptyLedger = (): Ledger => ({ immediate: [], cycles: [] });

/** What the charges of a cycle add up to. */
export function cycleOutcome(cycle: Cycle): CycleOutcome {
  const outcomes = cycle.charges.map((charge) => charge.outcome);
  const paid = outcomes.filter((outcome) => outcome === 'paid').length;
  if (paid > 1) return 'paid_twice';
  if (paid === 1) return 'paid';
  if (outcomes.some((outcome) => outcome === 'pending' || outcome === 'unknown')) return 'open';
  // Paid and given back by us: nothing is owed of it, whatever was tried before.
  if (outcomes.includes('refunded')) return 'refunded';
  if (outcomes.includes('denied')) return 'denied';
  if (outcomes.includes('reversed')) return 'reversed';
  if (cycle.passed !== undefined) return cycle.passed;
  return cycle.charges.length > 0 ? 'open' : 'due';
}

/** The cycle that the schedule is at: the last one. */
export const currentCycle = (ledger: Ledger): Cycle | undefined => ledger.cycles.at(-1);

/** A ledger is replaced and never changed, and every rule asks for its charges. */
const charges = new WeakMap<Ledger, readonly Charge[]>();

/** Every charge of the ledger, the immediate payment's first. */
export function allCharges(ledger: Ledger): readonly Charge[] {
  const before = charges.get(ledger);
  if (before !== undefined) return before;
  const all = [...ledger.immediate, ...ledger.cycles.flatMap((cycle) => cycle.charges)];
  charges.set(ledger, all);
  return all;
}

/** A charge whose outcome the gateway no longer tells; only a person can. */
export const unreadableCharge = (ledger: Ledger, nit?: string): Charge | undefined =>
  allCharges(ledger).find(
    (charge) => charge.outcome === 'unknown' && (nit === undefined || isSameId(charge.nit, nit)),
  );

/** The NITs of executions that still have to be asked for: new ones, then those that were undecided last time. */
export function nitsToAsk(ledger: Ledger, listed: readonly Nit[]): Nit[] {
  const charges = allCharges(ledger);
  const seen = new Set(charges.map(({ nit }) => nit.toLowerCase()));
  const fresh = listed.filter((nit) => {
    const isNew = !seen.has(nit.toLowerCase()) && !isSummedUp(ledger.earlier, nit);
    seen.add(nit.toLowerCase());
    return isNew;
  });
  const undecided = charges.filter((charge) => charge.outcome === 'pending').map((charge) => charge.nit);
  return [...fresh, ...undecided];
}

/** Records the immediate payment, or what became of it since. */
export function recordImmediate(ledger: Ledger, charge: Charge): Ledger {
  return { ...ledger, immediate: replaceOrAdd(ledger.immediate, charge) };
}

/** What a person found out about a charge that the gateway no longer tells of. */
export interface FoundOut {
  nit: Nit;
  outcome: 'paid' | 'failed';
  at: IsoInstant;
  /** What it would have charged, for a charge that is not known to have an amount. */
  amountCents: number;
}

/** Decides a charge whose outcome only a person could learn. */
export function decideByPerson(ledger: Ledger, { nit, outcome, at, amountCents }: FoundOut): Ledger {
  const decide = (charge: Charge): Charge => {
    if (!isSameId(charge.nit, nit)) return charge;
    const assumed = charge.amountCents === undefined ? { amountCents, amountAssumed: true as const } : {};
    const decided = { ...charge, ...assumed, outcome, knownBy: 'person' as const, knownAt: at };
    return withFirstSeen(decided, charge);
  };
  return mapCharges(ledger, decide);
}

/** Charges that stayed undecided past every bound: the gateway will not tell any more, a person must. */
export function giveUpPending(ledger: Ledger): Ledger {
  const giveUp = (charge: Charge): Charge =>
    charge.outcome === 'pending' ? { ...charge, outcome: 'unknown' } : charge;
  return mapCharges(ledger, giveUp);
}

/** Records what a later answer tells of a charge that is known; of another it records nothing. */
export function recordAgain(ledger: Ledger, charge: Charge): Ledger {
  const again = (charges: Charge[]): Charge[] =>
    charges.some(({ nit }) => isSameId(nit, charge.nit)) ? replaceOrAdd(charges, charge) : charges;
  return {
    ...ledger,
    immediate: again(ledger.immediate),
    cycles: ledger.cycles.map((cycle) => ({ ...cycle, charges: again(cycle.charges) })),
  };
}

/** Takes over what a refund of ours gave back. */
export const withRefundOf = (ledger: Ledger, nit: Nit, cents: number): Ledger =>
  mapCharges(ledger, (charge) => withRefunded(charge, nit, cents));

export const chargeByNit = (ledger: Ledger, nit: Nit): Charge | undefined =>
  allCharges(ledger).find((charge) => isSameId(charge.nit, nit));

const mapCharges = (ledger: Ledger, change: (charge: Charge) => Charge): Ledger => ({
  ...ledger,
  immediate: ledger.immediate.map(change),
  cycles: ledger.cycles.map((cycle) => ({ ...cycle, charges: cycle.charges.map(change) })),
});

/** Whether nothing is decided about a cycle yet. */
export const isOpen = (cycle: Cycle): boolean => ['due', 'open'].includes(cycleOutcome(cycle));

/** Marks a cycle as passed over. It reads so only once no charge of it is open, paid or denied. */
export const passedOver = (ledger: Ledger, cycle: Cycle, passed: 'missed' | 'skipped'): Ledger =>
  replaceCycle(ledger, { ...cycle, passed });

/** Adds a charge to a cycle, or what became of it since. */
export function withCharge(ledger: Ledger, number: number, charge: Charge): Ledger {
  const cycles = ledger.cycles.map((cycle) =>
    cycle.number === number ? { ...cycle, charges: replaceOrAdd(cycle.charges, charge) } : cycle,
  );
  return { ...ledger, cycles };
}

/**
 * Opens the next cycle. A full ledger stays as it is: what comes is filed in its last cycle, where a second charge is
 * flagged. A workflow must not fail over it.
 */
export function withCycle(ledger: Ledger, dueDate: IsoDate, originalDate?: IsoDate): Ledger {
  const number = (currentCycle(ledger)?.number ?? 0) + 1;
  if (number > LIMITS.cycles) return ledger;
  const cycle = { number, dueDate, ...(originalDate === undefined ? {} : { originalDate }), charges: [] };
  return { ...ledger, cycles: [...ledger.cycles, cycle] };
}

/** Puts a cycle where its date belongs, for a charge that no known cycle has room for. */
export function withCycleBetween(ledger: Ledger, dueDate: IsoDate): Ledger {
  const { cycles } = ledger;
  const next = (currentCycle(ledger)?.number ?? 0) + 1;
  if (next > LIMITS.cycles) return ledger;
  const later = cycles.findIndex((cycle) => cycle.dueDate > dueDate);
  const index = later === -1 ? cycles.length : later;
  const number = cycles[index]?.number ?? next;
  const after = cycles.slice(index).map((cycle) => ({ ...cycle, number: cycle.number + 1 }));
  return { ...ledger, cycles: [...cycles.slice(0, index), { number, dueDate, charges: [] }, ...after] };
}

/** Exchanges the cycle of the same number. */
export function replaceCycle(ledger: Ledger, changed: Cycle): Ledger {
  return {
    ...ledger,
    cycles: ledger.cycles.map((cycle) => (cycle.number === changed.number ? changed : cycle)),
  };
}

/** A later answer adds to an earlier one: a field that it leaves out stays, and so does how an outcome first became known. */
function replaceOrAdd(charges: readonly Charge[], told: Charge): Charge[] {
  const index = charges.findIndex((known) => isSameId(known.nit, told.nit));
  const known = charges[index];
  if (known === undefined) return [...charges, told];
  if (isLate(known, told)) return [...charges];
  const charge = toldOfCaptured(known, told);
  const { nit } = known;
  const isSame = known.outcome === charge.outcome;
  const { knownBy, knownAt } = isSame ? known : charge;
  const { amountAssumed, amountUnreadable, soldCents, ...before } = known;
  const now: Charge = { ...before, ...keptAmount(known, charge), nit, knownBy, knownAt };
  return charges.with(index, isSame ? now : withFirstSeen(now, known));
}

/** Of a charge without a date the day is that on which it was first seen, also once more is known of it. */
const withFirstSeen = (charge: Charge, known: Charge): Charge =>
  charge.at === undefined ? { ...charge, firstSeenAt: seenAt(known) } : charge;

/** An amount that was told stays when a later answer does not tell it. */
function keptAmount(known: Charge, charge: Charge): Charge {
  if (charge.amountAssumed !== true || known.amountAssumed === true || known.amountCents === undefined) {
    return charge;
  }
  const { amountAssumed, ...rest } = charge;
  const { amountCents, soldCents } = known;
  return { ...rest, amountCents, ...(soldCents === undefined ? {} : { soldCents }) };
}
