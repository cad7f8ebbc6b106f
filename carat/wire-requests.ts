import type { z } from 'zod';
import type { beginEditSchema, editSchema, refundSchema } from './change-schemas';
import { toGatewayDate } from './gateway-date';
import type { activateSchema, createTransactionSchema, listSchema, paySchema } from './request-schemas';

/** A JSON object as the gateway wants it: every value a string, numbers and booleans included (docs/gateway.md). */
export interface WireObject {
  [field: string]: string | WireObject | undefined;
}

type Create = z.output<typeof createTransactionSchema>;
type Pay = z.output<typeof paySchema>;
type Plan = Pick<Pay, 'installments' | 'installmentType'>;

/** Body of POST /v1/transactions (docs/gateway.md §1). */
export function toCreateBody(request: Create): WireObject {
  const { payment, schedule } = request;
  return {
    merchant_usn: request.merchantUsn,
    order_id: request.orderId,
    authorizer_id: request.authorizerId,
    ...(payment === undefined ? {} : toPaymentFields(payment)),
    schedule: schedule === undefined ? undefined : toScheduleFields(schedule),
    additional_data: toAdditionalData(request),
  };
}

/** Body of POST /v1/payments/{nit} (docs/gateway.md §2). */
export function toPayBody(request: Pay): WireObject {
  return {
    authorizer_id: request.authorizerId,
    ...toPlanFields(request),
    amount: text(request.amountCents),
    card: { ...toCardFields(request.card), security_code: request.card.securityCode },
  };
}

/** Body of POST /v1/schedules/{sid} (docs/gateway.md §4). */
export function toActivateBody(request: z.output<typeof activateSchema>): WireObject {
  return { authorizer_id: request.authorizerId, card: toCardFields(request.card) };
}

/** Body of POST /v1/schedules/edits (docs/gateway.md §7). */
export function toBeginEditBody({ sid, merchantData }: z.output<typeof beginEditSchema>): WireObject {
  return { sid, merchant_data: merchantData };
}

/** Body of PUT /v1/schedules/edits/{seid}: what is left out stays as it is (docs/gateway.md §7). */
export function toEditBody(change: z.output<typeof editSchema>['change']): WireObject {
  return {
    status: change.status,
    amount: text(change.amountCents),
    next_date: change.nextDate === undefined ? undefined : toGatewayDate(change.nextDate),
    ...toPlanFields(change),
    card: change.card === undefined ? undefined : toCardFields(change.card),
  };
}

/** Body of PUT /v1/cancellations/{nit} (docs/gateway.md §8). */
export function toRefundBody({ amountCents, card }: z.output<typeof refundSchema>): WireObject {
  return {
    amount: text(amountCents),
    card: card === undefined ? undefined : { ...toCardFields(card), security_code: card.securityCode },
  };
}

/** Query string of GET /v1/transactions (docs/gateway.md §5.4). */
export function toListQuery(request: z.output<typeof listSchema>): string {
  return new URLSearchParams({
    start_date: toGatewayDate(request.startDate),
    end_date: toGatewayDate(request.endDate),
  }).toString();
}

function toPaymentFields(payment: NonNullable<Create['payment']>): WireObject {
  // Both are mandatory for a payment, and 4 is the type of a spot sale (docs/gateway.md §1).
  const { installments = 1, installmentType = '4' } = payment;
  return { ...toPlanFields({ installments, installmentType }), amount: text(payment.amountCents) };
}

function toScheduleFields(schedule: NonNullable<Create['schedule']>): WireObject {
  return {
    amount: text(schedule.amountCents),
    do_payment_now: text(schedule.doPaymentNow),
    initial_date: toGatewayDate(schedule.initialDate),
    number_of_times: text(schedule.numberOfTimes),
    interval: text(schedule.intervalMonths),
    ...toPlanFields(schedule),
    soft_descriptor: schedule.softDescriptor,
    show_times_invoice: text(schedule.showTimesInvoice),
  };
}

function toAdditionalData({ payment, storeIdentification }: Create): WireObject | undefined {
  const postponed = payment?.postponeConfirmation;
  if (postponed === undefined && storeIdentification === undefined) return undefined;
  const payer = storeIdentification === undefined ? undefined : { store_identification: storeIdentification };
  return { postpone_confirmation: text(postponed), payer };
}

function toPlanFields(plan: Plan): WireObject {
  return { installments: text(plan.installments), installment_type: plan.installmentType };
}

function toCardFields(card: z.output<typeof activateSchema>['card']): WireObject {
  return { number: card.number, expiry_date: card.expiryDate, holder: card.holder, token: card.token };
}

function text(value: number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
