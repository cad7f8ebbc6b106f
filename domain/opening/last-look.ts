import { askPauseMs, slowedMs } from '../calls/cadence';
import { paymentOf, scheduleOf } from '../calls/meaning';
import type { QueryOutcome } from '../gateway/answers';
import { hasRun, isOver, meaningOfPayment, meaningOfSchedule, phaseOf } from '../gateway/status';
import { LIMITS } from '../limits';
import { isEarlyLook } from '../schedule/hint';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { takeFacts } from '../subscription/take-facts';
import { withPaid } from './apply-question';
import { isOpenEnd } from './opening';
import { end, startAwaiting, startRunning } from './transitions';

type Ending = Extract<SubscriptionRecord['opening'], { stage: 'ending' }>;

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
  if (answer.kind === 'no_answer') return afterSilence(told, opening, wasAsked(answer), context);
  if (answer.kind !== 'done')
    // A gateway that does not know the store says nothing about the payment.
    return answer.credentialsRefused === true ||
      (opening.isClaimed === true && answer.noSuchTransaction !== true)
      ? afterSilence(told, opening, true, context)
      : endUnless(opening.undecided, told, opening, context);
  const payment = paymentOf(answer.facts, opening.ids.nit)?.status;
  const meaning = payment === undefined ? undefined : meaningOfPayment(payment).pay;
  if (payment !== undefined && meaning === 'authorised')
    return afterAuthorised(told, { ...opening, undecided: payment }, context);
  const schedule = scheduleOf(answer.facts, opening.ids.sid)?.status;
  if (!hasRun(phaseOf(schedule)) && meaning !== 'happened')
    return endUnless(undecidedStatus(told, opening, payment, schedule), told, opening, context);
  // That it runs proves the payment, unless the gateway told otherwise: then a person is.
  const isKnown = told.ledger.immediate.length > 0;
  return startRunning(isKnown ? told : withPaid(told, 'query', context), context);
}

/**
 * The status by which money may move yet, whatever a person has said. What the gateway has decided about a payment decides, and a
 * schedule that is over; anything less leaves what was told before.
 */
function undecidedStatus(
  { paymentStatus }: SubscriptionRecord,
  { ids, undecided }: Ending,
  payment: string | undefined,
  schedule: string | undefined,
): string | undefined {
  if (payment !== undefined) {
    const { pay } = meaningOfPayment(payment);
    if (pay === 'ask_again') return payment;
    return pay === 'nothing_so_far' ? undecided : undefined;
  }
  if (isOver(phaseOf(schedule))) return undefined;
  if (undecided !== undefined || schedule === undefined) return undecided;
  const isDecided = paymentStatus !== undefined && !LEAVES_OPEN.has(meaningOfPayment(paymentStatus).pay);
  // Without a payment of its own it is the schedule that is activated.
  const { activate } = meaningOfSchedule(schedule);
  return activate === 'ask_again' && !(ids.nit !== undefined && isDecided) ? schedule : undefined;
}

const LEAVES_OPEN: ReadonlySet<string> = new Set(['ask_again', 'nothing_so_far', 'authorised']);

/** While it is not decided it is asked for as long as a NIT answers; a flag says meanwhile why it does not end. */
function endUnless(
  undecided: string | undefined,
  record: SubscriptionRecord,
  opening: Ending,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  if (undecided === undefined || nowMs >= asksUntilMs({ ...opening, undecided }))
    return end(record, opening.as, nowMs);
  return lookAgain(record, { ...opening, undecided }, nowMs);
}

/** A query may be behind what an undo was answered with: it is believed once the gateway was asked for some minutes. */
function afterAuthorised(
  record: SubscriptionRecord,
  opening: Ending,
  context: RuleContext,
): SubscriptionRecord {
  const asked = (opening.asked ?? 0) + 1;
  return opening.as === 'undone' && asked < LIMITS.lastLooks
    ? lookAgain(record, opening, context.nowMs)
    : startAwaiting(record, context);
}

/** Until when it is asked at most: a day where nobody says anything, and for as long as a NIT answers where nothing is decided. */
const asksUntilMs = ({ sinceMs, undecided }: Ending): number =>
  sinceMs + (undecided === undefined ? LIMITS.claimAskedForMs : LIMITS.askForMs);

function lookAgain(record: SubscriptionRecord, opening: Ending, nowMs: number): SubscriptionRecord {
  // A look that a post brought forward does not slow the others down.
  if (isEarlyLook(record) && opening.askAtMs !== undefined) return { ...record, opening };
  const asked = (opening.asked ?? 0) + 1;
  return withNextLook(record, { ...opening, asked }, askPauseMs(asked), nowMs);
}

function withNextLook(
  record: SubscriptionRecord,
  opening: Ending,
  pauseMs: number,
  nowMs: number,
): SubscriptionRecord {
  const atMs = nowMs + slowedMs(pauseMs, nowMs - opening.sinceMs);
  const untilMs = asksUntilMs(opening);
  return { ...record, opening: { ...opening, askAtMs: untilMs > nowMs ? Math.min(atMs, untilMs) : atMs } };
}

/**
 * Silence ends it after some questions; a claim, or what is not decided, after the time for which it is asked, and some questions. Where
 * nothing could be asked at all, as by a full queue, it ends after a day; with a claim it goes on for as long as a NIT answers.
 */
function afterSilence(
  record: SubscriptionRecord,
  opening: Ending,
  isAsked: boolean,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const asked = (opening.asked ?? 0) + (isAsked ? 1 : 0);
  const isOpen = isOpenEnd(opening);
  const isOver = isOpen ? nowMs >= asksUntilMs(opening) : isAsked;
  const isTooLate = nowMs >= (isOpen ? opening.sinceMs + LIMITS.askForMs : asksUntilMs(opening));
  if ((isOver && asked >= LIMITS.lastLooks) || isTooLate) return end(record, opening.as, nowMs);
  return isAsked
    ? lookAgain(record, opening, nowMs)
    : withNextLook(record, opening, LIMITS.lastLookPauseMs, nowMs);
}

/** A full queue, or a gateway that wants to be left alone, has not been asked. */
const wasAsked = ({ reason }: Extract<QueryOutcome, { kind: 'no_answer' }>): boolean =>
  reason !== 'not_taken' && reason !== 'told_to_wait';
