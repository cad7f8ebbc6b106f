import { DateTime } from 'luxon';
import { GATEWAY_ZONE, type IsoDate } from '../domain/calendar';

/** Days 29–31 do not exist in every month; the demo keeps away from them, as careful merchants do (docs/gateway.md §6). */
const LAST_SAFE_DAY = 28;

/** A date some days after an instant that exists in every month: a later day becomes the first of the next month. */
export function dueDateAfter(instant: Date, days: number): IsoDate {
  const date = inSaoPaulo(instant).plus({ days });
  const safe = date.day > LAST_SAFE_DAY ? date.plus({ months: 1 }).startOf('month') : date;
  return safe.toFormat('yyyy-MM-dd');
}

/** The date a number of months after another. */
export function monthsAfter(date: IsoDate, months: number): IsoDate {
  return DateTime.fromISO(date).plus({ months }).toFormat('yyyy-MM-dd');
}

/** The instant of a São Paulo time of day `HH:mm` on a date. */
export function instantAt(date: IsoDate, time: string): Date {
  return DateTime.fromISO(`${date}T${time}`, { zone: GATEWAY_ZONE }).toJSDate();
}

/** The São Paulo date of an instant, `YYYY-MM-DD`. */
export const dateOf = (instant: string): IsoDate =>
  DateTime.fromISO(instant, { zone: GATEWAY_ZONE }).toFormat('yyyy-MM-dd');

/** The São Paulo time of day of an instant, `HH:mm`. */
export const timeOf = (instant: string): string =>
  DateTime.fromISO(instant, { zone: GATEWAY_ZONE }).toFormat('HH:mm');

/** A date as people in Brazil write it, `dd/mm/yyyy`. */
export const brazilian = (date: IsoDate): string => date.split('-').reverse().join('/');

function inSaoPaulo(instant: Date): DateTime {
  return DateTime.fromJSDate(instant, { zone: GATEWAY_ZONE });
}
