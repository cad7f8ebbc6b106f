import type { PresentedCard } from '../state/cards';
import type { LedgerEntry } from '../state/ledger';
import type { Authorization, TransactionRecord, TransactionStatus } from '../state/transactions';
import type { World } from '../world';
import { authorise, type AuthoriserAnswer } from './authorise';
import { queueNotification } from './status-post';

/** What the ledger and the issuer need to know about a charge besides its transaction. */
export interface ChargeContext {
  card: PresentedCard;
  /** Ordinal of the execution of the schedule, from 1; absent for a payment of the API. */
  execution?: number;
  /** Executed once more by an incident. */
  repeated?: boolean;
  /** Where an outcome leads to another status than usual, because the charge will be tried again, or was. */
  statuses?: Partial<Record<Authorization['outcome'], TransactionStatus>>;
}

const usualStatuses = { approved: 'CON', denied: 'NEG', error: 'ERR', invalid: 'INV' } as const;

function statusAfter(
  { postponeConfirmation }: TransactionRecord,
  { outcome }: Authorization,
  statuses: ChargeContext['statuses'] = {},
): TransactionStatus {
  if (outcome === 'approved' && postponeConfirmation) return 'PPC';
  return statuses[outcome] ?? usualStatuses[outcome];
}

function ledgerState(status: TransactionStatus): LedgerEntry['state'] {
  if (status === 'CON') return 'confirmed';
  return status === 'PPC' ? 'pending' : 'none';
}

/**
 * Executes one charge: asks the authoriser, sets the status of the transaction, writes the ledger and queues the status post
 * (docs/gateway.md §2, §6). Everything in one go, so that no lost answer can leave it half done.
 */
export function charge(
  world: World,
  transaction: TransactionRecord,
  context: ChargeContext,
): AuthoriserAnswer {
  const { orderId, amountCents, merchantId, nit, sid, cycle, kind } = transaction;
  const { card, execution, repeated = false, statuses } = context;
  const answer = authorise(world, {
    card,
    merchantId,
    orderId,
    amountCents,
    ...(execution !== undefined && { execution }),
  });
  const { outcome, authorizerCode, at } = answer.authorization;
  transaction.card = card;
  transaction.authorization = answer.authorization;
  world.transactions.setStatus(transaction, statusAfter(transaction, answer.authorization, statuses));
  world.ledger.record({
    at,
    merchantId,
    orderId,
    nit,
    ...(sid !== undefined && { sid }),
    ...(cycle !== undefined && { cycle }),
    amountCents,
    kind,
    outcome: outcome === 'invalid' ? 'error' : outcome,
    state: ledgerState(transaction.status),
    authorizerCode,
    repeated,
  });
  queueNotification(world, transaction);
  return answer;
}
