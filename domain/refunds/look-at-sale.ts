import { askPauseMs } from '../calls/cadence';
import type { PaymentFacts, QueryOutcome } from '../gateway/answers';
import { meaningOfPayment } from '../gateway/status';
import { isSameId } from '../ids';
import { chargeFrom } from '../ledger/charge-from';
import { keptCents } from '../ledger/given-back';
import type { Charge } from '../ledger/charge';
import { chargeByNit, recordAgain } from '../ledger/ledger';
import { LIMITS } from '../limits';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { startBegin } from './begin-refund';
import { failRefund, withRefund } from './changes';
import { isBeingRefunded, isNotShown, refundById } from './open-refunds';
import { isOpenRefund, type Refund } from './refund';
import { isTooOldToAsk } from './refusal';

/**
 * Takes the answer to a question about the charge of a refund over. Before the refund it says whether there is enough left, and by which
 * number it is begun; afterwards it is what the books are held against.
 */
export function applySaleLook(
  record: SubscriptionRecord,
  id: string,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const refund = refundById(record, id);
  if (refund?.look === undefined) return record;
  // What another refund of this charge may have given back is not taken for somebody else's: its own look comes after it.
  if (!isOpenRefund(refund) && isBeingRefunded(record, refund.charge))
    return afterwards(record, refund, undefined, context);
  const facts = answer.kind === 'done' ? saleIn(answer.facts.payment, refund) : undefined;
  const told = facts === undefined ? record : withSaleTold(record, facts, context);
  if (!isOpenRefund(refund)) return afterwards(told, refund, facts, context);
  if (facts !== undefined) return beforehand(told, withUsn(refund, facts.usn), context, facts.status);
  const isGone = answer.kind === 'refused' && answer.noSuchTransaction === true;
  return withoutAnswer(record, refund, isGone, context);
}

const saleIn = (payment: PaymentFacts | undefined, { charge }: Refund): PaymentFacts | undefined =>
  payment !== undefined && isSameId(payment.nit, charge) ? { ...payment, nit: charge } : undefined;

const withUsn = (refund: Refund, usn: string | undefined): Refund =>
  usn === undefined ? refund : { ...refund, usn };

/** What is known of a charge stays where an answer leaves it out. */
function withSaleTold(
  record: SubscriptionRecord,
  facts: PaymentFacts,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const known = chargeByNit(record.ledger, facts.nit as Charge['nit']);
  if (known === undefined) return record;
  const { amountCents = 0, soldCents = amountCents } = known;
  const charge = chargeFrom(facts, 'query', { soldCents, scheduledCents: amountCents }, nowMs);
  return { ...record, ledger: recordAgain(record.ledger, charge) };
}

/** @param told - the status that the gateway has just told of the charge */
function beforehand(
  record: SubscriptionRecord,
  refund: Refund,
  context: RuleContext,
  told?: string,
): SubscriptionRecord {
  const charge = chargeByNit(record.ledger, refund.charge);
  const problem = charge === undefined ? NO_CHARGE : problemOfSale(charge, refund, told);
  return problem === undefined
    ? startBegin(record, refund, context)
    : failRefund(record, refund, problem, context);
}

const NO_CHARGE = { code: 'no_charge', message: 'the charge is no longer in the ledger' };

/** Why the charge cannot be refunded any more as it was asked for. */
function problemOfSale(
  charge: Charge,
  { amountCents, usn }: Refund,
  told?: string,
): { code: string; message: string } | undefined {
  // What the gateway has just told as undecided is paid all the same, and not refunded while that lasts.
  const isUndecided = told !== undefined && meaningOfPayment(told).charge === 'pending';
  const status = told ?? charge.gatewayStatus ?? '–';
  if (charge.outcome !== 'paid' || isUndecided)
    return { code: 'not_refundable', message: `the gateway reports the charge as ${status} now` };
  const left = keptCents(charge);
  if (left < amountCents)
    return { code: 'less_is_left', message: `only ${String(left)} cents are left of the charge now` };
  return usn === undefined
    ? { code: 'usn_unknown', message: 'the gateway does not tell by which number the refund is begun' }
    : undefined;
}

/** A charge that cannot be asked about is refunded all the same, where its number is known: the gateway has the last word. */
function withoutAnswer(
  record: SubscriptionRecord,
  refund: Refund,
  isGone: boolean,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  const charge = chargeByNit(record.ledger, refund.charge);
  const asked = (refund.look?.asked ?? 0) + 1;
  const isOld = charge !== undefined && isTooOldToAsk(charge, nowMs);
  if (isGone || isOld || (asked >= LIMITS.saleLooks && refund.usn !== undefined))
    return beforehand(record, refund, context);
  if (nowMs - Date.parse(refund.at) >= LIMITS.refundForMs)
    return failRefund(record, refund, GAVE_UP, context);
  return withRefund(record, { ...refund, look: { atMs: nowMs + askPauseMs(asked), asked } });
}

/** The NIT of the charge can still be asked about. */
function isAnswering({ ledger }: SubscriptionRecord, { charge: nit }: Refund, nowMs: number): boolean {
  const charge = chargeByNit(ledger, nit);
  return charge !== undefined && !isTooOldToAsk(charge, nowMs);
}

const GAVE_UP = { code: 'gave_up', message: 'the gateway does not answer about the charge' };

function afterwards(
  record: SubscriptionRecord,
  refund: Refund,
  facts: PaymentFacts | undefined,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { look, ...rest } = refund;
  const asked = (look?.asked ?? 0) + 1;
  const isLast = asked >= LIMITS.saleLooks;
  const again = { atMs: nowMs + askPauseMs(asked), asked };
  // It came to nothing: whatever the charge shows is not ours.
  if (refund.state === 'failed')
    return withRefund(record, facts !== undefined || isLast ? rest : { ...rest, look: again });
  // A charge that was given back whole may read as paid for a moment.
  if (facts !== undefined && (isLast || !isNotShown(record.ledger, refund, facts.status)))
    return withRefund(record, { ...rest, statusAfter: facts.status });
  const told = facts?.status ?? look?.told;
  const isToBeSeen =
    told !== undefined && isNotShown(record.ledger, refund, told) && isAnswering(record, refund, nowMs);
  return isLast && !isToBeSeen
    ? withRefund(record, told === undefined ? rest : { ...rest, statusAfter: told })
    : withRefund(record, {
        ...rest,
        look: { ...again, ...(told === undefined ? {} : { told }) },
      });
}
