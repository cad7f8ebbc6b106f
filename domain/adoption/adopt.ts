import { BY_GATEWAY, BY_SYSTEM } from '../audit';
import { dateInSaoPaulo, instantOf, nextOfRhythm, type IsoDate } from '../calendar';
import { askPauseMs } from '../calls/cadence';
import type { QueryOutcome, ScheduleFacts } from '../gateway/answers';
import { counted } from '../counted';
import { phaseOf } from '../gateway/status';
import { asNit } from '../ids';
import { emptyLedger, withCycle } from '../ledger/ledger';
import { LIMITS } from '../limits';
import type { Opening } from '../opening/opening';
import { withAudit, withError } from '../subscription/changes';
import type { RuleContext, ScheduleTerms } from '../subscription/order';
import type { SubscriptionRecord } from '../subscription/record';
import { takeFacts } from '../subscription/take-facts';
import type { AdoptionRefusal, Before, Misfit } from './adoption';
import { judge } from './judge';
import { previousOfRhythm } from './misfits';

type Adopting = Extract<Opening, { stage: 'adopting' }>;

/** What came of the claim on a schedule: whose it is, or that it could not be learnt. */
export type Claim = { kind: 'ours' } | { kind: 'taken'; by: string } | { kind: 'not_known' };

/** Takes over whose the schedule is. Only one subscription follows it; one that has ended meanwhile lets go what it has claimed. */
export function applyClaim(
  record: SubscriptionRecord,
  claim: Claim,
  context: RuleContext,
): SubscriptionRecord {
  const { opening, adoption } = record;
  if (claim.kind === 'ours') return { ...record, adoption: { ...adoption, claimedAtMs: context.nowMs } };
  if (opening.stage !== 'adopting') return record;
  switch (claim.kind) {
    case 'taken':
      return refused(record, opening, 'already_followed', `${claim.by} follows the schedule`, context);
    case 'not_known':
      return askedAgain(record, opening, context.nowMs);
  }
}

/** Takes the answer to the first question about the schedule over: it is followed from now on, or it is not. */
export function applyFirstLook(
  record: SubscriptionRecord,
  answer: QueryOutcome,
  context: RuleContext,
): SubscriptionRecord {
  const { opening } = record;
  if (opening.stage !== 'adopting') return record;
  const told = answer.kind === 'done' ? takeFacts(record, answer.facts, 'query', context) : record;
  const judgement = judge(answer, opening.ids.sid, context);
  switch (judgement.kind) {
    case 'unanswered': {
      const { code, message } = judgement;
      const noted = withError(record, context.nowMs, 'getSchedule', { code, message });
      return askedAgain(noted, opening, context.nowMs);
    }
    case 'held':
      return { ...record, opening: { ...opening, asked: 0, askAtMs: judgement.untilMs } };
    case 'refused': {
      const { reason, what, misfits } = judgement;
      return refused(withMisfits(told, misfits), opening, reason, what, context);
    }
    case 'fits':
      return adopted(withMisfits(told, judgement.misfits), opening, judgement.facts, context);
  }
}

/** The pace of questions, like that of any call whose fate is not known. */
const askedAgain = (record: SubscriptionRecord, opening: Adopting, nowMs: number): SubscriptionRecord => {
  const asked = opening.asked + 1;
  return { ...record, opening: { ...opening, asked, askAtMs: nowMs + askPauseMs(asked) } };
};

const withMisfits = (record: SubscriptionRecord, misfits: Misfit[]): SubscriptionRecord =>
  misfits.length === 0 ? record : { ...record, adoption: { ...record.adoption, misfits } };

function refused(
  record: SubscriptionRecord,
  { ids }: Adopting,
  reason: AdoptionRefusal,
  what: string,
  { nowMs }: RuleContext,
): SubscriptionRecord {
  const ended: SubscriptionRecord = {
    ...record,
    opening: { stage: 'ended', sinceMs: nowMs, as: 'rejected', ids },
    adoption: { ...record.adoption, refused: { reason, what, at: instantOf(nowMs) } },
  };
  const isToldSo = reason === 'schedule_unknown' || reason === 'status_not_adoptable';
  const by = isToldSo ? BY_GATEWAY : BY_SYSTEM;
  return withAudit(ended, nowMs, 'adoption_refused', `not adopted, ${reason}: ${what}`, { by });
}

