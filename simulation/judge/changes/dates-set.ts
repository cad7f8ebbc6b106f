import { DateTime } from 'luxon';
import { addDays, dateOf } from '../../../sandbox/time/calendar';
import { toldSchedules, type Case } from '../case';
import type { Finding } from '../finding';
import { isCaughtUp, reactivates } from '../same-date';
import { carriesOut, dateSet, type SentEdit } from './sends';
import type { TakenChange } from './taken';

/** Dates this close together may be the same due date, by either reading of the month-end rule; days. */
const SAME_DATE_DAYS = 3;
const DAY_MS = 86_400_000;

/**
 * I19: an edit never sets a date that has come, a moved date never charges a cycle that was charged meanwhile, and a resumed schedule
 * goes on with its rhythm unless somebody asked for another date.
 */
export function nobodyTwice(theCase: Case): Finding[] {
  return theCase.edits.flatMap((edit) => {
    const date = dateSet(edit);
    return date === undefined
      ? []
      : [
          ...inThePast(edit, date),
          ...chargedMeanwhile(theCase, edit),
          ...tooSoon(theCase, edit, date),
          ...offRhythm(theCase, edit, date),
        ];
  });
}

const dayOf = (ms: number): string => dateOf(new Date(ms).toISOString());

function inThePast({ decidedMs, entry }: SentEdit, date: string): Finding[] {
  return date > dayOf(decidedMs) ? [] : [other(`an edit of ${entry.at} sets the date ${date}`)];
}

/** Who asks for a date means the cycle that is to come. One of a resume that has passed gives way to the rhythm. */
function chargedMeanwhile(theCase: Case, edit: SentEdit): Finding[] {
  const change = ownerOf(theCase, edit, ['changeNextDate', 'resume']);
  if (change?.fields.nextDate === undefined || change.fields.nextDate !== dateSet(edit)) return [];
  const between = theCase.executed.find(({ kind, outcome, at, repeated }) => {
    const ms = Date.parse(at);
    return (
      kind === 'scheduled' && outcome === 'approved' && !repeated && ms > change.atMs && ms < edit.decidedMs
    );
  });
  return between === undefined
    ? []
    : [other(`${change.id}: its cycle was charged on ${dateOf(between.at)}, and the date was set after it`)];
}

/** A date that we choose ourselves comes a cycle after the last charge, unless the gateway, or a person, has named it since. */
function tooSoon(theCase: Case, edit: SentEdit, date: string): Finding[] {
  const { life, executed, taken, edits } = theCase;
  const change = ownerOf(theCase, edit, ['resume', 'uncancel']);
  const last = executed.findLast(
    ({ kind, outcome, at, repeated }) =>
      kind === 'scheduled' && outcome === 'approved' && !repeated && Date.parse(at) < edit.decidedMs,
  );
  const isOtherwise =
    isCaughtUp(theCase) ||
    executed.some(({ outcome }) => outcome === 'error') ||
    life.acts.some(
      ({ act, done }) => act.kind === 'portal_edit' && done && act.edit.intervalMonths !== undefined,
    );
  if (change === undefined || last === undefined || isOtherwise || isDateAsked(change)) return [];
  const lastMs = Date.parse(last.at);
  const { intervalMonths = 1 } = life.script.input.schedule;
  const isCycleLater = date >= addDays(monthsAfter(dateOf(last.at), intervalMonths), -SAME_DATE_DAYS);
  const isNamed =
    toldSchedules(theCase, edit.decidedMs).some(
      ({ atMs, schedule }) => atMs > lastMs && schedule.nextDate === date,
    ) ||
    edits.some((one) => one.decidedMs > lastMs && one.decidedMs < edit.decidedMs && dateSet(one) === date) ||
    taken.some(({ atMs, fields }) => atMs > lastMs && fields.nextDate === date);
  return isCycleLater || isNamed
    ? []
    : [other(`${change.id}: charged on ${dateOf(last.at)}, and an edit of ${edit.entry.at} sets ${date}`)];
}

const isDateAsked = ({ fields }: TakenChange): boolean =>
  fields.nextDate !== undefined || fields.chargeMissed === true;

const monthsAfter = (date: string, months: number): string =>
  DateTime.fromISO(date).plus({ months }).toFormat('yyyy-MM-dd');

/** Whoever resumes or takes a cancellation back without a date means the next one of the rhythm. */
function offRhythm(theCase: Case, edit: SentEdit, date: string): Finding[] {
  const { life, executed, history, taken, edits } = theCase;
  const change = ownerOf(theCase, edit, ['resume', 'uncancel']);
  const isMoved = life.acts.some(
    ({ act, done }) =>
      act.kind === 'portal_edit' &&
      done &&
      ((act.shiftDays ?? 0) !== 0 || act.edit.intervalMonths !== undefined),
  );
  const isErring = executed.some(({ outcome }) => outcome === 'error');
  if (change === undefined || isDateAsked(change) || isMoved || isErring) return [];
  const { firstDate, intervalMonths = 1 } = life.script.input.schedule;
  const { past } = life.script;
  const bases = [
    firstDate,
    // A schedule that is adopted goes on with its own rhythm, whatever date was written down for it.
    ...(past === undefined ? [] : [past.schedule.initialDate, ...history.map(({ at }) => dateOf(at))]),
    ...edits.filter(({ decidedMs }) => decidedMs < edit.decidedMs).flatMap((one) => dateSet(one) ?? []),
    ...taken.flatMap(({ fields }) => fields.nextDate ?? []),
    // The gateway may set a date of its own where somebody makes it active in the portal.
    ...(life.acts.some(({ act, done }) => done && reactivates(act))
      ? toldSchedules(theCase, edit.decidedMs).flatMap(({ schedule }) => schedule.nextDate ?? [])
      : []),
    ...executed
      .filter(({ kind, at }) => kind === 'scheduled' && Date.parse(at) < edit.decidedMs)
      .map(({ at }) => dateOf(at)),
  ];
  return bases.some((base) => isOfRhythm(date, base, intervalMonths))
    ? []
    : [other(`${change.id}: goes on with ${date}, which is no date of its rhythm`)];
}

function isOfRhythm(date: string, base: string, intervalMonths: number): boolean {
  const months = DateTime.fromISO(date).diff(DateTime.fromISO(base), 'months').months;
  const cycles = Math.round(months / intervalMonths);
  const near = DateTime.fromISO(base).plus({ months: cycles * intervalMonths });
  return Math.abs(Date.parse(date) - near.toMillis()) <= SAME_DATE_DAYS * DAY_MS + DAY_MS / 2;
}

/** The last change of some kind before an edit that it can be of. */
const ownerOf = (
  { taken }: Case,
  edit: SentEdit,
  names: readonly TakenChange['name'][],
): TakenChange | undefined => {
  const change = taken.findLast((one) => one.atMs <= edit.decidedMs && carriesOut(edit, one));
  return change !== undefined && names.includes(change.name) ? change : undefined;
};

const other = (what: string): Finding => ({ invariant: 'I19 no cycle twice, no past', what });
