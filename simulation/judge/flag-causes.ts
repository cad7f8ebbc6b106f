import { dateOf, addDays } from '../../sandbox/time/calendar';
import { DateTime } from 'luxon';
import { firstToldMs, keepsMoney, toldStatuses, type Case } from './case';

/** Whether there is a cause for a flag: none at all, one that may have raised it, or one that must have. */
export type Cause = 'none' | 'possible' | 'certain';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** After this, what stays open is put before a person. */
const UNSETTLED_MS = 14 * DAY_MS;
/** A NIT can be asked for 15 days (docs/gateway.md §5.1). */
const NIT_LIFE_MS = 15 * DAY_MS;
/** A day is left for the way from the gateway's books to our flag. */
const SEEN_WITHIN_MS = 3 * DAY_MS;

/** The causes of each flag, found on the gateway's books and in the script of the life, never in what the subscription believes. */
export const FLAG_CAUSES: Readonly<Record<string, (theCase: Case) => Cause>> = {
  blocked: (theCase) => (couldNotBeLearnt(theCase) ? 'possible' : 'none'),
  cycle_paid_twice: paidTwice,
  cycle_missed: (theCase) => (datesMayBeMissed(theCase) ? 'possible' : 'none'),
  cycle_unsettled: (theCase) => (mayStayOpen(theCase) ? 'possible' : 'none'),
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

/** A call was lost on its way, or could not be sent, or the gateway did not answer. */
const couldNotBeLearnt = ({ life, executed }: Case): boolean =>
  Object.keys(life.faults).length > 0 || executed.some(({ outcome }) => outcome === 'error');

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

/** What was repeated counted towards the number of times, so that dates which were sold are never charged. */
function isFinishedShort({ schedule, executed }: Case): boolean {
  const dates = new Set(executed.filter(({ kind }) => kind === 'scheduled').map(({ cycle }) => cycle));
  return schedule?.status === 'FIN' && dates.size < (schedule.numberOfTimes ?? 0);
}

/** An execution that ended ERR or INV moves some gateways on to the next date, and not every gateway lists it. */
const isPassedWithoutDecision = ({ life, executed }: Case): boolean =>
  executed.some(({ outcome, kind }) => outcome === 'error' && kind === 'scheduled') &&
  (life.script.settings.erroredExecutionRetriedNextDay === false ||
    life.script.settings.listedErroredNits === false);

/** Executions without a decision, retries of the gateway, outages and silences: something may be open for two weeks. */
function mayStayOpen(theCase: Case): boolean {
  const { life, executed } = theCase;
  const hasErrors = executed.some(({ outcome, kind }) => outcome === 'error' && kind === 'scheduled');
  return (
    hasErrors ||
    life.script.store.offlineRetries !== undefined ||
    Object.keys(life.faults).length > 0 ||
    life.acts.some(({ act, done }) => act.kind === 'portal_edit' && done) ||
    longestSilenceMs(theCase) > UNSETTLED_MS
  );
}

function longestSilenceMs({ evidence, life, playedUntilMs }: Case): number {
  const moments = [life.script.startMs, ...evidence.map(({ atMs }) => atMs), playedUntilMs];
  return Math.max(...moments.map((ms, index) => ms - (moments[index - 1] ?? ms)));
}

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
