import type { GatewayFacts, PaymentFacts, RefundFacts, ScheduleFacts } from '../gateway/answers';
import { meaningOfPayment, meaningOfSchedule } from '../gateway/status';
import { isSameId, type Nit, type Sid } from '../ids';
import type { OpenCall } from './call';
import type { StatusMeaning } from './conclusion';

/** What an answer says of a payment; undefined when it speaks of none, or of another. */
export function paymentOf(facts: GatewayFacts, nit: Nit | undefined): PaymentFacts | undefined {
  const { payment } = facts;
  if (payment === undefined || nit === undefined || !isSameId(payment.nit, nit)) return undefined;
  return { ...payment, nit };
}

/** What an answer says of a schedule; undefined when it speaks of none, or of another. */
export function scheduleOf(facts: GatewayFacts, sid: Sid | undefined): ScheduleFacts | undefined {
  const { schedule } = facts;
  return schedule !== undefined && sid !== undefined && isSameId(schedule.sid, sid) ? schedule : undefined;
}

/** What an answer says of a refund; undefined when it speaks of none, or of another. */
export function refundOf({ refund }: GatewayFacts, nit: Nit | undefined): RefundFacts | undefined {
  return refund !== undefined && nit !== undefined && isSameId(refund.nit, nit) ? refund : undefined;
}

/** What an answer means for a call; undefined when it says nothing of what the call is about. */
export function meaningFor(call: OpenCall, facts: GatewayFacts): StatusMeaning | undefined {
  const schedule = scheduleOf(facts, call.sid);
  const payment = paymentOf(facts, call.nit);
  const refund = refundOf(facts, call.nit);
  switch (call.kind) {
    case 'create':
    case 'begin_refund':
      return undefined;
    case 'refund':
      return refund === undefined ? undefined : meaningOfPayment(refund.status).refund;
    case 'activate':
      return schedule === undefined ? undefined : meaningOfSchedule(schedule.status).activate;
    case 'pay':
      return payment === undefined ? undefined : meaningOfPayment(payment.status).pay;
    case 'confirm':
    case 'undo':
      return payment === undefined ? undefined : meaningOfPayment(payment.status).decision;
  }
}
