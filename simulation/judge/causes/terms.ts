import type { LedgerEntry } from '../../../sandbox/state/ledger';
import type { Act } from '../../lives/script';
import type { PerformedAct, SentCommand } from '../../playing/life-record';
import { toldPayments, toldSchedules, type Case } from '../case';
import { givenBack, toldCapturedCents } from '../refunds/books';
import { isCaughtUp, reactivates } from '../same-date';
import { DAY_MS, possibleIf, SEEN_WITHIN_MS, strongest, type Cause } from './cause';

/** Dates this close together may be the same due date, by either reading of the month-end rule; days. */
const SAME_DATE_DAYS = 3;
/** What is edited while the schedule is inactive is told then, too. */
const UNDER_WAY: ReadonlySet<string> = new Set(['ATV', 'INA']);
/** Statuses of a charge that took nothing from anybody. */
const TOOK_NOTHING: ReadonlySet<string> = new Set(['NEG', 'PPN', 'EXP', 'ERR', 'INV', 'BLQ', 'ABA', 'CAN']);

/** The gateway tells other terms than those that were sold, or than those that a person has accepted since. */
export function termsDiffer(theCase: Case, atMs = Infinity): Cause {
  return strongest(amount(theCase, atMs), times(theCase, atMs), firstDate(theCase), dates(theCase, atMs));
}

/** Somebody edited the amount, and an answer tells it. */
function amount(theCase: Case, atMs: number): Cause {
  const other = toldSchedules(theCase, atMs).filter(
    ({ schedule, atMs: toldMs }) =>
      schedule.amountCents !== undefined && schedule.amountCents !== soldCents(theCase, toldMs),
  );
  // What somebody has asked for may be set already, or not yet, and is no difference then.
  const isRunning = other.some(
    ({ schedule, atMs: toldMs }) =>
      UNDER_WAY.has(schedule.status) && !asked(theCase, toldMs).includes(schedule.amountCents),
  );
  if (!isRunning) return possibleIf(other.length > 0);
  return isSettled(theCase, other[0]?.atMs) ? 'certain' : 'possible';
}

/**
 * The gateway tells another number of times than the one that was sold; or it goes on although as many executions were decided,
 * since what it repeated does not count.
 */
function times(theCase: Case, atMs: number): Cause {
  const { numberOfTimes } = theCase.sold;
  const told = toldSchedules(theCase, atMs);
  const other = told.find(
    ({ schedule }) =>
      UNDER_WAY.has(schedule.status) && (schedule.numberOfTimes ?? numberOfTimes) !== numberOfTimes,
  );
  if (other !== undefined) return isSettled(theCase, other.atMs) ? 'certain' : 'possible';
  const goesOn = told.some(
    ({ schedule, atMs: toldMs }) =>
      schedule.status === 'ATV' && decidedUntil(theCase, toldMs) >= (numberOfTimes ?? Infinity),
  );
  const isFinishedWithMore =
    told.some(({ schedule }) => schedule.status === 'FIN') &&
    decidedUntil(theCase, Infinity) > (numberOfTimes ?? Infinity);
  return possibleIf(goesOn || isFinishedWithMore);
}

/** Executions of the schedule that the issuer had decided by a moment. */
const decidedUntil = ({ executed, history }: Case, ms: number): number =>
  [...history, ...executed].filter(
    ({ kind, outcome, at }) => kind === 'scheduled' && outcome !== 'error' && Date.parse(at) <= ms,
  ).length;

/** What is adopted was sold from another date on, and that holds. */
function firstDate({ life, adopted }: Case): Cause {
  const { input, past } = life.script;
  const soldHolds = input.entry === 'adopt' && input.ifTermsDiffer !== 'gateway_holds';
  return possibleIf(
    adopted !== undefined && soldHolds && past?.schedule.initialDate !== input.schedule.firstDate,
  );
}

/** Somebody moved the next date by more than a few days, or changed the rhythm, and the gateway has answered since. */
function dates(theCase: Case, atMs: number): Cause {
  if (
    isCaughtUp(theCase) ||
    theCase.life.acts.some(
      (performed) => performed.done && isOfRhythm(performed.act) && Date.parse(performed.at) <= atMs,
    )
  )
    return 'possible';
  const moves = theCase.life.acts.filter(
    (performed) => performed.done && shiftOf(performed.act) !== 0 && Date.parse(performed.at) <= atMs,
  );
  const [first] = moves;
  if (first === undefined) return possibleIf(isReactivatedAnew(theCase, atMs));
  const days = moves.reduce((sum, { act }) => sum + Math.abs(shiftOf(act)), 0);
  const isTold = toldSchedules(theCase, atMs).some(({ atMs: toldMs }) => toldMs > Date.parse(first.at));
  // From a date that passed while it was inactive, the gateway may have gone on by itself.
  const isReactivated = theCase.life.acts.some(({ act, done }) => done && reactivates(act));
  if (!isTold || (days <= SAME_DATE_DAYS && !isReactivated)) return 'none';
  return isAlone(theCase, first) && isToldInTime(theCase, first) ? 'certain' : 'possible';
}

