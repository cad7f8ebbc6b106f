import { dateOf, dayNumberOf, isDate, monthsLater } from './day-number';
import { ZoneOffset } from './zone-offset';

/** The zone of the gateway's calendar: the daily job runs at 03:30 there (docs/gateway.md §6). Never a fixed offset. */
export const GATEWAY_ZONE = 'America/Sao_Paulo';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** When the gateway's daily job starts (docs/gateway.md §6). */
const JOB_MS = 3 * HOUR_MS + 30 * MINUTE_MS;
/** The job was seen between 03:30 and 04:30 (docs/gateway.md §6 FIELD); asking starts after that window. */
const ASK_AFTER_JOB_MS = 4 * HOUR_MS + 35 * MINUTE_MS;
/** Subscriptions due on the same day ask spread over this window, so that they do not ask at the same instant, minutes. */
const ASK_SPREAD_MINUTES = 60;

const saoPaulo = new ZoneOffset(GATEWAY_ZONE);

/** A calendar date at the gateway, `YYYY-MM-DD`. */
export type IsoDate = string;
/** An instant, ISO 8601 in UTC with milliseconds. */
export type IsoInstant = string;

/** The instant of a number of milliseconds since the epoch. */
export const instantOf = (epochMs: number): IsoInstant => new Date(epochMs).toISOString();

/** The calendar date in São Paulo at an instant. */
export function dateInSaoPaulo(instant: IsoInstant): IsoDate {
  const epochMs = Date.parse(instant);
  return dateOf(Math.floor((epochMs + saoPaulo.at(epochMs)) / DAY_MS));
}

/** Whether a text is an existing calendar date `YYYY-MM-DD`. */
export const isCalendarDate = (text: string): boolean => isDate(text);

/** Noon of a day in São Paulo, milliseconds since the epoch: it stands for a day of which no more is known (activities/facts.ts). */
export const noonMs = (day: IsoDate): number => saoPaulo.instantOf(dayNumberOf(day) * DAY_MS + 12 * HOUR_MS);

/** The instant at which the gateway charges what is due on a date, milliseconds since the epoch. */
export function chargeMomentMs(dueDate: IsoDate): number {
  return saoPaulo.instantOf(dayNumberOf(dueDate) * DAY_MS + JOB_MS);
}

/**
 * The days on which a charge of a schedule can have been made from a due date until today, the likeliest first: one cycle
 * before the gateway's next date, all due dates, then all days after, and so on. At most `limit` of them.
 */
export function likelyChargeDays(
  dueDate: IsoDate,
  today: IsoDate,
  intervalMonths: number,
  limit: number,
  nextDate?: IsoDate,
): IsoDate[] {
  const days = new Set<IsoDate>();
  const before = nextDate === undefined ? undefined : shifted(nextDate, -intervalMonths, 0);
  if (before !== undefined && before <= today && before >= dueDate) days.add(before);
  for (let offset = 0; offset < 31 * intervalMonths && days.size < limit; offset += 1) {
    let months = 0;
    for (let day = shifted(dueDate, months, offset); day <= today && days.size < limit;) {
      days.add(day);
      months += intervalMonths;
      day = shifted(dueDate, months, offset);
    }
  }
  return [...days];
}

/** A date some months and then some days later. */
export function shifted(date: IsoDate, months: number, days: number): IsoDate {
  return dateOf(monthsLater(date, months) + days);
}

/**
 * The instant from which the result of the charge that is due on a date can be asked for, milliseconds since the
 * epoch. `spreadKey` (the order id) picks the minute within the spread, the same one each time.
 */
export function askMomentMs(dueDate: IsoDate, spreadKey: string): number {
  const base = saoPaulo.instantOf(dayNumberOf(dueDate) * DAY_MS + ASK_AFTER_JOB_MS);
  return base + spreadMinute(spreadKey) * MINUTE_MS;
}

/**
 * The earliest date on which the cycle after one that was due on `dueDate` can be due. The month-end rule is not
 * documented (docs/gateway.md §6): sticking to a shortened day gives the earlier of the two readings.
 */
export function earliestNextDueDate(dueDate: IsoDate, intervalMonths: number): IsoDate {
  return shifted(dueDate, intervalMonths, 0);
}

/** Longest rhythm that is counted, cycles: as long as the longest schedule. */
export const CYCLES_MAX = 1_200;

/** The first date of a rhythm after a day. */
export function nextOfRhythm(firstDate: IsoDate, intervalMonths: number, after: IsoDate): IsoDate {
  let due = firstDate;
  for (let cycle = 1; due <= after && cycle < CYCLES_MAX; cycle += 1)
    due = shifted(firstDate, cycle * intervalMonths, 0);
  return due;
}

/** How far a date that we compute may be from the gateway's: February's end, with either reading of the month-end rule, days. */
export const MONTH_END_SLACK_DAYS = 3;

/**
 * True when two dates may be the same due date under either reading of the month-end rule (docs/gateway.md §6).
 *
 * Example: 28 February and 1 March.
 */
export const isAboutSameDate = (one: IsoDate, other: IsoDate): boolean =>
  one <= shifted(other, 0, MONTH_END_SLACK_DAYS) && other <= shifted(one, 0, MONTH_END_SLACK_DAYS);

const dayOfMonth = (date: IsoDate): number => Number(date.slice(8, 10));

/** True when not every month has the day of this date, as the 31st. */
export const isShortenedBySome = (date: IsoDate): boolean => dayOfMonth(date) > SHORTEST_MONTH_DAYS;

/** True when this may be what a short month makes of another day, under either reading: from the 28th to the 3rd. */
export const isAroundMonthEnd = (date: IsoDate): boolean =>
  dayOfMonth(date) >= SHORTEST_MONTH_DAYS || dayOfMonth(date) <= MONTH_END_SLACK_DAYS;

const SHORTEST_MONTH_DAYS = 28;

function spreadMinute(key: string): number {
  let hash = 0;
  for (const character of key) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % ASK_SPREAD_MINUTES;
}
