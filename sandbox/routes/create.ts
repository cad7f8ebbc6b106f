import { refusal, success, type GatewayAnswer } from '../answers/answers';
import { GatewayRefusal } from '../answers/codes';
import { createdPaymentJson } from '../answers/payment-json';
import { createdScheduleJson } from '../answers/schedule-json';
import type { ScheduleRecord } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import { addMinutes, dayOfMonth } from '../time/calendar';
import type { World } from '../world';
import { readCreateTerms, type CreateTerms, type PaymentTerms, type ScheduleTerms } from './create-fields';
import { parseBody, peekOrderId } from './fields';
import type { GatewayRequest } from './request';

function commonOf({ world, merchant }: GatewayRequest, terms: CreateTerms) {
  const createdAt = world.clock.now();
  return {
    merchantId: merchant.id,
    orderId: terms.orderId,
    merchantUsn: terms.merchantUsn,
    ...(terms.authorizerId !== undefined && { authorizerId: terms.authorizerId }),
    createdAt,
    expiresAt: addMinutes(createdAt, world.settings.creationTimeLimitMinutes),
    status: 'NOV' as const,
  };
}

function newTransaction(
  request: GatewayRequest,
  terms: CreateTerms,
  payment: PaymentTerms,
): TransactionRecord {
  const { ids, clock } = request.world;
  return {
    nit: ids.longId(),
    esitefUsn: ids.usn(clock.now()),
    ...commonOf(request, terms),
    ...payment,
    postponeConfirmation: terms.postponeConfirmation,
    antiFraud: terms.antiFraud,
    kind: 'payment',
    processing: false,
  };
}

function newSchedule(request: GatewayRequest, terms: CreateTerms, schedule: ScheduleTerms): ScheduleRecord {
  const { ids, clock } = request.world;
  return {
    sid: ids.longId(),
    scheduleUsn: ids.usn(clock.now()),
    ...commonOf(request, terms),
    ...schedule,
    nextDate: schedule.initialDate,
    anchorDay: dayOfMonth(schedule.initialDate),
    currentTimes: 0,
    cycle: 1,
    attempts: 0,
    nits: [],
    nsus: [],
  };
}

/** A refused creation leaves a transaction in status INV behind (carat-api.md §1). */
function recordInvalid(request: GatewayRequest): TransactionRecord {
  const orderId = peekOrderId(request.body)?.slice(0, 40) ?? '';
  const terms = { orderId, merchantUsn: '0', postponeConfirmation: false, antiFraud: false };
  const payment = { amountCents: 0, installments: '1', installmentType: '4' };
  const transaction: TransactionRecord = { ...newTransaction(request, terms, payment), status: 'INV' };
  request.world.transactions.add(transaction);
  return transaction;
}

function refuseCreation(request: GatewayRequest, cause: GatewayRefusal): GatewayAnswer {
  const transaction = recordInvalid(request);
  const withObject = request.world.settings.creationFailureAnswer === 'with_object';
  return refusal(cause, withObject ? { payment: createdPaymentJson(transaction) } : {});
}

function store(world: World, schedule?: ScheduleRecord, transaction?: TransactionRecord): void {
  if (schedule && transaction) {
    transaction.sid = schedule.sid;
    if (world.settings.immediatePaymentCounts) transaction.cycle = 1;
    schedule.paymentNit = transaction.nit;
  }
  if (schedule) world.schedules.add(schedule);
  if (transaction) world.transactions.add(transaction);
}

/**
 * POST /v1/transactions: yields a NIT, a SID, or both; HTTP 201 (carat-api.md §1, §10). No money moves, and nothing stops a second
 * creation for the same order: the orphan expires by itself.
 */
export function create(request: GatewayRequest): GatewayAnswer {
  const { world, merchant, body } = request;
  try {
    const terms = readCreateTerms(world, merchant, parseBody(body, world.settings));
    const schedule = terms.schedule && newSchedule(request, terms, terms.schedule);
    const transaction = terms.payment && newTransaction(request, terms, terms.payment);
    store(world, schedule, transaction);
    const objects = {
      ...(transaction && { payment: createdPaymentJson(transaction) }),
      ...(schedule && { schedule: createdScheduleJson(schedule) }),
    };
    return success(objects, { httpStatus: 201, executed: true });
  } catch (error) {
    if (error instanceof GatewayRefusal) return refuseCreation(request, error);
    throw error;
  }
}