/** Somebody made it active in the portal, and the gateway named a date of its own. */
const isReactivatedAnew = (theCase: Case, atMs: number): boolean =>
  theCase.life.acts.some(
    ({ act, done, at }) =>
      done &&
      reactivates(act) &&
      toldSchedules(theCase, atMs).some(({ atMs: toldMs }) => toldMs > Date.parse(at)),
  );

const isOfRhythm = (act: Act): boolean => act.kind === 'portal_edit' && act.edit.intervalMonths !== undefined;

const shiftOf = (act: Act): number => (act.kind === 'portal_edit' ? (act.shiftDays ?? 0) : 0);

/** Nothing else was done to the schedule, and no execution ended in an error, that could explain another date. */
const isAlone = ({ life, executed, taken }: Case, move: PerformedAct): boolean =>
  taken.length === 0 &&
  life.acts.every(({ act, done }) => !done || act === move.act || act.kind !== 'portal_edit') &&
  executed.every(({ outcome }) => outcome !== 'error');

/** The new date was told while it was still to come, after the date before it had been told. */
function isToldInTime(theCase: Case, { act, at }: PerformedAct): boolean {
  const movedMs = Date.parse(at);
  const told = toldSchedules(theCase);
  const before = told.findLast(({ atMs, schedule }) => atMs < movedMs && schedule.nextDate !== undefined);
  const after = told.find(({ atMs, schedule }) => atMs > movedMs && schedule.nextDate !== undefined);
  if (before?.schedule.nextDate === undefined || after?.schedule.nextDate === undefined) return false;
  const executedBetween = theCase.executed.some(
    (charge) =>
      charge.kind === 'scheduled' &&
      Date.parse(charge.at) > before.atMs &&
      Date.parse(charge.at) < after.atMs,
  );
  const days = Math.abs(Date.parse(after.schedule.nextDate) - Date.parse(before.schedule.nextDate)) / DAY_MS;
  return (
    !executedBetween &&
    days === Math.abs(shiftOf(act)) &&
    days > SAME_DATE_DAYS &&
    Date.parse(after.schedule.nextDate) > after.atMs &&
    isSettled(theCase, after.atMs)
  );
}

/** A charge moved another amount than the one that was sold, or that a person has accepted since; and its NIT has been told. */
export function chargeDiffers(theCase: Case, atMs = Infinity): Cause {
  const other = theCase.executed.flatMap((charge) => {
    const told = toldPayments(theCase, charge.nit, atMs).filter(({ status }) => !TOOK_NOTHING.has(status));
    const differs = told.find(({ atMs: toldMs }) => charge.amountCents !== soldOf(theCase, charge, toldMs));
    // It is held against what was sold when it is first read. One that is read once more later was what was sold then.
    return differs === undefined
      ? []
      : [{ charge, toldMs: differs.atMs, isFirst: differs.atMs === told[0]?.atMs }];
  });
  const isCertain = other.some(
    ({ charge, toldMs, isFirst }) =>
      isFirst &&
      charge.outcome === 'approved' &&
      isSettled(theCase, toldMs) &&
      !asked(theCase, toldMs).includes(charge.amountCents),
  );
  return isCertain ? 'certain' : possibleIf(other.length > 0 || isToldLess(theCase));
}

/** A part of a charge went back before it was first told. */
const isToldLess = (theCase: Case): boolean =>
  theCase.executed.some(
    (charge) =>
      givenBack(theCase, charge).elsewhere > 0 && toldCapturedCents(theCase, charge.nit) < charge.amountCents,
  );

/** The amounts that somebody has asked for by a moment, and the one that was sold at first. */
function asked({ taken, sold }: Case, ms: number): (number | undefined)[] {
  const changes = taken.filter(({ name, atMs }) => name === 'changeAmount' && atMs <= ms);
  return changes.length === 0 ? [] : [sold.amountCents, ...changes.map(({ fields }) => fields.amountCents)];
}

function soldOf(theCase: Case, { kind }: LedgerEntry, ms: number): number {
  const { input } = theCase.life.script;
  return kind === 'payment' && input.entry === 'pay_now' ? input.payment.amountCents : soldCents(theCase, ms);
}

/** What was sold for each charge of the schedule: whoever takes `terms_differ` off accepts what the gateway tells then. */
function soldCents(theCase: Case, ms: number): number {
  const acceptedMs = theCase.life.commands
    .filter(isAcceptance)
    .map(({ answeredAt = '' }) => Date.parse(answeredAt))
    .findLast((at) => at <= ms);
  const accepted =
    acceptedMs === undefined
      ? undefined
      : toldSchedules(theCase, acceptedMs).findLast(({ schedule }) => schedule.amountCents !== undefined);
  return accepted?.schedule.amountCents ?? theCase.sold.amountCents;
}

const isAcceptance = ({ name, command, outcome }: SentCommand): boolean =>
  name === 'acknowledge' &&
  outcome?.kind === 'completed' &&
  (command as { flags: string[] }).flags.includes('terms_differ');

/** Long enough ago for the flag to have been shown. */
const isSettled = ({ life, playedUntilMs }: Case, toldMs = Infinity): boolean =>
  life.ended ? toldMs <= playedUntilMs : playedUntilMs - toldMs > SEEN_WITHIN_MS;
