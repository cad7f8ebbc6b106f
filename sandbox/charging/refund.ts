import type { GatewayCode } from '../answers/codes';
import type { RefundBehaviour } from '../state/cards';
import type { CancellationRecord, CancellationStatus } from '../state/cancellations';
import type { TransactionRecord } from '../state/transactions';
import { addMinutes } from '../time/calendar';
import type { World } from '../world';
import { authorizationOf } from './authorise';
import { queueNotification } from './status-post';

/** How a cancellation ends that is decided. */
export type RefundDecision = Exclude<RefundBehaviour, { kind: 'pending' }>;

const statuses = {
  approve: 'CON',
  deny: 'NEG',
  error: 'ERR',
  pending: 'PEN',
} as const satisfies Record<RefundBehaviour['kind'], CancellationStatus>;

/** The code of each status that is no success: 256 awaits the answer, 257 is a denial (docs/gateway.md §8, §10). */
export const refundFailures: Partial<Record<CancellationStatus, GatewayCode>> = {
  PEN: '256',
  NEG: '257',
  ERR: '131',
};

/** A cancellation as it is begun: NOV, with a NIT of its own (docs/gateway.md §8). */
export function newCancellation(world: World, payment: TransactionRecord): CancellationRecord {
  const createdAt = world.clock.now();
  const { nit: paymentNit, merchantId, orderId } = payment;
  const cancellation: CancellationRecord = {
    ...{ nit: world.ids.longId(), esitefUsn: world.ids.usn(createdAt), paymentNit, merchantId, orderId },
    ...{ status: 'NOV', createdAt },
    expiresAt: addMinutes(createdAt, world.settings.cancellationTimeLimitMinutes),
  };
  world.cancellations.add(cancellation);
  return cancellation;
}

/** Cents of a payment that can still be given back: what a cancellation awaits is not given twice. */
export function leftToRefund(
  world: World,
  { nit, amountCents, refundedCents = 0 }: TransactionRecord,
): number {
  const awaited = world.cancellations
    .all(world.clock.now())
    .filter(({ paymentNit, status }) => paymentNit === nit && status === 'PEN')
    .reduce((sum, cancellation) => sum + (cancellation.amountCents ?? 0), 0);
  return amountCents - refundedCents - awaited;
}

/** Puts a cancellation to the issuer, as the card of the payment is scripted. */
export function refund(
  world: World,
  payment: TransactionRecord,
  cancellation: CancellationRecord,
  amountCents: number,
): void {
  const script = payment.card === undefined ? {} : world.cards.scriptFor(payment.card.token, payment);
  const behaviour = script.refund ?? { kind: 'approve' };
  cancellation.amountCents = amountCents;
  if (behaviour.kind === 'pending') cancellation.status = 'PEN';
  else decideRefund(world, payment, cancellation, behaviour);
}

/** Ends a cancellation, and writes the ledger (docs/gateway.md §8). */
export function decideRefund(
  world: World,
  payment: TransactionRecord,
  cancellation: CancellationRecord,
  decision: RefundDecision,
): void {
  const { merchantId, orderId, nit, amountCents = 0 } = cancellation;
  const authorization = authorizationOf(world, decision);
  cancellation.authorization = authorization;
  cancellation.status = statuses[decision.kind];
  const isGiven = decision.kind === 'approve';
  world.ledger.record({
    at: authorization.at,
    ...{ merchantId, orderId, nit, amountCents },
    refundOf: payment.nit,
    kind: 'refund',
    outcome: authorization.outcome === 'invalid' ? 'error' : authorization.outcome,
    state: isGiven ? 'confirmed' : 'none',
    authorizerCode: authorization.authorizerCode,
    repeated: false,
  });
  if (isGiven) giveBack(world, payment, amountCents);
}

/** A whole cancellation makes the payment EST; a part leaves it CON (docs/gateway.md §8). The schedule goes on. */
function giveBack(world: World, payment: TransactionRecord, amountCents: number): void {
  payment.refundedCents = (payment.refundedCents ?? 0) + amountCents;
  world.ledger.giveBack(payment.nit, payment.refundedCents);
  if (payment.refundedCents >= payment.amountCents) {
    world.transactions.setStatus(payment, 'EST');
    world.ledger.reverse(payment.nit);
  }
  queueNotification(world, payment);
}
