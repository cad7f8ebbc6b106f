import { askMomentMs, chargeMomentMs, dateInSaoPaulo, instantOf } from '../calendar';
import { scheduleOf } from '../calls/meaning';
import type { QueryOutcome, ScheduleFacts } from '../gateway/answers';
import { isUnderWay, phaseOf } from '../gateway/status';
import type { Sid } from '../ids';
import { LIMITS } from '../limits';
import type { RuleContext } from '../subscription/order';
import type { AdoptionRefusal, Misfit } from './adoption';
import { misfitsOf } from './misfits';

/** What an answer of the gateway means for an adoption. */
export type Judgement =
  /** Nothing was told: it is asked again, and nothing is guessed (R6). */
  | { kind: 'unanswered'; code: string; message: string }
  /** Today's execution is under way: whether it is history shows after it. */
  | { kind: 'held'; untilMs: number }
  | { kind: 'refused'; reason: AdoptionRefusal; what: string; misfits: Misfit[]; facts?: ScheduleFacts }
  /** The misfits are those of which it was said which terms hold. */
  | { kind: 'fits'; facts: ScheduleFacts; misfits: Misfit[] };

/** Judges the answer to the first question about a schedule that is to be adopted. */
export function judge(answer: QueryOutcome, sid: Sid, context: RuleContext): Judgement {
  const { order, nowMs } = context;
  if (answer.kind === 'refused' && answer.noSuchTransaction === true) return UNKNOWN;
  const facts = answer.kind === 'done' ? scheduleOf(answer.facts, sid) : undefined;
  if (facts === undefined) return unanswered(answer);
  const { status, nextDate } = facts;
  if (!isUnderWay(phaseOf(status))) {
    const what = `the gateway reports the schedule as ${status}; only ATV and INA can be adopted`;
    return { kind: 'refused', reason: 'status_not_adoptable', what, misfits: [], facts };
  }
  if (facts.nits.length > LIMITS.cycles) return { ...TOO_LONG, facts };
  const untilMs = jobOverMs(facts, context);
  if (untilMs !== undefined) return { kind: 'held', untilMs };
  if (phaseOf(status) === 'active' && nextDate === undefined) return NO_NEXT_DATE;
  const misfits = misfitsOf(order.schedule, facts, dateInSaoPaulo(instantOf(nowMs)));
  if (misfits.length === 0 || (order.ifTermsDiffer ?? 'refuse') !== 'refuse')
    return { kind: 'fits', facts, misfits };
  const what = misfits.map((misfit) => `${misfit.field}: ${misfit.what}`).join('; ');
  return { kind: 'refused', reason: 'terms_differ', what, misfits, facts };
}

const UNKNOWN: Judgement = {
  kind: 'refused',
  reason: 'schedule_unknown',
  what: 'the gateway knows no schedule of this SID in this store',
  misfits: [],
};

const TOO_LONG: Extract<Judgement, { kind: 'refused' }> = {
  kind: 'refused',
  reason: 'history_too_long',
  what: `it has had more than ${String(LIMITS.cycles)} executions`,
  misfits: [],
};

const NO_NEXT_DATE: Judgement = {
  kind: 'unanswered',
  code: 'next_date_missing',
  message: 'the gateway names no next date that can be read, of a schedule that is active',
};

function unanswered(answer: QueryOutcome): Judgement {
  if (answer.kind === 'refused') return { kind: 'unanswered', code: answer.code, message: answer.message };
  const code = answer.kind === 'no_answer' ? answer.reason : 'other_schedule';
  return { kind: 'unanswered', code, message: 'the gateway did not tell what the schedule is' };
}

/**
 * When the job of today is over, where it may be executing this schedule just now. Undefined when it is not: its date is
 * another one, or the job has not begun, or has been over for long enough.
 */
function jobOverMs({ status, nextDate }: ScheduleFacts, { order, nowMs }: RuleContext): number | undefined {
  const today = dateInSaoPaulo(instantOf(nowMs));
  if (phaseOf(status) !== 'active' || nextDate === undefined || nextDate > today) return undefined;
  const overMs = askMomentMs(today, order.orderId);
  const hasBegun = nowMs >= chargeMomentMs(today) - LIMITS.noEditBeforeJobMs;
  return hasBegun && nowMs < overMs ? overMs : undefined;
}
