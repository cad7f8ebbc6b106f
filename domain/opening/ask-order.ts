import { sendPauseMs } from '../calls/cadence';
import type { OpenCall, OpeningCall, OrderQuestion } from '../calls/call';
import { instantOf } from '../calendar';
import type { GatewayFacts, PaymentFacts, QueryOutcome } from '../gateway/answers';
import { mayHaveBeenPresented, phaseOf } from '../gateway/status';
import { LIMITS } from '../limits';
import { withError } from '../subscription/changes';
import { withOpenCall, withSilence } from '../subscription/open-call';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { isDeadPayment, isDeadSchedule, type AttemptStory } from './earlier-attempts';

/** Why a person is called: the gateway knows the order, and this life did not make it known. */
export const ORDER_KNOWN = 'order_known';

/** Why a person is called: whether the gateway knows the order could not be learnt. */
export const ORDER_NOT_TOLD = 'order_not_told';

/** When the order of a create must be asked for before it is sent; undefined when it need not, or was asked for just now. */
export function orderQuestionMs({ order, sendAtMs, person }: OpenCall, nowMs: number): number | undefined {
  if (order === undefined) return undefined;
  if (person?.reason === ORDER_KNOWN) return order.askAtMs;
  const { clearAtMs, askAtMs } = order;
  if (clearAtMs === undefined) return Math.max(askAtMs, person === undefined ? 0 : sendAtMs);
  // Judged by the moment of the send: a run that was reset reads an old answer, and its clock has gone on.
  const isFresh = Math.max(sendAtMs, nowMs) - clearAtMs <= LIMITS.orderAnswerHoldsMs;
  return isFresh ? undefined : sendAtMs;
}

/**
 * Takes the answer to "does the gateway know this order?" over. The create goes on only where nothing of it was ever presented to an
 * issuer, and no schedule of it runs; what is known is put before a person, and never created a second time. Silence says nothing (R6).
 */
export function applyOrderAnswer(
  record: SubscriptionRecord,
  call: OpeningCall,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const order = call.order ?? { asked: 0, askAtMs: context.nowMs };
  // A person has been told: only a person lets it go on, whatever the gateway says later.
  if (call.person?.reason === ORDER_KNOWN)
    return withOpenCall(record, call, askedRarely(call, order, context), context);
  if (answer.kind === 'done') {
    const known = whatIsKnown(answer.facts, context.order);
    if (known !== undefined) return knownAlready(record, call, order, known, context);
    return showsDeadAlone(answer, context.order)
      ? unanswered(record, call, order, PARTLY_UNREADABLE, context)
      : cleared(record, call, order, answer.askedIn, context);
  }
  if (answer.kind === 'refused' && answer.noSuchTransaction === true)
    return cleared(record, call, order, answer.askedIn, context);
  return unanswered(record, call, order, answer, context);
}

/**
 * All that is shown is of an earlier attempt, and nobody says that it is all there is: what could not be read may be anything. A worker
 * of a version that knows no attempts does not say so.
 */
const showsDeadAlone = (
  { facts, isWhole }: Extract<QueryOutcome, { kind: 'done' }>,
  { orderId }: AttemptStory,
): boolean => isWhole !== true && whatIsKnown(facts, { orderId }) !== undefined;

const PARTLY_UNREADABLE = { kind: 'no_answer', reason: 'gateway_silent' } as const;

function cleared(
  record: SubscriptionRecord,
  call: OpeningCall,
  order: OrderQuestion,
  askedIn: string | undefined,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  const { person, ...rest } = call;
  // A person who waits for the create itself goes on waiting.
  const kept = person?.reason === ORDER_NOT_TOLD ? rest : call;
  const clear = {
    ...order,
    asked: 0,
    clearAtMs: nowMs,
    ...(askedIn === undefined ? {} : { clearIn: askedIn }),
  };
  return withOpenCall(record, call, { ...kept, order: clear, sendAtMs: nowMs }, context);
}

function knownAlready(
  record: SubscriptionRecord,
  call: OpeningCall,
  order: OrderQuestion,
  known: string,
  context: RuleContext,
): SubscriptionRecord {
  const message = `the gateway has ${known} of this order already`;
  const findOut = `${message}. No other is created. Whose is it? Where it is this customer's, adopt its schedule under another order id, and give this one up.`;
  return withPerson(
    record,
    call,
    askedRarely(call, order, context),
    { code: ORDER_KNOWN, message, findOut },
    context,
  );
}

function unanswered(
  record: SubscriptionRecord,
  call: OpeningCall,
  order: OrderQuestion,
  answer: Exclude<QueryOutcome, { kind: 'done' }>,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  const told = withSilence(record, call, answer, nowMs);
  const asked = order.asked + 1;
  const askAtMs = nowMs + sendPauseMs(asked);
  const waiting = { ...call, order: { asked, askAtMs } };
  const isRefused = answer.kind === 'refused' && answer.credentialsRefused !== true;
  if (!isRefused && asked < LIMITS.orderQuestions) return withOpenCall(told, call, waiting, context);
  const message = isRefused
    ? `the gateway refuses the query by order, ${answer.code}`
    : `the gateway did not tell in ${String(asked)} questions whether it knows this order`;
  const findOut = `${message}; nothing was created. Has the store that query, and does the gateway answer? Without it, take asksForOrders out of the worker's settings.`;
  const code = ORDER_NOT_TOLD;
  const daily = askedRarely(call, order, context, LIMITS.blockedFirstAskMs);
  return withPerson(told, call, daily, { code, message, findOut }, context);
}

/** While a person is waited for, it is asked rarely; once a day where an answer lets it go on by itself. */
const askedRarely = (
  call: OpeningCall,
  { asked }: OrderQuestion,
  { nowMs }: RuleContext,
  everyMs: number = LIMITS.blockedAskEveryMs,
): OpeningCall => {
  const nextMs = nowMs + everyMs;
  return { ...call, sendAtMs: nextMs, order: { asked: asked + 1, askAtMs: nextMs } };
};

function withPerson(
  record: SubscriptionRecord,
  before: OpeningCall,
  after: OpeningCall,
  { code, message, findOut }: { code: string; message: string; findOut: string },
  context: RuleContext,
): SubscriptionRecord {
  const since = before.person?.since ?? instantOf(context.nowMs);
  const person = {
    since,
    reason: code,
    findOut,
    decisions: ['did_not_happen' as const, 'ask_again' as const],
  };
  const told = withError(record, context.nowMs, 'findOrder', { code, message });
  return withOpenCall(told, before, { ...after, person }, context);
}

/**
 * What of the order this life has not made itself, in words; undefined where there is nothing that can charge or has charged. The payment
 * and the schedule of an earlier attempt at it are known, and stand in nobody's way while they read as dead.
 */
function whatIsKnown(
  { payments = [], schedules = [] }: GatewayFacts,
  story: AttemptStory,
): string | undefined {
  const payment = payments.find((one) => mayHaveBeenPresented(one.status) && !isDeadPayment(story, one));
  if (payment !== undefined) return paymentInWords(payment);
  const schedule = schedules.find(
    (one) => !HARMLESS_PHASES.has(phaseOf(one.status)) && !isDeadSchedule(story, one),
  );
  return schedule === undefined ? undefined : `a schedule in status ${schedule.status} (SID ${schedule.sid})`;
}

const paymentInWords = ({ nit, status }: PaymentFacts): string =>
  `a payment in status ${status} (NIT ${nit})`;

const HARMLESS_PHASES: ReadonlySet<string> = new Set(['not_started', 'expired', 'failed']);