/** The schedule is ours to follow. What was executed is history; its next date is our first cycle. */
function adopted(
  record: SubscriptionRecord,
  { ids }: Adopting,
  facts: ScheduleFacts,
  context: RuleContext,
): SubscriptionRecord {
  const { nowMs } = context;
  const terms = termsThatHold(facts, context);
  const dueDate = firstDueDate(facts, context);
  const before = beforeOf(facts, dueDate, terms);
  const expected = expectedDate(record, context);
  const running: SubscriptionRecord = {
    ...record,
    opening: { stage: 'running', sinceMs: nowMs, ids },
    terms,
    adoption: { ...record.adoption, before },
    schedule: { ...record.schedule, counterAtStart: before.executions },
    ledger: withCycle(emptyLedger(), dueDate, expected === dueDate ? undefined : expected),
  };
  const isPaused = phaseOf(facts.status) === 'inactive';
  const next = isPaused ? 'it is inactive' : `the next charge is on ${dueDate}`;
  const what = `adopted with ${counted(before.executions, 'execution', 'executions')} behind it; ${next}`;
  return withAudit(running, nowMs, 'adopted', what, { reason: misfitsInWords(record, context) });
}

function misfitsInWords({ adoption }: SubscriptionRecord, { order }: RuleContext): string | undefined {
  const { misfits = [] } = adoption ?? {};
  if (misfits.length === 0) return undefined;
  return `${order.ifTermsDiffer ?? ''}: ${misfits.map(({ field, what }) => `${field}: ${what}`).join('; ')}`;
}

function termsThatHold(kept: ScheduleFacts, { order }: RuleContext): ScheduleTerms {
  const { amountCents, firstDate, intervalMonths, numberOfTimes } = order.schedule;
  const sold = {
    amountCents,
    firstDate,
    intervalMonths,
    ...(numberOfTimes === undefined ? {} : { numberOfTimes }),
  };
  if (order.ifTermsDiffer !== 'gateway_holds') return sold;
  return {
    ...sold,
    ...(kept.amountCents === undefined ? {} : { amountCents: kept.amountCents }),
    ...(kept.initialDate === undefined ? {} : { firstDate: kept.initialDate }),
    ...(kept.numberOfTimes === undefined ? {} : { numberOfTimes: kept.numberOfTimes }),
  };
}

/** The gateway's next date. An inactive schedule may name none: then it is the next one of the rhythm, until the gateway names one. */
const firstDueDate = (kept: ScheduleFacts, context: RuleContext): IsoDate =>
  kept.nextDate ?? context.order.schedule.nextDate ?? ofRhythm(kept.initialDate, context);

/** The next date as it was sold, where that holds and is another one than the gateway's. */
function expectedDate({ adoption }: SubscriptionRecord, context: RuleContext): IsoDate | undefined {
  const { schedule, ifTermsDiffer } = context.order;
  const isOther = adoption?.misfits?.some(({ field }) => OF_DATES.includes(field)) === true;
  if (!isOther || ifTermsDiffer === 'gateway_holds') return undefined;
  return schedule.nextDate ?? ofRhythm(undefined, context);
}

const OF_DATES: readonly Misfit['field'][] = ['nextDate', 'intervalMonths'];

const ofRhythm = (initialDate: IsoDate | undefined, { order, nowMs }: RuleContext): IsoDate =>
  nextOfRhythm(
    initialDate ?? order.schedule.firstDate,
    order.schedule.intervalMonths,
    dateInSaoPaulo(instantOf(nowMs)),
  );

/**
 * A gateway that tells no counter is taken to have counted every execution that it lists. One that failed is listed and not
 * counted: its date was executed all the same, and may be repeated.
 */
function beforeOf(
  { currentTimes, nits, initialDate }: ScheduleFacts,
  dueDate: IsoDate,
  { intervalMonths, firstDate }: ScheduleTerms,
): Before {
  const executions = currentTimes ?? nits.length;
  const lastDueDate = previousOfRhythm(dueDate, initialDate ?? firstDate, intervalMonths);
  return {
    executions,
    nits: nits.slice(0, LIMITS.cycles).map(asNit),
    ...(executions === 0 && nits.length === 0 ? {} : { lastDueDate }),
  };
}
