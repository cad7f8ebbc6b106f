import { meaningOfPayment } from '../gateway/status';
import { isSameId, type Nit } from '../ids';
import type { Charge } from './charge';

// Money of a charge that went back to the customer: by a refund of ours, or behind our back, in the portal or by his bank.

/** What was given back of a charge, by whomever. */
const givenBack = ({ refundedCents = 0, reversedCents = 0 }: Charge): number => refundedCents + reversedCents;

/** What is kept of a charge, integer cents: nothing of one that was not captured, or is reversed. */
export const keptCents = (charge: Charge): number =>
  charge.outcome === 'paid' ? Math.max(0, (charge.amountCents ?? 0) - givenBack(charge)) : 0;

/** What went back behind our back of a charge, whole or in part. */
export const reversedCents = ({
  outcome,
  amountCents = 0,
  refundedCents = 0,
  reversedCents: told,
}: Charge): number => (outcome === 'reversed' ? Math.max(0, amountCents - refundedCents) : (told ?? 0));

/** Whether the gateway last reported a charge as paid, whatever we know besides. */
export const readsPaid = ({ gatewayStatus }: Pick<Charge, 'gatewayStatus'>): boolean =>
  gatewayStatus !== undefined && meaningOfPayment(gatewayStatus).charge === 'paid';

/** Takes over that a refund of ours was carried out. One that is whole makes the charge `refunded`. */
export function withRefunded(charge: Charge, nit: Nit, cents: number): Charge {
  if (!isSameId(charge.nit, nit)) return charge;
  const refunded = { ...charge, refundedCents: (charge.refundedCents ?? 0) + cents };
  return isGivenBackByUs(refunded) ? { ...refunded, outcome: 'refunded' } : refunded;
}

const isGivenBackByUs = (charge: Charge): boolean =>
  charge.refundedCents !== undefined &&
  ['paid', 'refunded', 'reversed'].includes(charge.outcome) &&
  givenBack(charge) >= (charge.amountCents ?? Infinity);

/**
 * A captured charge as a later answer tells it. What is missing of its money beyond our own refunds was given back behind our
 * back. Whether the amount of a payment falls with a part that is given back is not documented (docs/gateway.md §8): where it stays,
 * a part shows nowhere.
 *
 * Example: captured R$ 49,90, refunded by us R$ 10,00. CON with 39,90 or with 49,90 is as known; CON with 29,90 shows 10,00 more
 * that somebody else gave back; EST shows all the rest, and so does ERR: the gateway had told that it was paid.
 */
export function toldOfCaptured(known: Charge, answer: Charge): Charge {
  const { amountCents: captured, refundedCents, reversedCents: before, soldCents } = known;
  const told = isTakenBack(known, answer) ? { ...answer, outcome: 'reversed' as const } : answer;
  if (!wasCaptured(known) || captured === undefined) return told;
  if (known.amountAssumed === true) return isOfOurRefund(known, told) ? asRefunded(known, told) : told;
  const { soldCents: _sold, amountAssumed, ...rest } = told;
  const kept = {
    ...rest,
    amountCents: captured,
    ...(soldCents === undefined ? {} : { soldCents }),
    ...(refundedCents === undefined ? {} : { refundedCents }),
    ...(before === undefined ? {} : { reversedCents: before }),
  };
  if (told.outcome === 'reversed') return isGivenBackByUs(kept) ? { ...kept, outcome: 'refunded' } : kept;
  if (told.outcome !== 'paid' || told.amountUnreadable === true) return told;
  const missing = captured - (amountAssumed === true ? captured : (told.amountCents ?? captured));
  // More than was captured is no refund: it is told as another amount than what was sold.
  if (missing < 0) return told;
  const behindOurBack = Math.max(before ?? 0, missing - (refundedCents ?? 0));
  const seen = behindOurBack > 0 ? { ...kept, reversedCents: behindOurBack } : kept;
  return isGivenBackByUs(seen) ? { ...seen, outcome: 'refunded' } : seen;
}

/** Its amount was never told. What we gave back whole reads EST by that, now or a little later, and nothing went behind our back. */
const isOfOurRefund = (known: Charge, told: Charge): boolean =>
  known.outcome === 'refunded' && (told.outcome === 'reversed' || told.outcome === 'paid');

const asRefunded = (known: Charge, { gatewayStatus, knownBy, knownAt }: Charge): Charge => ({
  ...known,
  ...(gatewayStatus === undefined ? {} : { gatewayStatus }),
  knownBy,
  knownAt,
});

/** The gateway had told of its money, and now tells of none. No document has it do so; what a person said, it only corrects. */
const isTakenBack = (known: Charge, { outcome }: Charge): boolean =>
  wasCaptured(known) && known.knownBy !== 'person' && WAS_NOT_CAPTURED.includes(outcome);

/**
 * Whether an answer is late: nothing that the gateway has told as paid, or that a person has decided, becomes undecided again. What it tells
 * next counts.
 */
export const isLate = (known: Charge, { outcome }: Pick<Charge, 'outcome'>): boolean =>
  outcome === 'pending' && (wasCaptured(known) || known.knownBy === 'person');

/** Whether money of it was captured, whatever became of that. */
export const wasCaptured = ({ outcome }: Pick<Charge, 'outcome'>): boolean => WAS_CAPTURED.includes(outcome);

const WAS_CAPTURED: readonly Charge['outcome'][] = ['paid', 'refunded', 'reversed'];
const WAS_NOT_CAPTURED: readonly Charge['outcome'][] = ['denied', 'failed', 'undone', 'expired'];
