import { dateOf, addDays } from '../../sandbox/time/calendar';
import { DateTime } from 'luxon';
import { firstToldMs, keepsMoney, toldStatuses, type Case } from './case';

/** Whether there is a cause for a flag: none at all, one that may have raised it, or one that must have. */
export type Cause = 'none' | 'possible' | 'certain';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** After this, what stays open is put before a person. */
const UNSETTLED_MS = 14 * DAY_MS;
/** A NIT can be asked for 15 days (docs/gateway.md §5.1). */
const NIT_LIFE_MS = 15 * DAY_MS;
/** A day is left for the way from the gateway's books to our flag. */
const SEEN_WITHIN_MS = 3 * DAY_MS;

/** Finds the cause of a flag. `atMs`: when it was first up; undefined when it never was. */
export type FindCause = (theCase: Case, atMs?: number) => Cause;

/** The causes of each flag, found on the gateway's books and in what was told, never in what the subscription believes. */
export const FLAG_CAUSES: Readonly<Record<string, FindCause>> = {
  blocked: (theCase, atMs) => (couldNotBeLearnt(theCase, atMs) ? 'possible' : 'none'),
  cycle_paid_twice: paidTwice,
  cycle_missed: (theCase) => (datesMayBeMissed(theCase) ? 'possible' : 'none'),
  cycle_unsettled: (theCase, atMs) => (wasExplainedBefore(theCase, atMs) ? 'none' : 'possible'),
  charge_unreadable: unreadable,
  counter_unexplained: (theCase) => (countsMore(theCase) ? 'possible' : 'none'),
  payment_reversed: reversed,
  cancel_requested: ({ life }) =>
    life.acts.some(({ act }) => act.kind === 'cancel_request') ? 'certain' : 'none',
  unexpected_gateway_status: (theCase) => (isUnexpected(theCase) ? 'possible' : 'none'),
  // Nobody changes the keys of a store in these lives.
  credentials_refused: () => 'none',
  no_worker: (theCase) => (workersWereAway(theCase) ? 'possible' : 'none'),
};

/** Statuses that say what became of any call on a payment. */
const FINAL = new Set(['CON', 'EST', 'NEG', 'PPN', 'EXP', 'ERR', 'INV', 'BLQ', 'ABA', 'CAN']);

/** A call may have been lost on its way, or could not be sent; and no answer since has told what became of it. */
function couldNotBeLearnt({ life, executed, states, evidence }: Case, atMs = Infinity): boolean {
  const isDisturbed =
    Object.keys(life.faults).length > 0 || executed.some(({ outcome }) => outcome === 'error');
  const blockedAt = states.findIndex((shown) => shown.state === 'blocked' && shown.atMs <= atMs);
  const before = states[blockedAt - 1];
  const untilMs = states[blockedAt]?.atMs ?? atMs;
  if (before?.state !== 'resolving') return isDisturbed;
  const isLearnt = evidence.some(
    ({ atMs: toldMs, payments }) =>
      toldMs > before.atMs && toldMs < untilMs && [...payments.values()].some((status) => FINAL.has(status)),
  );
  return isDisturbed && !isLearnt;
}

/** Two charges for one date of the schedule kept money, and both have been told. */
function paidTwice(theCase: Case): Cause {
  const { executed, playedUntilMs, life } = theCase;
  const scheduled = executed.filter(({ kind, outcome }) => kind === 'scheduled' && outcome === 'approved');
  const twins = scheduled.filter((charge) =>
    scheduled.some(
      (other) => other.nit !== charge.nit && other.sid === charge.sid && other.cycle === charge.cycle,
    ),
  );
  if (twins.length === 0) return 'none';
  const withinMs = life.ended ? 0 : SEEN_WITHIN_MS;
  const isTold = twins.every(({ nit }) => playedUntilMs - (firstToldMs(theCase, nit) ?? Infinity) > withinMs);
  return isTold && twins.every(keepsMoney) ? 'certain' : 'possible';
}

