import { acquirerOf } from '../charging/acquirers';
import { paymentTypeOf } from '../charging/authorizers';
import type { Authorization, TransactionRecord } from '../state/transactions';
import { formatWireTimestamp } from '../time/calendar';
import type { World } from '../world';
import type { WireObject } from './answers';

/** Nothing is decided while a request is at the authoriser; what a query reads then is a setting (docs/gateway.md §9). */
function shownStatus({ settings }: World, { processing, status }: TransactionRecord): string {
  return processing ? settings.statusWhileProcessing : status;
}

/** A cancellation in part leaves the payment CON; what its amount reads then is a setting (docs/gateway.md §8). */
function shownAmount(
  { settings }: World,
  { amountCents, refundedCents = 0, status }: TransactionRecord,
): string {
  const falls = settings.refundedAmountShown === 'falls' && status === 'CON';
  return String(falls ? amountCents - refundedCents : amountCents);
}

function basics({ status, nit, orderId, merchantUsn, amountCents }: TransactionRecord): WireObject {
  return { status, nit, order_id: orderId, merchant_usn: merchantUsn, amount: String(amountCents) };
}

/** The `payment` object of a creation answer (docs/gateway.md §1a). */
export function createdPaymentJson(transaction: TransactionRecord): WireObject {
  return basics(transaction);
}

/** Present on approvals only; absent on a denial (docs/gateway.md §5.4). */
export function approvalJson(authorization: Authorization): WireObject {
  return {
    customer_receipt: '====CUPOM COMPRADOR====',
    merchant_receipt: '====CUPOM ESTABELECIMENTO====',
    authorizer_date: formatWireTimestamp(authorization.at),
    authorization_number: authorization.authorizationNumber,
  };
}

/** Which way a charge or a cancellation went (docs/gateway.md §2). */
export function routingJson(world: World, authorization: Authorization): WireObject {
  const acquirer = acquirerOf(world);
  const common = { acquirer_id: acquirer.id, acquirer_name: acquirer.name };
  if (!acquirer.viaSitef) return { ...common, host_usn: authorization.hostUsn, tid: authorization.tid };
  return {
    ...common,
    sitef_usn: authorization.sitefUsn,
    // The trailing blank is the gateway's own (docs/gateway.md §2).
    host_usn: `${authorization.hostUsn} `,
    issuer: '2',
    authorizer_merchant_id: '000000000000005',
    terminal_id: 'ES000032',
  };
}

/** The `payment` object of a payment or query answer (docs/gateway.md §2, §5.2). */
export function paymentJson(world: World, transaction: TransactionRecord): WireObject {
  const { authorization, authorizerId } = transaction;
  const common = {
    ...basics(transaction),
    status: shownStatus(world, transaction),
    amount: shownAmount(world, transaction),
  };
  const authorizer = authorizerId === undefined ? {} : { authorizer_id: authorizerId };
  if (authorization === undefined) return { ...common, ...authorizer };
  return {
    authorizer_code: authorization.authorizerCode,
    authorizer_message: authorization.authorizerMessage,
    ...common,
    ...(authorization.outcome === 'approved' && approvalJson(authorization)),
    ...authorizer,
    esitef_usn: transaction.esitefUsn,
    ...routingJson(world, authorization),
    payment_type: paymentTypeOf(authorizerId ?? ''),
    payment_date: formatWireTimestamp(authorization.at),
  };
}

/** One flat element of the list by date (docs/gateway.md §5.4); INV and EXP carry empty authoriser fields. */
export function listedPaymentJson(world: World, transaction: TransactionRecord): WireObject {
  return {
    authorizer_code: '',
    authorizer_message: '',
    ...paymentJson(world, transaction),
    esitef_usn: transaction.esitefUsn,
    type: 'P',
    merchant_id: transaction.merchantId,
    creation_date: formatWireTimestamp(transaction.createdAt),
    installments: transaction.installments,
  };
}
