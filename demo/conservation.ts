import { dateOf } from './dates';
import {
  obligationsOf,
  type ExecutedCharge,
  type KnownCharge,
  type Obligation,
  type Sale,
} from './obligations';

/** Something that does not add up. */
export interface Finding {
  orderId: string;
  what: string;
}

/** The ledger of the gateway against the ledgers of the subscriptions. */
export interface Conservation {
  firstPaymentsSold: number;
  cyclesDue: number;
  chargesExecuted: number;
  chargesKnown: number;
  /** Money that customers were charged and did not get back, by the gateway's ledger and by ours, cents. */
  receivedCents: number;
  receivedKnownCents: number;
  /** Sold and due, but never executed, or not on its date. */
  uncharged: Finding[];
  /** More than one charge that kept money for the same thing sold. */
  double: Finding[];
  /** Executed by the gateway, and not known to us as it was. */
  lost: Finding[];
  /** Known to us but never executed, or executed for nothing that was sold. */
  unexplained: Finding[];
}

/**
 * Compares what comes from three places: what was sold, what the gateway executed, and what the subscriptions know. Charges
 * are matched one by one, by NIT, amount and outcome, in both directions.
 *
 * @param now - the instant up to which cycles are due, ISO 8601
 */
export function compareLedgers(
  sales: readonly Sale[],
  executed: readonly ExecutedCharge[],
  known: readonly KnownCharge[],
  now: string,
): Conservation {
  const obligations = sales.flatMap((one) => obligationsOf(one, now));
  const kept = executed.filter(keepsMoney);
  const paid = known.filter(({ outcome }) => outcome === 'paid');
  return {
    firstPaymentsSold: obligations.filter(({ number }) => number === 0).length,
    cyclesDue: obligations.filter(({ number }) => number > 0).length,
    chargesExecuted: executed.length,
    chargesKnown: known.length,
    receivedCents: kept.reduce(
      (sum, { amountCents, refundedCents = 0 }) => sum + amountCents - refundedCents,
      0,
    ),
    receivedKnownCents: paid.reduce(
      (sum, { amountCents = 0, givenBackCents = 0 }) => sum + amountCents - givenBackCents,
      0,
    ),
    uncharged: obligations.flatMap((obligation) => unchargedOf(obligation, executed)),
    double: doubleOf(kept),
    lost: executed.flatMap((charge) => lostOf(charge, known, obligations)),
    unexplained: [
      ...known.flatMap((charge, index) => inventedOf(charge, executed, known.slice(0, index))),
      ...executed.flatMap((charge) => unsoldOf(charge, obligations)),
    ],
  };
}

/** Whether an executed charge left money with the merchant. */
export const keepsMoney = ({ outcome, state, reversed }: ExecutedCharge): boolean =>
  outcome === 'approved' && state === 'confirmed' && !reversed;

const numberOf = ({ kind, cycle }: ExecutedCharge): number => (kind === 'payment' ? 0 : (cycle ?? -1));

const isFor = (charge: ExecutedCharge, { orderId, number }: Obligation): boolean =>
  charge.orderId === orderId && numberOf(charge) === number;

const isSame = (a: { orderId: string; nit: string }, b: { orderId: string; nit: string }): boolean =>
  a.nit === b.nit && a.orderId === b.orderId;

function unchargedOf(obligation: Obligation, executed: readonly ExecutedCharge[]): Finding[] {
  const { orderId, dueDate } = obligation;
  const charges = executed.filter((charge) => isFor(charge, obligation));
  if (charges.length === 0) return [{ orderId, what: `${nameOf(obligation)} was never charged` }];
  if (dueDate === undefined || charges.some(({ at }) => dateOf(at) === dueDate)) return [];
  return [{ orderId, what: `${nameOf(obligation)} was not charged on its date` }];
}

function doubleOf(kept: readonly ExecutedCharge[]): Finding[] {
  const seen = new Set<string>();
  return kept.flatMap((charge) => {
    const thing = `${charge.orderId} ${String(numberOf(charge))}`;
    if (seen.has(thing)) return [finding(charge, `charged on ${dateOf(charge.at)} what was paid already`)];
    seen.add(thing);
    return [];
  });
}

/** What a charge of the gateway has to be called on our side. */
function outcomeFor({ outcome, state, reversed, amountCents, refundedCents }: ExecutedCharge): string {
  if (outcome !== 'approved') return outcome === 'denied' ? 'denied' : 'failed';
  if (reversed) return refundedCents === amountCents ? 'refunded' : 'reversed';
  return state === 'confirmed' ? 'paid' : state;
}

function lostOf(
  charge: ExecutedCharge,
  known: readonly KnownCharge[],
  obligations: readonly Obligation[],
): Finding[] {
  const wanted = outcomeFor(charge);
  const ours = known.find((candidate) => isSame(candidate, charge));
  if (ours === undefined) return [finding(charge, `${wanted}, and not known to us`)];
  if (ours.outcome !== wanted)
    return [finding(charge, `${wanted} at the gateway, and ${ours.outcome} to us`)];
  if (ours.amountCents !== charge.amountCents)
    return [finding(charge, 'of another amount at the gateway than to us')];
  if ((ours.givenBackCents ?? 0) !== (charge.refundedCents ?? 0))
    return [finding(charge, 'given back in another amount at the gateway than to us')];
  const obligation = obligations.find((candidate) => isFor(charge, candidate));
  if (obligation !== undefined && obligation.dueDate !== ours.dueDate)
    return [
      finding(charge, `for ${nameOf(obligation)}, and kept by us under ${ours.dueDate ?? 'no due date'}`),
    ];
  return [];
}

function inventedOf(
  charge: KnownCharge,
  executed: readonly ExecutedCharge[],
  before: readonly KnownCharge[],
): Finding[] {
  if (!executed.some((candidate) => isSame(candidate, charge)))
    return [finding(charge, `${charge.outcome} to us, and never executed`)];
  return before.some((other) => isSame(other, charge)) ? [finding(charge, 'twice in our ledger')] : [];
}

function unsoldOf(charge: ExecutedCharge, obligations: readonly Obligation[]): Finding[] {
  const obligation = obligations.find((candidate) => isFor(charge, candidate));
  if (obligation === undefined) return [finding(charge, 'executed for nothing that was sold')];
  return obligation.amountCents === charge.amountCents
    ? []
    : [finding(charge, 'of another amount than was sold')];
}

const nameOf = ({ number, dueDate }: Obligation): string =>
  number === 0 ? 'the first payment' : `the cycle due on ${dueDate ?? ''}`;

const finding = ({ orderId, nit }: { orderId: string; nit: string }, what: string): Finding => ({
  orderId,
  what: `NIT ${nit.slice(0, 6)}…${nit.slice(-4)}: ${what}`,
});
