import { queueNotification } from '../charging/status-post';
import { SandboxError } from '../sandbox-error';
import type { World } from '../world';
import { knownTransaction } from './known-transaction';

/** CON -> EST, as a person in the vendor's portal would; the schedule goes on (docs/gateway.md §8). */
export function reversePayment(world: World, nit: string): void {
  const payment = knownTransaction(world, nit);
  if (payment.status !== 'CON') {
    const message = `nit: a payment in status ${payment.status} cannot be reversed, only CON`;
    throw new SandboxError('sandbox_state_forbids', message);
  }
  world.transactions.setStatus(payment, 'EST');
  world.ledger.reverse(nit);
  queueNotification(world, payment);
}
