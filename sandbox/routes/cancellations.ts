import { refusal, success, type GatewayAnswer } from '../answers/answers';
import { cancellationJson } from '../answers/cancellation-json';
import { gatewayMessages, GatewayRefusal } from '../answers/codes';
import { acquirerOf } from '../charging/acquirers';
import { leftToRefund, newCancellation, refund, refundFailures } from '../charging/refund';
import { handOver } from '../posting/authenticity-post';
import type { CancellationRecord } from '../state/cancellations';
import type { TransactionRecord } from '../state/transactions';
import { readPresentedCard } from './card-fields';
import { amountRule } from './common-fields';
import { parseBody, type Fields } from './fields';
import { cancellationOf } from './lookup';
import type { GatewayRequest } from './request';

const usnRule = { pattern: /^\d{15}$/, missing: '34', invalid: '35' } as const;

/** The payment of a gateway sequence number. A wrong one, and one that is not captured, are "authenticity errors" (CERT, §8). */
function cancellablePayment({ world, merchant }: GatewayRequest, usn: string): TransactionRecord {
  const payment = world.transactions.findByUsn(usn);
  if (payment?.merchantId !== merchant.id) throw new GatewayRefusal('115');
  const { status } = payment;
  if (status !== 'CON' || leftToRefund(world, payment) === 0)
    throw new GatewayRefusal(world.settings.notCancellableCode);
  return payment;
}

/** `nit`, and what one store reads besides it (FIELD, docs/gateway.md §8). */
function postParameters(
  { world }: GatewayRequest,
  { nit }: CancellationRecord,
  { orderId, merchantUsn, merchantId }: TransactionRecord,
): Record<string, string> {
  if (world.settings.cancellationPostFields === 'nit_only') return { nit };
  return { nit, pedido: orderId, nsu: merchantUsn, codigoLoja: merchantId };
}

function handNitOver(
  request: GatewayRequest,
  cancellation: CancellationRecord,
  payment: TransactionRecord,
): Promise<boolean> {
  const { world, epoch } = request;
  const parameters = postParameters(request, cancellation, payment);
  const { merchantId, orderId } = payment;
  const another = world.ids.digits(9);
  return handOver(world, epoch, {
    ...{ merchantId, orderId, parameters },
    ofAnother: 'pedido' in parameters ? { pedido: `outro${another}` } : {},
    invalidate: () => {
      if (cancellation.status === 'NOV') cancellation.status = 'INV';
    },
    expire: () => {
      cancellation.expiresAt = world.clock.now();
    },
  });
}

/** POST /v1/cancellations: begins the cancellation of a payment. The NIT is not in the answer (docs/gateway.md §8). */
export async function beginRefund(request: GatewayRequest): Promise<GatewayAnswer> {
  const { world } = request;
  const usn = parseBody(request.body, world.settings).required('esitef_usn', usnRule);
  const payment = cancellablePayment(request, usn);
  const accepted = await handNitOver(request, newCancellation(world, payment), payment);
  if (!accepted) return refusal(new GatewayRefusal('115'));
  return success({}, { httpStatus: world.settings.beginHttpStatus, executed: true });
}

/** SiTef routings need the card, and it must be the one that was charged (docs/gateway.md §8, code 301). */
function checkCard({ world }: GatewayRequest, fields: Fields, payment: TransactionRecord): void {
  const card = readPresentedCard(world, fields);
  const isRequired = world.settings.refundCardRequired === 'on_sitef' && acquirerOf(world).viaSitef;
  if (card === undefined && isRequired) throw new GatewayRefusal('10', 400, 'card.number');
  if (card !== undefined && card.token !== payment.card?.token) throw new GatewayRefusal('301');
}

/** What is left, or a part of it where the acquirer can do that. */
function readAmount({ world }: GatewayRequest, fields: Fields, payment: TransactionRecord): number {
  const { refundAmountCode, partialRefundAllowed } = world.settings;
  const left = leftToRefund(world, payment);
  const amountCents = Number(fields.optional('amount', amountRule) ?? left);
  const isPart = amountCents < payment.amountCents;
  if (amountCents > left || (isPart && !partialRefundAllowed))
    throw new GatewayRefusal(refundAmountCode, 400, 'amount');
  return amountCents;
}

/** PUT /v1/cancellations/{nit}: gives money back, all of it or a part (docs/gateway.md §8). */
export function refundPayment(request: GatewayRequest): GatewayAnswer {
  const { world } = request;
  const cancellation = cancellationOf(request);
  if (cancellation.status !== 'NOV') throw new GatewayRefusal(world.settings.deadIdCode);
  const payment = world.transactions.find(cancellation.paymentNit);
  if (payment?.status !== 'CON') throw new GatewayRefusal('107');
  const fields = parseBody(request.body, world.settings);
  checkCard(request, fields, payment);
  refund(world, payment, cancellation, readAmount(request, fields, payment));
  const objects = { cancellation: cancellationJson(world, cancellation) };
  const code = refundFailures[cancellation.status];
  if (code === undefined) return success(objects, { executed: true });
  return { httpStatus: 400, executed: true, body: { code, message: gatewayMessages[code], ...objects } };
}
