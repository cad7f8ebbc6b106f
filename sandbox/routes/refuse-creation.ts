import { refusal, type GatewayAnswer } from '../answers/answers';
import type { GatewayRefusal } from '../answers/codes';
import { createdPaymentJson } from '../answers/payment-json';
import { createdScheduleJson } from '../answers/schedule-json';
import type { ScheduleRecord } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import { dateOf } from '../time/calendar';
import { newSchedule, newTransaction, store } from './new-records';
import { peekCreation, type PeekedCreation } from './peek';
import type { GatewayRequest } from './request';

/** Nothing that was refused is kept of a request, but whose order it was. */
function invalidTransaction(request: GatewayRequest, { orderId = '' }: PeekedCreation): TransactionRecord {
  const terms = { orderId, merchantUsn: '0', postponeConfirmation: false, antiFraud: false };
  const payment = { amountCents: 0, installments: '1', installmentType: '4' };
  return { ...newTransaction(request, terms, payment), status: 'INV' };
}

function invalidSchedule(request: GatewayRequest, peeked: PeekedCreation): ScheduleRecord {
  const { orderId = '', wantsPayment } = peeked;
  const terms = {
    amountCents: 0,
    doPaymentNow: wantsPayment,
    initialDate: dateOf(request.world.clock.now()),
    intervalMonths: 1,
    installments: '1',
    installmentType: '4',
    showTimesInvoice: 'false',
    storeIdentification: '',
  };
  return { ...newSchedule(request, { orderId, merchantUsn: '0' }, terms), status: 'INV' };
}

/** A refused creation leaves what it would have created behind, in status INV (docs/gateway.md §1, §9). */
export function refuseCreation(request: GatewayRequest, cause: GatewayRefusal): GatewayAnswer {
  const { world, body } = request;
  const peeked = peekCreation(body, world.settings);
  const schedule = peeked.wantsSchedule ? invalidSchedule(request, peeked) : undefined;
  const transaction = peeked.wantsPayment ? invalidTransaction(request, peeked) : undefined;
  store(world, schedule, transaction);
  if (world.settings.creationFailureAnswer === 'code_only') return refusal(cause);
  return refusal(cause, {
    ...(transaction && { payment: createdPaymentJson(transaction) }),
    ...(schedule && { schedule: createdScheduleJson(schedule) }),
  });
}
