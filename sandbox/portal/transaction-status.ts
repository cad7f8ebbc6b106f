import { queueNotification } from '../charging/status-post';
import { SandboxError } from '../sandbox-error';
import type { LedgerEntry } from '../state/ledger';
import type { UnpaidStatus } from '../state/transactions';
import type { World } from '../world';
import { knownTransaction } from './known-transaction';

const withoutCharge: readonly UnpaidStatus[] = ['PEN', 'AGU', 'BLQ', 'ABA', 'CAN'];

/** What a transaction may read, by what its last charge came to: no status may hide a charge, or tell of one that never was. */
const possible: Record<LedgerEntry['outcome'] | 'none', readonly UnpaidStatus[]> = {
  none: ['NOV', 'INV', 'ERR', 'EXP', ...withoutCharge],
  denied: ['NEG', 'RET', ...withoutCharge],
  error: ['ERR', 'INV', ...withoutCharge],
  // Money was authorised: confirming, undoing and reversing have ways of their own.
  approved: [],
};

/**
 * Gives a transaction a status that nothing else in the sandbox leads to (docs/gateway.md §9).
 * Errors: sandbox_transaction_unknown, sandbox_state_forbids.
 */
export function setTransactionStatus(world: World, nit: string, status: UnpaidStatus): void {
  const transaction = knownTransaction(world, nit);
  if (transaction.processing) {
    throw new SandboxError(
      'sandbox_state_forbids',
      'nit: it is at the authoriser right now; try again later',
    );
  }
  const lastCharge = world.ledger.lastOf(nit)?.outcome ?? 'none';
  const allowed = possible[lastCharge];
  if (!allowed.includes(status)) {
    const choice = allowed.length === 0 ? 'no other status' : allowed.join(', ');
    const message = `status: ${status} contradicts the ledger (last charge: ${lastCharge}), which allows ${choice}`;
    throw new SandboxError('sandbox_state_forbids', message);
  }
  world.transactions.setStatus(transaction, status);
  queueNotification(world, transaction);
}
