import { addDays, dateOf, instantAt } from '../../sandbox/time/calendar';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The date in São Paulo some days after a moment, `YYYY-MM-DD`. */
export const dateAfter = (ms: number, days: number): string =>
  addDays(dateOf(new Date(ms).toISOString()), days);

/** The moment of a wall-clock time in São Paulo on a date, milliseconds since the epoch. */
export const momentOn = (date: string, time: string): number => Date.parse(instantAt(date, time));

/** The first date from a date on that has a given day of the month, where the month has that many days. */
export function nextWithDay(from: string, day: number): string {
  for (let days = 0; days < 70; days += 1) {
    const date = addDays(from, days);
    if (Number(date.slice(8)) === day) return date;
  }
  return from;
}
