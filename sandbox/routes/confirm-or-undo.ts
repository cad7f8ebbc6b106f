import { success, type GatewayAnswer } from '../answers/answers';
import { GatewayRefusal } from '../answers/codes';
import { acquirerOf } from '../charging/acquirers';
import { confirmPayment, undoPayment } from '../charging/follow-payment';
import type { TransactionRecord } from '../state/transactions';
import { transactionOf } from './lookup';
import type { GatewayRequest } from './request';

function readConfirm(query: URLSearchParams): boolean {
  const confirm = query.get('confirm');
  if (confirm !== 'true' && confirm !== 'false') throw new GatewayRefusal('150', 400, 'confirm');
  return confirm === 'true';
}

/** At most what was authorised; less than that only on non-SiTef routings (docs/gateway.md §3). */
function readAmount({ world, query }: GatewayRequest, transaction: TransactionRecord): number {
  const text = query.get('amount');
  if (text === null || text === '') return transaction.amountCents;
  const amountCents = /^\d{1,12}$/.test(text) ? Number(text) : 0;
  const partial = amountCents < transaction.amountCents;
  const refused = amountCents === 0 || amountCents > transaction.amountCents;
  if (refused || (partial && acquirerOf(world).viaSitef)) throw new GatewayRefusal('33', 400, 'amount');
  return amountCents;
}

/**
 * PUT /v1/payments/{nit}?confirm=true|false[&amount=]: captures or undoes a payment that waits for confirmation
 * (docs/gateway.md §3). What is not PPC is refused.
 */
export function confirmOrUndo(request: GatewayRequest): GatewayAnswer {
  const { world, query } = request;
  const transaction = transactionOf(request);
  const confirm = readConfirm(query);
  const amountCents = readAmount(request, transaction);
  if (transaction.status !== 'PPC') throw new GatewayRefusal(world.settings.notPendingCode);
  if (confirm) confirmPayment(world, transaction, amountCents);
  else undoPayment(world, transaction);
  return success({ payment: { status: transaction.status } }, { executed: true });
}
