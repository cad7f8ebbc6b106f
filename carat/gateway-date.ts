import { DateTime } from 'luxon';
import { SteadyZone } from './steady-zone';

/** The gateway's local time: it writes no zone, and its job runs in Brazil time (docs/gateway.md §0, §6). */
const GATEWAY_ZONE = new SteadyZone('America/Sao_Paulo');

/** The contract's `DD/MM/YYYY`, with one digit too. Day first: it can mean one day only. */
const DAY_FIRST = /(\d{1,2})\/(\d{1,2})\/(\d{4})/;
/** `T` in JSON answers, a blank and seconds in notifications (docs/gateway.md §0). No zone is written; none is guessed. */
const TIME_OF_DAY = /[T ]\d{2}:\d{2}(?::\d{2})?$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Before it, a date is what a program writes where it has none, 01/01/1970 for example. */
const EARLIEST = '2000-01-01';

/** True for a day of the calendar written `YYYY-MM-DD`; `2027-02-30` is none. */
export function isIsoDate(text: string): boolean {
  if (!ISO_DATE.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/** `YYYY-MM-DD` to `DD/MM/YYYY`. The caller has checked it with {@link isIsoDate}. */
export function toGatewayDate(isoDate: string): string {
  return isoDate.split('-').toReversed().join('/');
}

/**
 * A day as the gateway writes it, `DD/MM/YYYY`, to `YYYY-MM-DD`. Read as well: `1/3/2027`, `2027-03-01`, and either with a
 * time of day behind it. Undefined when it is no day of the calendar, or one of the last century.
 */
export function fromGatewayDate(text: string): string | undefined {
  const isoDate = yearFirst(text).replace(TIME_OF_DAY, '');
  return isIsoDate(isoDate) && isoDate >= EARLIEST ? isoDate : undefined;
}

/**
 * `DD/MM/YYYYThh:mm` in São Paulo to an ISO instant in UTC (`2017-07-13T18:52:00.000Z`), its day in the spellings of
 * {@link fromGatewayDate}; undefined when it is no moment. Of an hour that happened twice (the end of summer time, until
 * 2019) the first is taken.
 */
export function fromGatewayTimestamp(text: string): string | undefined {
  if (fromGatewayDate(text) === undefined || !TIME_OF_DAY.test(text)) return undefined;
  const moment = DateTime.fromISO(yearFirst(text).replace(' ', 'T'), { zone: GATEWAY_ZONE });
  return moment.isValid ? moment.toUTC().toISO() : undefined;
}

/** Noon in São Paulo, as an instant that stands for a day of which no more is known. */
export function noonOf(isoDate: string): string {
  return DateTime.fromISO(`${isoDate}T12:00`, { zone: GATEWAY_ZONE }).toJSDate().toISOString();
}

function yearFirst(text: string): string {
  return text.replace(
    DAY_FIRST,
    (_all, day: string, month: string, year: string) =>
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );
}
