import type { LedgerEntry } from '../../../sandbox/state/ledger';
import { dateOf } from '../../../sandbox/time/calendar';
import { keepsMoney, toldSchedules, toldStatuses, type Case } from '../case';
import { cancelledSpans, type CancelledSpan, type TakenChange } from '../changes/taken';
import { dateSet, carriesOut } from '../changes/sends';
import { DAY_MS, MINUTE_MS, possibleIf, SEEN_WITHIN_MS, UNDECIDED, type Cause } from './cause';

/** How long a change is tried (domain/limits.ts). */
const TRIED_FOR_MS = 14 * DAY_MS;
/** After a day, a change that is under way is put before a person; its acceptance is recorded a moment after the workflow's own time. */
const STUCK_AFTER_MS = DAY_MS - MINUTE_MS;
/** Statuses of a schedule that charges nobody any more. */
const OVER: readonly string[] = ['FIN', 'ERR', 'INV', 'DES', 'EXP'];

/** What a schedule shows of an edit. Of another one its answer tells, where it came. */
const SHOWN = ['status', 'next_date', 'amount'] as const;

const changesUntil = ({ taken }: Case, ms: number): TakenChange[] =>
  taken.filter(({ name, atMs }) => name !== 'retire' && atMs <= ms);

/**
 * A change was accepted, and since then something kept it from being carried out: the gateway refused it, an execution or the time
 * that passed left it no date, somebody set something else, the schedule ended, the card was gone, or it was tried for two weeks.
 */
export function commandFailed(theCase: Case, atMs = Infinity): Cause {
  return possibleIf(changesUntil(theCase, atMs).some((change) => mayFail(theCase, change, atMs)));
}

function mayFail(theCase: Case, change: TakenChange, untilMs: number): boolean {
  const { evidence, executed, life, playedUntilMs } = theCase;
  const since = (ms: number): boolean => ms >= change.atMs && ms <= untilMs;
  const isRefused = evidence.some(
    ({ route, code, atMs }) => (route === 'begin_edit' || route === 'edit') && code !== '0' && since(atMs),
  );
  // One of the day before, or one that nobody had told of, may not have been known when it was asked for. One that is tried again for
  // weeks was tried for the first time before, perhaps, and was not decided.
  const isNews = (nit: string, at: string): boolean =>
    Date.parse(at) >= change.atMs - DAY_MS ||
    !isToldBy(theCase, nit, change.atMs) ||
    UNDECIDED.has(toldStatuses(theCase, nit, change.atMs).at(-1) ?? '');
  const isExecuted = executed.some(
    ({ kind, nit }) =>
      kind === 'scheduled' &&
      triesOf(theCase, nit).some(({ at }) => Date.parse(at) <= untilMs && isNews(nit, at)),
  );
  const isOver = toldSchedules(theCase, untilMs).some(
    ({ atMs, schedule }) => since(atMs) && OVER.includes(schedule.status),
  );
  const isEditedElsewhere = life.acts.some(
    ({ act, at, done }) => act.kind === 'portal_edit' && done && since(Date.parse(at)),
  );
  const { nextDate } = change.fields;
  const isPast =
    nextDate !== undefined && nextDate <= dateOf(new Date(Math.min(untilMs, playedUntilMs)).toISOString());
  const isCardGone = change.name === 'changeCard';
  const isLong = Math.min(untilMs, playedUntilMs) - change.atMs >= TRIED_FOR_MS;
  return isRefused || isExecuted || isOver || isEditedElsewhere || isPast || isCardGone || isLong;
}

/** A day after a change was accepted the gateway had not shown it, or had not been heard. */
export function commandStuck(theCase: Case, atMs = Infinity): Cause {
  const untilMs = Math.min(atMs, theCase.playedUntilMs);
  return possibleIf(
    changesUntil(theCase, untilMs - STUCK_AFTER_MS).some((change) => {
      const edits = theCase.edits.filter((edit) => edit.decidedMs >= change.atMs && carriesOut(edit, change));
      const isShownSoon = toldSchedules(theCase, change.atMs + STUCK_AFTER_MS).some(
        ({ atMs: toldMs, schedule }) =>
          toldMs > change.atMs &&
          edits.some(
            ({ sets, decidedMs, entry, isExecuted }) =>
              isExecuted &&
              decidedMs < toldMs &&
              (SHOWN.some((field) => field in sets) || entry.faultKind === undefined) &&
              (sets['status'] ?? schedule.status) === schedule.status &&
              (dateSet({ sets }) ?? schedule.nextDate) === schedule.nextDate,
          ),
      );
      return !isShownSoon;
    }),
  );
}

const triesOf = ({ life }: Case, nit: string): LedgerEntry[] =>
  life.truth.ledger.filter((entry) => entry.nit === nit);

/** A charge that moved money after a cancellation had been accepted, while that stood, and was told. */
export function chargedAfterCancellation(theCase: Case, atMs = Infinity): Cause {
  const { taken, life, playedUntilMs } = theCase;
  const spans = cancelledSpans(taken);
  // What is tried again for weeks was tried for the first time while the cancellation stood, perhaps.
  const told = theCase.executed.filter(
    ({ nit }) =>
      isToldBy(theCase, nit, atMs) &&
      triesOf(theCase, nit).some(({ at }) => spans.some((span) => isIn(span, Date.parse(at)))),
  );
  const last = spans.at(-1);
  const isCertain =
    last !== undefined &&
    last.toMs === undefined &&
    told.some((charge) => isIn(last, Date.parse(charge.at)) && isLearnt(charge));
  function isLearnt(charge: LedgerEntry): boolean {
    const toldMs = theCase.evidence.find(({ payments }) => payments.get(charge.nit) === 'CON')?.atMs;
    const isSettled = toldMs !== undefined && (life.ended || playedUntilMs - toldMs > SEEN_WITHIN_MS);
    return keepsMoney(charge) && isSettled;
  }
  return isCertain ? 'certain' : possibleIf(told.length > 0);
}

const isIn = ({ fromMs, toMs = Infinity }: CancelledSpan, ms: number): boolean => ms > fromMs && ms < toMs;

const isToldBy = (theCase: Case, nit: string, atMs: number): boolean =>
  toldStatuses(theCase, nit, atMs).length > 0 ||
  toldSchedules(theCase, atMs).some(({ schedule }) => schedule.nits?.includes(nit) === true);

/** The gateway told of an active schedule after it had told, on a cancellation, that it is not. */
export function activeAfterCancellation(theCase: Case, atMs = Infinity): Cause {
  return possibleIf(
    cancelledSpans(theCase.taken).some(({ fromMs, toMs = Infinity }) => {
      const told = toldSchedules(theCase, Math.min(atMs, toMs + DAY_MS)).filter(
        ({ atMs: ms }) => ms > fromMs,
      );
      const stopped = told.findIndex(({ schedule }) => schedule.status === 'INA');
      return stopped >= 0 && told.slice(stopped).some(({ schedule }) => schedule.status === 'ATV');
    }),
  );
}
