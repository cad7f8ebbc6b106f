import { BY_GATEWAY } from '../audit';
import { instantOf } from '../calendar';
import type { OpenCall, PersonalDecision } from '../calls/call';
import type { StatusMeaning } from '../calls/conclusion';
import { meaningFor, refundOf } from '../calls/meaning';
import { afterQuestion, afterSend, type CallResult } from '../calls/protocol';
import { neverLeft } from '../calls/call';
import type { CallOutcome, GatewayFacts, QueryOutcome } from '../gateway/answers';
import { meaningOfPayment } from '../gateway/status';
import { isSameId } from '../ids';
import { keptCents } from '../ledger/given-back';
import { chargeByNit, withRefundOf } from '../ledger/ledger';
import { LIMITS } from '../limits';
import { withAudit, withError, type Author } from '../subscription/changes';
import { withOpenCall, withSilence } from '../subscription/open-call';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { applyRefundBegun } from './begin-refund';
import { failRefund, withRefund, withoutRefundCalls } from './changes';
import { refundOfCall } from './open-refunds';
import { refundInWords, type Refund } from './refund';

type Concluded = Extract<CallResult, { kind: 'concluded' }>;

/** Takes the outcome of a send over: of the begin of a refund, or of the refund itself. */
export function applyRefundSent(
  record: SubscriptionRecord,
  call: OpenCall,
  outcome: CallOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const refund = refundOfCall(record, call.id);
  if (refund === undefined) return record;
  if (call.kind === 'begin_refund') return applyRefundBegun(record, refund, outcome, context);
  if (outcome.kind === 'not_sent' && outcome.cardGone === true && neverLeft(call))
    return failRefund(record, refund, CARD_GONE, context);
  const facts = 'facts' in outcome ? outcome.facts : undefined;
  const meaning = facts === undefined ? undefined : meaningFor(call, facts);
  return withResult(record, call, afterSend(call, outcome, meaning, context.nowMs), facts, context);
}

const CARD_GONE = {
  code: 'card_reference_expired',
  message: 'the card is no longer in the vault; take it in again and send the command once more',
};

/** Takes the answer to "what became of this refund?" over. Silence concludes nothing (R6). */
export function applyRefundQuestion(
  record: SubscriptionRecord,
  call: OpenCall,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const refund = refundOfCall(record, call.id);
  if (refund === undefined) return record;
  if (answer.kind !== 'done') {
    const noted = withSilence(record, call, answer, context.nowMs);
    return withResult(noted, call, afterQuestion(call, undefined, context.nowMs), undefined, context);
  }
  const { facts } = answer;
  const meaning =
    call.doubt?.askSchedule === true ? toldBySale(record, refund, facts) : meaningFor(call, facts);
  return withResult(record, call, afterQuestion(call, meaning, context.nowMs), facts, context);
}

/** The NIT of the refund answers no more. Its charge may show it: nothing is left, or less by what was asked for. */
function toldBySale(
  { ledger }: SubscriptionRecord,
  { charge: nit, amountCents }: Refund,
  { payment }: GatewayFacts,
): StatusMeaning | undefined {
  const charge = chargeByNit(ledger, nit);
  if (payment === undefined || charge === undefined || !isSameId(payment.nit, nit)) return undefined;
  const left = keptCents(charge) - amountCents;
  const outcome = meaningOfPayment(payment.status).charge;
  const isShown = left === 0 ? outcome === 'reversed' : outcome === 'paid' && payment.amountCents === left;
  // That it does not show proves nothing: the amount of a charge may stay as it is.
  return isShown ? 'happened' : undefined;
}

function withResult(
  record: SubscriptionRecord,
  before: OpenCall,
  result: CallResult,
  facts: GatewayFacts | undefined,
  context: RuleContext,
): SubscriptionRecord {
  const refund = refundOfCall(record, before.id);
  if (refund === undefined) return record;
  const noted =
    result.problem === undefined ? record : withError(record, context.nowMs, 'sendRefund', result.problem);
  if (result.kind === 'open') return withOpenCall(noted, before, result.call, context);
  const told = facts === undefined ? undefined : refundOf(facts, refund.nit)?.amountCents;
  return conclude(noted, refund, result, told, context);
}

function conclude(
  record: SubscriptionRecord,
  refund: Refund,
  { as, problem }: Concluded,
  toldCents: number | undefined,
  context: RuleContext,
): SubscriptionRecord {
  switch (as) {
    case 'happened':
      return givenBack(
        record,
        refund,
        Math.min(toldCents ?? refund.amountCents, refund.amountCents),
        { by: BY_GATEWAY },
        context,
      );
    case 'denied':
    case 'refused':
      return failRefund(record, refund, problem ?? { code: as, message: `the refund was ${as}` }, context);
    // No status of a refund means these: they are here for the type alone, and say that nothing moved.
    case 'authorised':
    case 'undone':
    case 'failed':
    case 'expired':
      return beginAnew(record, refund, as, context);
  }
}

/**
 * The money went back. The books follow the refund's own NIT; the charge is looked at once more, to be held against them. What the
 * gateway gave back beyond what was asked for is none of it: that look finds it, as money that left behind our back.
 */
function givenBack(
  record: SubscriptionRecord,
  refund: Refund,
  cents: number,
  author: Author,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const done: Refund = {
    ...refund,
    ...{ state: 'done', refundedCents: cents, endedAt: instantOf(nowMs) },
    look: { atMs: nowMs, asked: 0 },
  };
  const ledger = withRefundOf(record.ledger, refund.charge, cents);
  const known = withRefund(withoutRefundCalls({ ...record, ledger }, refund), done);
  return withAudit(known, nowMs, 'command_done', `done: ${refundInWords(refund)}`, author);
}

/** Its NIT is dead and moved no money: the charge is looked at, and the refund is begun anew, a bounded number of times. */
function beginAnew(
  record: SubscriptionRecord,
  refund: Refund,
  as: string,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  const { nit, ...rest } = refund;
  const isLate = nowMs - Date.parse(refund.at) >= LIMITS.refundForMs;
  if (refund.rounds >= LIMITS.refundRounds || isLate) {
    const message = `the gateway reports the refund as ${as}, ${String(refund.rounds + 1)} times`;
    return failRefund(record, refund, { code: as, message }, context);
  }
  const again: Refund = {
    ...rest,
    ...(nit === undefined ? {} : { deadNits: [...(refund.deadNits ?? []), nit] }),
    rounds: refund.rounds + 1,
    look: { atMs: nowMs, asked: 0 },
  };
  return withRefund(withoutRefundCalls(record, refund), again);
}

/** A person found out that a refund was carried out. */
export function refundHappened(
  record: SubscriptionRecord,
  call: OpenCall,
  { by, reason }: PersonalDecision,
  context: RuleContext,
): SubscriptionRecord {
  const refund = refundOfCall(record, call.id);
  return refund === undefined
    ? record
    : givenBack(record, refund, refund.amountCents, { by, reason }, context);
}

/** A person found out that a refund was not carried out, or gives up one that could not be begun. It can be asked for anew. */
export function refundDidNotHappen(
  record: SubscriptionRecord,
  call: OpenCall,
  { by, reason }: PersonalDecision,
  context: RuleContext,
): SubscriptionRecord {
  const refund = refundOfCall(record, call.id);
  const problem = { code: 'did_not_happen', message: `${by}: ${reason}` };
  return refund === undefined ? record : failRefund(record, refund, problem, context);
}
