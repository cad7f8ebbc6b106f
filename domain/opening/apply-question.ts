import type { OpeningCall } from '../calls/call';
import { meaningFor, paymentOf, scheduleOf } from '../calls/meaning';
import { afterQuestion } from '../calls/protocol';
import { instantOf } from '../calendar';
import type { QueryOutcome } from '../gateway/answers';
import { hasRun, meaningOfPayment, phaseOf } from '../gateway/status';
import { recordImmediate } from '../ledger/ledger';
import type { KnownBy } from '../ledger/outcomes';
import { withSilence } from '../subscription/open-call';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { expectedPayment, takeFacts } from '../subscription/take-facts';
import { applyResult, conclude } from './conclude';
import { idsOf } from './opening';

/** Takes the answer to "what became of this call?" over. Silence concludes nothing (R6). */
export function applyQuestion(
  record: SubscriptionRecord,
  call: OpeningCall,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const told = answer.kind === 'done' ? takeFacts(record, answer.facts, 'query', context) : record;
  if (call.doubt?.askSchedule === true) return applyScheduleQuestion(told, call, answer, context);
  const meaning = answer.kind === 'done' ? meaningFor(call, answer.facts) : undefined;
  const noted = answer.kind === 'done' ? told : withSilence(told, call, answer, context.nowMs);
  return applyResult(noted, call, afterQuestion(call, meaning, context.nowMs), context);
}

/**
 * The NIT did not answer. The schedule may: it runs only if the payment was confirmed (docs/gateway.md §1c). That it does not
 * run proves nothing.
 */
function applyScheduleQuestion(
  record: SubscriptionRecord,
  call: OpeningCall,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const meaning = answer.kind === 'done' ? meaningFor(call, answer.facts) : undefined;
  const result = afterQuestion(call, meaning, context.nowMs);
  if (result.kind === 'concluded') return applyResult(record, call, result, context);
  const schedule = answer.kind === 'done' ? scheduleOf(answer.facts, call.sid) : undefined;
  return hasRun(phaseOf(schedule?.status))
    ? conclude(withPaid(record, 'query', context), call.kind, HAPPENED, context)
    : applyResult(record, call, result, context);
}

const HAPPENED = { kind: 'concluded', as: 'happened' } as const;

/** The immediate payment counts as paid by the word of a person, or because its schedule runs. */
export function withPaid(
  record: SubscriptionRecord,
  knownBy: KnownBy,
  context: RuleContext,
): SubscriptionRecord {
  const nit = idsOf(record.opening)?.nit;
  const { payment } = context.order;
  const isKnown = record.ledger.immediate.some(({ outcome }) => outcome === 'paid');
  if (nit === undefined || payment === undefined || isKnown) return record;
  const charge = {
    nit,
    outcome: 'paid',
    ...(record.paymentStatus === undefined ? {} : { gatewayStatus: record.paymentStatus }),
    amountCents: expectedPayment(context).soldCents,
    knownBy,
    knownAt: instantOf(context.nowMs),
  } as const;
  return { ...record, ledger: recordImmediate(record.ledger, charge) };
}

/** Takes the daily look at a payment that awaits confirmation over: the portal may have decided it. */
export function applyConfirmationLook(
  record: SubscriptionRecord,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const { opening } = record;
  const asked = { ...record, confirmationAskedAtMs: context.nowMs };
  if (answer.kind !== 'done' || opening.stage !== 'awaiting_confirmation') return asked;
  const told = takeFacts(asked, answer.facts, 'query', context);
  // Decided meanwhile: the decision is carried out first, and the gateway says what it meets.
  if (told.decision !== undefined) return told;
  const payment = paymentOf(answer.facts, opening.ids.nit);
  const meaning = payment === undefined ? 'ask_again' : meaningOfPayment(payment.status).decision;
  if (meaning === 'ask_again' || meaning === 'nothing_so_far' || meaning === 'authorised') return told;
  return conclude(told, 'confirm', { kind: 'concluded', as: meaning }, context);
}
