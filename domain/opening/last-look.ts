import { askPauseMs, slowedMs } from '../calls/cadence';
import { paymentOf, scheduleOf } from '../calls/meaning';
import type { QueryOutcome } from '../gateway/answers';
import { hasRun, isOver, meaningOfPayment, meaningOfSchedule, phaseOf } from '../gateway/status';
import { LIMITS } from '../limits';
import type { RuleContext } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { takeFacts } from '../subscription/take-facts';
import { withPaid } from './apply-question';
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
  if (answer.kind === 'no_answer') return afterSilence(told, opening, answer, context);
  if (answer.kind !== 'done') return endUnless(opening.undecided, told, opening, context);
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

/** A query may be behind what an undo was answered with: it is believed once it has told the same for some minutes. */
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
  sinceMs + (undecided === undefined ? LIMITS.notTakenMs : LIMITS.askForMs);

function lookAgain(record: SubscriptionRecord, opening: Ending, nowMs: number): SubscriptionRecord {
  const asked = (opening.asked ?? 0) + 1;
  const pauseMs = slowedMs(askPauseMs(asked), nowMs - opening.sinceMs);
  const askAtMs = Math.min(nowMs + pauseMs, asksUntilMs(opening));
  return { ...record, opening: { ...opening, asked, askAtMs } };
}

/** A full queue, or a gateway that wants to be left alone, has not been asked: it is, a little later. */
function afterSilence(
  record: SubscriptionRecord,
  opening: Ending,
  { reason }: Extract<QueryOutcome, { kind: 'no_answer' }>,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const { undecided, as } = opening;
  const wasAsked = reason !== 'not_taken' && reason !== 'told_to_wait';
  const asked = (opening.asked ?? 0) + 1;
  const isEnough = wasAsked && asked >= LIMITS.lastLooks && !isByPersonAlone(record, as);
  if (nowMs >= asksUntilMs(opening) || (undecided === undefined && isEnough)) return end(record, as, nowMs);
  return wasAsked
    ? lookAgain(record, opening, nowMs)
    : { ...record, opening: { ...opening, asked: asked - 1, askAtMs: nowMs + LIMITS.lastLookPauseMs } };
}

/** What a person has said, and the gateway has not, is asked for longer. */
const isByPersonAlone = ({ paymentStatus = 'NOV' }: SubscriptionRecord, as: Ending['as']): boolean =>
  as === 'cancelled' || (as === 'undone' && meaningOfPayment(paymentStatus).pay !== 'undone');
