import { chargeMomentMs, isShortenedBySome, MONTH_END_SLACK_DAYS, shifted, type IsoDate } from '../calendar';
import { currentCycle } from '../ledger/ledger';
import { LIMITS } from '../limits';
import type { SubscriptionRecord } from '../subscription/record';
import type { EditFields } from './change';
import { onlyStops } from './hold';

/**
 * When the next try of an edit is due, milliseconds: what stops the charges is tried before the job that it is to prevent, however slow
 * its pace has become. A gateway that is back by then charges nobody who has cancelled.
 *
 * Example: due on 10 January, tried every two hours, and next at 03:35 of that day: tried at 02:00, 02:45, 03:10 and 03:22, too.
 */
export function inTimeMs(
  record: SubscriptionRecord,
  fields: EditFields,
  nowMs: number,
  atMs: number,
): number {
  if (!onlyStops(fields)) return atMs;
  const tries = jobsMs(record, nowMs).flatMap((jobMs) =>
    LIMITS.stopTriedBeforeJobMs.map((beforeMs) => jobMs - beforeMs),
  );
  return Math.min(atMs, ...tries.filter((tryMs) => tryMs > nowMs));
}

/**
 * The jobs that may charge next, as far as is known: of the next date, of one that a change may have set, and for some days of the day after
 * one that has come and is named still, since an execution that failed is tried again. Where nobody has told for months, the rhythm says
 * which date is the next.
 */
function jobsMs({ schedule, ledger, terms, gaveWay = [] }: SubscriptionRecord, nowMs: number): number[] {
  const date = schedule.snapshot.nextDate ?? currentCycle(ledger)?.dueDate;
  const maybeSet = gaveWay.flatMap(({ fields: { nextDate } }) => nextDate ?? []);
  return [
    ...(date === undefined ? [] : [...ofRhythm(date, terms, nowMs), ...triedAgain(date, nowMs)]),
    ...maybeSet.flatMap((day) => [chargeMomentMs(day), ...triedAgain(day, nowMs)]),
  ];
}

/**
 * The next job of the rhythm. Where it was sold for a day that some months lack, the day after a short month is not known: the jobs of the
 * days around it count too.
 */
function ofRhythm(
  date: IsoDate,
  { firstDate, intervalMonths }: SubscriptionRecord['terms'],
  nowMs: number,
): number[] {
  const slack = isShortenedBySome(firstDate) || isShortenedBySome(date) ? MONTH_END_SLACK_DAYS : 0;
  const jobMs = (cycles: number, days: number): number =>
    chargeMomentMs(shifted(shifted(date, cycles * intervalMonths, 0), 0, days));
  let cycles = 0;
  while (cycles < LIMITS.cycles && jobMs(cycles, slack) <= nowMs) cycles += 1;
  return Array.from({ length: 2 * slack + 1 }, (_, day) => jobMs(cycles, day - slack));
}

const triedAgain = (date: IsoDate, nowMs: number): number[] =>
  Array.from({ length: LIMITS.triedAgainDays }, (_, day) => chargeMomentMs(shifted(date, 0, day + 1))).filter(
    (jobMs) => chargeMomentMs(date) <= nowMs && jobMs > nowMs,
  );
