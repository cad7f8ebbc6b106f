import { success, type GatewayAnswer, type WireObject } from '../answers/answers';
import { gatewayMessages, GatewayRefusal, type GatewayCode } from '../answers/codes';
import { paymentJson } from '../answers/payment-json';
import { scheduleJson } from '../answers/schedule-json';
import { charge } from '../charging/charge';
import { followPayment } from '../charging/follow-payment';
import type { PresentedCard } from '../state/cards';
import type { TransactionRecord } from '../state/transactions';
import type { World } from '../world';
import { readCard } from './card-fields';
import { authorizerOfCard, readAuthorizer } from './authorizer';
import { amountRule, checkInstallments, installmentsRule, installmentTypeRule } from './common-fields';
import { parseBody, type Fields } from './fields';
import { transactionOf } from './lookup';
import type { GatewayRequest } from './request';

/** Code 102: a NIT in progress or finished is never charged again (docs/gateway.md §2). */
function refuseUnlessPayable({ settings, clock }: World, transaction: TransactionRecord): void {
  const { status, processing, kind, expiresAt } = transaction;
  // A denied NIT can be used again at most as long as a new one could (§1: past its time limit the id is dead).
  const reusable =
    status === 'NEG' && kind === 'payment' && settings.deniedNitReusable && clock.now() < expiresAt;
  if (processing || (status !== 'NOV' && !reusable)) throw new GatewayRefusal('102');
}

/** What this request charges: the terms of the creation, overridden for this attempt only (docs/gateway.md §2). */
function readTerms(world: World, fields: Fields, transaction: TransactionRecord): Partial<TransactionRecord> {
  const createdWith = transaction.createdWith ?? transaction;
  const { amountCents, installmentType } = createdWith;
  const installments = fields.optional('installments', installmentsRule) ?? createdWith.installments;
  checkInstallments(world, installments);
  return {
    createdWith: { amountCents, installments: createdWith.installments, installmentType },
    amountCents: Number(fields.optional('amount', amountRule) ?? amountCents),
    installments,
    installmentType: fields.optional('installment_type', installmentTypeRule) ?? installmentType,
  };
}

function readPaymentAuthorizer(fields: Fields, { merchant }: GatewayRequest, transaction: TransactionRecord) {
  const authorizerId = readAuthorizer(fields, merchant) ?? transaction.authorizerId;
  if (authorizerId === undefined) throw new GatewayRefusal('4', 400, 'authorizer_id');
  return authorizerId;
}

function objectsOf(world: World, transaction: TransactionRecord): WireObject {
  const schedule = transaction.sid === undefined ? undefined : world.schedules.find(transaction.sid);
  const payment = paymentJson(world, transaction);
  if (schedule === undefined || !world.settings.payAnswerIncludesSchedule) return { payment };
  return { payment, schedule: scheduleJson(world, schedule) };
}

/** A denial and a communication failure come with HTTP 400, a code, and the payment in the body (docs/gateway.md §2, §10). */
function failure(gatewayCode: GatewayCode, objects: WireObject): GatewayAnswer {
  const body = { code: gatewayCode, message: gatewayMessages[gatewayCode], ...objects };
  return { httpStatus: 400, body, executed: true };
}

/** The authorizer of the schedule is the one its first payment was made with, where creation named none. */
function inheritAuthorizer(world: World, { sid, authorizerId }: TransactionRecord): void {
  const schedule = sid === undefined ? undefined : world.schedules.find(sid);
  if (schedule && authorizerId !== undefined) schedule.authorizerId ??= authorizerId;
}

/** The charge and all that follows from it, in one go: nothing can come in between. */
function execute(world: World, transaction: TransactionRecord, card: PresentedCard): GatewayAnswer {
  transaction.processing = false;
  const { authorization, denialCode } = charge(world, transaction, { card });
  inheritAuthorizer(world, transaction);
  followPayment(world, transaction);
  const objects = objectsOf(world, transaction);
  if (authorization.outcome === 'denied') return failure(denialCode, objects);
  if (authorization.outcome === 'error') return failure('131', objects);
  if (authorization.outcome === 'invalid') return failure('100', objects);
  return success(objects, { executed: true });
}

/** POST /v1/payments/{nit}: charges the card (docs/gateway.md §2). */
export async function pay(request: GatewayRequest): Promise<GatewayAnswer> {
  const { world, merchant, body, epoch } = request;
  const transaction = transactionOf(request);
  refuseUnlessPayable(world, transaction);
  const fields = parseBody(body, world.settings);
  const asked = readPaymentAuthorizer(fields, request, transaction);
  const terms = readTerms(world, fields, transaction);
  const card = readCard(world, fields);
  const authorizerId = authorizerOfCard(world, merchant, card, asked);
  if (transaction.antiFraud && merchant.antiFraud !== true) throw new GatewayRefusal('102');
  const { paymentAmountCents } = request.otherTerms ?? {};
  const kept = paymentAmountCents === undefined ? terms : { ...terms, amountCents: paymentAmountCents };
  Object.assign(transaction, { ...kept, authorizerId });
  transaction.processing = true;
  const durationMs = world.settings.authorizationDurationMs;
  return epoch.after(durationMs, () => execute(world, transaction, card));
}
