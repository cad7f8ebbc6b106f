import { decideRefund, leftToRefund, newCancellation, type RefundDecision } from '../charging/refund';
import { SandboxError } from '../sandbox-error';
import type { World } from '../world';
import { knownTransaction } from './known-transaction';

function refuse(problem: string): never {
  throw new SandboxError('sandbox_state_forbids', problem);
}

/**
 * Gives back a part of a payment, or what is left of it, as a person in the vendor's portal would: no authenticity post comes of it
 * (docs/gateway.md §8). Errors: sandbox_transaction_unknown, sandbox_state_forbids.
 */
export function refundInPortal(world: World, nit: string, amountCents?: number): void {
  const payment = knownTransaction(world, nit);
  if (payment.status !== 'CON')
    refuse(`nit: a payment in status ${payment.status} cannot be refunded, only CON`);
  const left = leftToRefund(world, payment);
  const cents = amountCents ?? left;
  if (!Number.isInteger(cents) || cents < 1 || cents > left)
    refuse(`amountCents: give whole cents from 1 to the ${left} that are left`);
  const cancellation = newCancellation(world, payment);
  cancellation.amountCents = cents;
  decideRefund(world, payment, cancellation, { kind: 'approve' });
}

/** Ends a cancellation that awaits its answer. Errors: sandbox_transaction_unknown, sandbox_state_forbids. */
export function decideCancellation(world: World, nit: string, decision: RefundDecision): void {
  const cancellation = world.cancellations.find(nit, world.clock.now());
  if (cancellation === undefined)
    throw new SandboxError('sandbox_transaction_unknown', 'nit: no such cancellation; see cancellations()');
  if (cancellation.status !== 'PEN')
    refuse(
      `nit: a cancellation in status ${cancellation.status} is decided, or was never sent; only PEN waits`,
    );
  const payment = knownTransaction(world, cancellation.paymentNit);
  // Somebody has reversed the payment in the portal meanwhile: there is nothing left to give back.
  if (payment.status !== 'CON' && decision.kind === 'approve')
    refuse(`decision: the payment reads ${payment.status}, so nothing can be given back`);
  decideRefund(world, payment, cancellation, decision);
}
