import { DateTime } from 'luxon';
import { remembered } from './remembered';
import { SteadyZone } from './steady-zone';

/** An instant as ISO 8601 in UTC with milliseconds; two of them compare as plain strings. */
export type Instant = string;

/** A calendar date of São Paulo as 'YYYY-MM-DD'; two of them compare as plain strings. */
export type CalendarDate = string;

/** The two readings of what happens to day 29-31 in a shorter month (docs/gateway.md §6: UNKNOWN). */
export type MonthEndRule = 'clamp_and_restore' | 'clamp_and_stick';

/** Calendar rules are São Paulo's, by IANA zone: the country has changed its offset before. */
const zone = new SteadyZone('America/Sao_Paulo');

/** Minutes of the zone at an instant. */
const offsetOf = (instant: Instant): number => zone.offset(Date.parse(instant));

/** São Paulo's clock at an instant, as 'YYYY-MM-DDTHH:mm:ss.SSSZ' whose letter Z says nothing. */
const wallClock = (instant: Instant): string => addMinutes(instant, offsetOf(instant));

const date = remembered((day: CalendarDate) => DateTime.fromISO(day, { zone: 'utc' }));

/** The São Paulo calendar date of an instant. */
export const dateOf = (instant: Instant): CalendarDate => wallClock(instant).slice(0, 10);

/** The instant of a São Paulo wall-clock time 'HH:mm' on a date. */
export const instantAt = (day: CalendarDate, time: string): Instant => instantOf(`${day}T${time}`);

const instantOf = remembered((wallClock: string): Instant =>
  DateTime.fromISO(wallClock, { zone }).toJSDate().toISOString(),
);

/** The date `days` later (or earlier). */
export function addDays(day: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant `minutes` later. */
export function addMinutes(instant: Instant, minutes: number): Instant {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}

/** The instant `seconds` later. */
export const addSeconds = (instant: Instant, seconds: number): Instant =>
  new Date(Date.parse(instant) + seconds * 1_000).toISOString();

/** Day of the month, 1-31. */
export function dayOfMonth(day: CalendarDate): number {
  return date(day).day;
}

/**
 * The execution date one interval after `from`.
 * `anchorDay` is the day on which the schedule was meant to run: clamp_and_restore returns to it after a
 * short month, clamp_and_stick stays on the day it was clamped to (docs/gateway.md §6).
 */
export function nextExecutionDate(
  from: CalendarDate,
  intervalMonths: number,
  anchorDay: number,
  rule: MonthEndRule,
): CalendarDate {
  const clamped = date(from).plus({ months: intervalMonths });
  if (rule === 'clamp_and_stick') return clamped.toFormat('yyyy-MM-dd');
  const day = Math.min(anchorDay, clamped.daysInMonth ?? clamped.day);
  return clamped.set({ day }).toFormat('yyyy-MM-dd');
}

/** Is a text a date 'YYYY-MM-DD' that exists? */
export function isCalendarDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && date(text).isValid;
}

/** Reads the wire's `DD/MM/YYYY`; undefined when it is not such a date (docs/gateway.md §0). */
export function parseWireDate(text: string): CalendarDate | undefined {
  if (!/^\d{2}\/\d{2}\/\d{4}$/.test(text)) return undefined;
  const parsed = DateTime.fromFormat(text, 'dd/MM/yyyy', { zone: 'utc' });
  return parsed.isValid ? parsed.toFormat('yyyy-MM-dd') : undefined;
}

/** Writes the wire's `DD/MM/YYYY` (docs/gateway.md §0). */
export function formatWireDate(day: CalendarDate): string {
  return day.split('-').toReversed().join('/');
}

/** Writes the wire's `DD/MM/YYYYThh:mm`, São Paulo time without a zone (docs/gateway.md §0). */
export function formatWireTimestamp(instant: Instant): string {
  return `${formatWireDate(dateOf(instant))}T${wallClock(instant).slice(11, 16)}`;
}

/** Writes a notification's `DD/MM/YYYY hh:mm:SS` (docs/gateway.md §6). */
export function formatNotificationTimestamp(instant: Instant): string {
  return `${formatWireDate(dateOf(instant))} ${wallClock(instant).slice(11, 19)}`;
}

/** The YYMMDD with which esitef_usn and schedule_usn begin (docs/gateway.md §0, FIELD). */
export function usnPrefix(instant: Instant): string {
  return dateOf(instant).slice(2).replaceAll('-', '');
}

/** Has a card expiry `MMYY` passed at an instant? A card is good to the end of its month. */
export function isExpired(expiryMmYy: string, instant: Instant): boolean {
  const yearMonth = `20${expiryMmYy.slice(2)}-${expiryMmYy.slice(0, 2)}`;
  return yearMonth < dateOf(instant).slice(0, 7);
}