/** Somebody changed the dates or switched the schedule off, or it began to run after its first date, or dates were skipped. */
function datesMayBeMissed(theCase: Case): boolean {
  const { life, schedule } = theCase;
  const isEdited = life.acts.some(({ act, done }) => act.kind === 'portal_edit' && done);
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

/**
 * In the two weeks before, an answer showed a schedule of which everything was known: every execution that it lists had been told
 * with its end, and its next date was still to come.
 */
function wasExplainedBefore(theCase: Case, atMs = Infinity): boolean {
  return theCase.evidence.some(({ atMs: toldMs, schedule }) => {
    const isInTime = toldMs > atMs - UNSETTLED_MS + DAY_MS && toldMs < atMs - HOUR_MS;
    if (schedule === undefined || !isInTime || !RUNNING_OR_OVER.has(schedule.status)) return false;
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

/** An execution was told of, and its NIT could not be read as long as it can be asked for. */
function unreadable(theCase: Case): Cause {
  const { executed, evidence, playedUntilMs } = theCase;
  const unread = executed.filter(({ nit, kind, at }) => {
    const readMs = evidence.find(({ payments }) => payments.has(nit))?.atMs;
    return kind === 'scheduled' && (readMs ?? playedUntilMs) - Date.parse(at) > UNSETTLED_MS - DAY_MS;
  });
  if (unread.length === 0) return 'none';
  const isCertain = unread.some(({ nit }) => {
    const toldMs = firstToldMs(theCase, nit);
    const isStillUnread = !evidence.some(({ payments }) => payments.has(nit));
    return isStillUnread && toldMs !== undefined && playedUntilMs - toldMs > NIT_LIFE_MS + 8 * DAY_MS;
  });
  return isCertain ? 'certain' : 'possible';
}

/** The gateway counted executions of which it has told nothing else. */
function countsMore({ evidence, executed }: Case): boolean {
  const counted = Math.max(0, ...evidence.map(({ schedule }) => schedule?.currentTimes ?? 0));
  const told = new Set(
    evidence.flatMap(({ payments, schedule }) => [...payments.keys(), ...(schedule?.nits ?? [])]),
  );
  return counted > executed.filter(({ nit }) => told.has(nit)).length;
}

function reversed(theCase: Case): Cause {
  const { nit } = theCase.view.gateway;
  if (nit === undefined || theCase.executed.find((charge) => charge.nit === nit)?.reversed !== true)
    return 'none';
  return toldStatuses(theCase, nit).includes('EST') ? 'certain' : 'possible';
}

/** A status that a schedule has only before it runs, told after it ran; a payment that ended otherwise than its schedule. */
function isUnexpected({ evidence, life, executed }: Case): boolean {
  const statuses = evidence.flatMap(({ schedule }) => schedule?.status ?? []);
  const ran = statuses.findIndex((status) => ['ATV', 'INA'].includes(status));
  const odd = ran >= 0 && statuses.slice(ran).some((status) => !['ATV', 'INA', 'FIN'].includes(status));
  const isPaidWithoutSchedule =
    executed.some(keepsMoney) && statuses.some((status) => ['ERR', 'DES', 'EXP'].includes(status));
  const { input } = life.script;
  const awaits = evidence.some(({ payments }) => [...payments.values()].includes('PPC'));
  const isLate = input.entry === 'pay_now' && input.lateConfirmation !== undefined;
  const isPending = statuses.some((status) => status === 'NOV' || status === 'PEN');
  return odd || isPaidWithoutSchedule || (awaits && !isLate) || isPending;
}

/** Nobody polled, or the worker was gone, for as long as a call waits; or Temporal was away, and with it every worker. */
function workersWereAway({ life }: Case): boolean {
  return life.script.faults.some((fault) => {
    if (fault.type === 'nobody_polls' || fault.type === 'temporal_away')
      return fault.toMs - fault.fromMs > MINUTE_MS;
    if (fault.type === 'worker_lost') return true;
    return fault.type === 'wire' && fault.kind.startsWith('worker_lost') && fault.id in life.faults;
  });
}
