import { askPauseMs, slowedMs } from '../calls/cadence';
import type { OpeningCall } from '../calls/call';
import { meaningFor, paymentOf, scheduleOf } from '../calls/meaning';
import { afterQuestion } from '../calls/protocol';
import { instantOf } from '../calendar';
import type { QueryOutcome } from '../gateway/answers';
import { hasRun, meaningOfPayment, phaseOf } from '../gateway/status';
import { recordImmediate } from '../ledger/ledger';
import type { KnownBy } from '../ledger/outcomes';
import { LIMITS } from '../limits';
import { withSilence } from '../subscription/open-call';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { expectedPayment, takeFacts } from '../subscription/take-facts';
import { applyResult, conclude } from './conclude';
import { idsOf, type GatewayIds } from './opening';
import { end, startAwaiting, startRunning } from './transitions';

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

/**
 * Takes the last question of an ending subscription over. A schedule that runs or has run after all is followed, whatever
 * ended, and so is a payment that the answer tells of. Silence ends it too, but not at once; nor does a payment that is not decided.
 */
export function applyLastLook(
  record: SubscriptionRecord,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const { opening } = record;
  const told = answer.kind === 'done' ? takeFacts(record, answer.facts, 'query', context) : record;
  if (opening.stage !== 'ending') return told;
  if (answer.kind === 'no_answer') return afterSilence(told, opening, answer, context);
  if (answer.kind !== 'done') return end(told, opening.as, context.nowMs);
  const payment = paymentOf(answer.facts, opening.ids.nit);
  const meaning = payment === undefined ? undefined : meaningOfPayment(payment.status).pay;
  if (meaning === 'authorised') return startAwaiting(told, context);
  const schedule = scheduleOf(answer.facts, opening.ids.sid);
  if (!hasRun(phaseOf(schedule?.status)) && meaning !== 'happened') {
    const undecided = undecidedStatus(payment?.status, schedule?.status, opening.ids);
    return undecided === undefined
      ? end(told, opening.as, context.nowMs)
      : afterUndecided(told, opening, undecided, context);
  }
  // That it runs proves the payment, unless the gateway told otherwise: then a person is.
  const isKnown = told.ledger.immediate.length > 0;
  return startRunning(isKnown ? told : withPaid(told, 'query', context), context);
}

type Ending = Extract<SubscriptionRecord['opening'], { stage: 'ending' }>;

/** The status by which money may move yet, whatever a person has said. A payment that is told decides; else its schedule awaits it. */
const undecidedStatus = (
  payment: string | undefined,
  schedule: string | undefined,
  { nit }: GatewayIds,
): string | undefined => {
  if (payment !== undefined) return meaningOfPayment(payment).pay === 'ask_again' ? payment : undefined;
  return nit !== undefined && phaseOf(schedule) === 'awaiting_payment' ? schedule : undefined;
};

/** It is asked for as long as a NIT answers; a flag says meanwhile why it does not end. */
function afterUndecided(
  record: SubscriptionRecord,
  opening: Ending,
  undecided: string,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const askedForMs = nowMs - opening.sinceMs;
  if (askedForMs >= LIMITS.askForMs) return end(record, opening.as, nowMs);
  const asked = (opening.asked ?? 0) + 1;
  const askAtMs = nowMs + slowedMs(askPauseMs(asked), askedForMs);
  return { ...record, opening: { ...opening, asked, askAtMs, undecided } };
}

/** A full queue, or a gateway that wants to be left alone, has not been asked: it is, a little later. */
function afterSilence(
  record: SubscriptionRecord,
  opening: Ending,
  { reason }: Extract<QueryOutcome, { kind: 'no_answer' }>,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const wasAsked = reason !== 'not_taken' && reason !== 'told_to_wait';
  const asked = (opening.asked ?? 0) + (wasAsked ? 1 : 0);
  const askedForMs = nowMs - opening.sinceMs;
  const { undecided } = opening;
  // What somebody has said is asked for longer: nobody else has.
  const isEnough = asked >= LIMITS.lastLooks && record.lastDecision === undefined;
  if (undecided === undefined ? isEnough || askedForMs >= LIMITS.notTakenMs : askedForMs >= LIMITS.askForMs)
    return end(record, opening.as, nowMs);
  const pauseMs = wasAsked ? slowedMs(askPauseMs(asked), askedForMs) : LIMITS.lastLookPauseMs;
  return { ...record, opening: { ...opening, asked, askAtMs: nowMs + pauseMs } };
}
