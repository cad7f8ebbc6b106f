import { DateTime } from 'luxon';
import { addDays, dateOf } from '../../../sandbox/time/calendar';
import { toldStatuses, type Case } from '../case';
import { DAY_MS, FINAL, HOUR_MS, possibleIf, UNSETTLED_MS, type Cause } from './cause';

/** Dates that were sold were never charged. Where the gateway lists an execution without a decision and goes on, that is certain. */
export function cycleMissed(theCase: Case): Cause {
  return isPassedForCertain(theCase) ? 'certain' : possibleIf(datesMayBeMissed(theCase));
}

/** Open for two weeks: not so where in that time an answer explained everything; and so for certain where none came at all. */
export function cycleOpen(theCase: Case, atMs = Infinity): Cause {
  if (atMs - theCase.life.script.startMs < UNSETTLED_MS || wasExplainedBefore(theCase, atMs)) return 'none';
  return hasLongSilence(theCase) ? 'certain' : 'possible';
}

/** Somebody changed the dates or switched the schedule off, or it began to run after its first date, or dates were skipped. */
function datesMayBeMissed(theCase: Case): boolean {
  const { life, schedule, taken } = theCase;
  const isEdited = taken.length > 0 || life.acts.some(({ act, done }) => act.kind === 'portal_edit' && done);
  const days = [
    ...new Set(life.truth.ledger.filter(({ kind }) => kind === 'scheduled').map(({ at }) => dateOf(at))),
  ];
  const startsLate = schedule !== undefined && days[0] !== undefined && days[0] > schedule.initialDate;
  return (
    (isEdited && hasHole(theCase, days)) ||
    startsLate ||
    isPassedWithoutDecision(theCase) ||
    isFinishedShort(theCase)
  );
}

/** Between two executions, or up to now, lie two cycles or more. */
function hasHole({ schedule, life, playedUntilMs }: Case, days: readonly string[]): boolean {
  if (schedule === undefined) return true;
  const { intervalMonths } = life.script.input.schedule;
  const today = dateOf(new Date(playedUntilMs).toISOString());
  const marks = [schedule.initialDate, ...days, ...(schedule.status === 'FIN' ? [] : [today])].sort();
  return marks.some((day, index) => {
    const before = marks[index - 1];
    if (before === undefined) return false;
    const afterNext = DateTime.fromISO(before)
      .plus({ months: 2 * (intervalMonths ?? 1) })
      .toFormat('yyyy-MM-dd');
    return day >= addDays(afterNext, -4);
  });
}

/**
 * What was repeated counted towards the number of times, so that dates which were sold are never charged. Where the first payment
 * counts, it is one of them.
 */
function isFinishedShort({ schedule, executed, life }: Case): boolean {
  const dates = new Set(executed.filter(({ kind }) => kind === 'scheduled').map(({ cycle }) => cycle));
  const first =
    life.script.settings.immediatePaymentCounts === true && executed.some(({ kind }) => kind === 'payment');
  return schedule?.status === 'FIN' && dates.size + (first ? 1 : 0) < (schedule.numberOfTimes ?? 0);
}

/** An execution that ended ERR or INV moves some gateways on to the next date, and not every gateway lists it. */
const isPassedWithoutDecision = ({ life, executed }: Case): boolean =>
  executed.some(({ outcome, kind }) => outcome === 'error' && kind === 'scheduled') &&
  (life.script.settings.erroredExecutionRetriedNextDay === false ||
    life.script.settings.listedErroredNits === false);

/** The gateway listed an execution that ended without a decision, did not try it again, and has charged the next date since. */
function isPassedForCertain({ life, executed, evidence, playedUntilMs }: Case): boolean {
  const { erroredExecutionRetriedNextDay, listedErroredNits } = life.script.settings;
  if (erroredExecutionRetriedNextDay !== false || listedErroredNits === false) return false;
  return executed.some(({ outcome, kind, cycle = 0, repeated, nit }) => {
    if (outcome !== 'error' || kind !== 'scheduled' || repeated) return false;
    const isAlone = executed.every(
      (other) => other.cycle !== cycle || other.nit === nit || other.kind !== 'scheduled',
    );
    const later = executed.find(
      (other) => other.kind === 'scheduled' && (other.cycle ?? 0) > cycle && !other.repeated,
    );
    const toldMs = evidence.findLast(({ payments }) => later !== undefined && payments.has(later.nit))?.atMs;
    const isRead = evidence.some(({ payments }) => payments.has(nit));
    return isAlone && isRead && toldMs !== undefined && playedUntilMs - toldMs > UNSETTLED_MS;
  });
}

/** From an execution on, no answer told anything of the schedule for more than two weeks. */
function hasLongSilence({ life, executed, evidence, playedUntilMs }: Case): boolean {
  return executed.some(({ kind, at, repeated }) => {
    if (kind !== 'scheduled' || repeated) return false;
    const fromMs = Date.parse(at);
    const untilMs = evidence.find(({ schedule, atMs }) => schedule !== undefined && atMs > fromMs)?.atMs;
    const lastMs = untilMs ?? (life.ended ? 0 : playedUntilMs);
    return lastMs - fromMs > UNSETTLED_MS + 8 * DAY_MS;
  });
}

/**
 * In the two weeks before, an answer showed a schedule of which everything was known: every execution that it lists had been told
 * with its end, its next date was still to come, and no date of a schedule that is over was left out.
 */
function wasExplainedBefore(theCase: Case, atMs = Infinity): boolean {
  return theCase.evidence.some(({ atMs: toldMs, schedule }) => {
    const isInTime = toldMs > atMs - UNSETTLED_MS + DAY_MS && toldMs < atMs - HOUR_MS;
    if (schedule?.nits === undefined || !isInTime || !RUNNING_OR_OVER.has(schedule.status)) return false;
    if (schedule.status === 'FIN' && isFinishedShort(theCase)) return false;
    const isAhead =
      schedule.status !== 'ATV' || (schedule.nextDate ?? '') > dateOf(new Date(toldMs).toISOString());
    const untilMs = toldMs + HOUR_MS;
    return (
      isAhead &&
      schedule.nits.every((nit) => toldStatuses(theCase, nit, untilMs).some((status) => FINAL.has(status)))
    );
  });
}

const RUNNING_OR_OVER = new Set(['ATV', 'INA', 'FIN']);
