import { SandboxError } from '../sandbox-error';
import type { TransactionRecord } from '../state/transactions';
import type { World } from '../world';

/** The transaction that the portal is asked to change; refuses an unknown NIT (sandbox_transaction_unknown). */
export function knownTransaction(world: World, nit: string): TransactionRecord {
  const transaction = world.transactions.find(nit);
  if (transaction !== undefined) return transaction;
  throw new SandboxError('sandbox_transaction_unknown', 'nit: no such transaction; see transactions()');
}
