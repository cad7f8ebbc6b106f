import { instantOf } from '../calendar';
import type { PaymentFacts } from '../gateway/answers';
import { meaningOfPayment } from '../gateway/status';
import { asNit } from '../ids';
import type { Charge } from './charge';
import type { KnownBy } from './outcomes';

/** What a charge is held against. */
export interface ExpectedCharge {
  /** What was sold, integer cents. */
  soldCents: number;
  /** What the gateway was to charge by its own word; the amount of a charge that it does not tell. */
  scheduledCents: number;
}

/** A charge as the gateway told it. */
export function chargeFrom(
  facts: PaymentFacts,
  knownBy: KnownBy,
  expected: ExpectedCharge,
  nowMs: number,
): Charge {
  const { nit, status, amountCents, amountUnreadable, at, usn, authorizerCode, authorizerMessage } = facts;
  return {
    nit: asNit(nit),
    outcome: meaningOfPayment(status).charge,
    gatewayStatus: status,
    ...(amountCents === undefined
      ? { amountCents: expected.scheduledCents, amountAssumed: true as const }
      : { amountCents }),
    ...(amountUnreadable === true ? { amountUnreadable } : {}),
    ...(amountCents !== undefined && amountCents !== expected.soldCents
      ? { soldCents: expected.soldCents }
      : {}),
    ...(at === undefined ? {} : { at }),
    ...(usn === undefined ? {} : { usn }),
    ...(authorizerCode === undefined ? {} : { code: authorizerCode }),
    ...(authorizerMessage === undefined ? {} : { message: authorizerMessage }),
    knownBy,
    knownAt: instantOf(nowMs),
  };
}
