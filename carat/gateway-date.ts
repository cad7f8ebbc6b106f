import { DateTime } from 'luxon';

/** The gateway's wall clock: it writes no zone, and its job runs in Brazil time (carat-api.md §0, §6). */
const GATEWAY_ZONE = 'America/Sao_Paulo';

/** The contract's `DD/MM/YYYY`, with one digit too, and ISO: each can mean one day only. */
const DATE = String.raw`(?:(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})|(?<iso>\d{4}-\d{2}-\d{2}))`;
/** `T` in JSON answers, a blank and seconds in notifications (carat-api.md §0). A zone is never written, and none is guessed. */
const TIME = String.raw`[T ](?<time>\d{2}:\d{2}(?::\d{2})?)`;
const GATEWAY_DATE = new RegExp(`^${DATE}(?:${TIME})?$`);
const GATEWAY_TIMESTAMP = new RegExp(`^${DATE}${TIME}$`);
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day of the calendar written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  return ISO_DATE.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/** `YYYY-MM-DD` to `DD/MM/YYYY`. The caller has checked it with {@link isIsoDate}. */
export function toGatewayDate(isoDate: string): string {
  return isoDate.replace(ISO_DATE, '$3/$2/$1');
}

/**
 * A day as the gateway writes it, `DD/MM/YYYY`, to `YYYY-MM-DD`. Read as well: `1/3/2027`, `2027-03-01`, and either with a
 * time of day behind it. Undefined when it is no day of the calendar.
 */
export function fromGatewayDate(text: string): string | undefined {
  const isoDate = isoDateOf(GATEWAY_DATE.exec(text)?.groups);
  return isoDate !== undefined && isIsoDate(isoDate) ? isoDate : undefined;
}

/**
 * `DD/MM/YYYYThh:mm` in São Paulo to an ISO instant in UTC (`2017-07-13T18:52:00.000Z`), its day in the spellings of
 * {@link fromGatewayDate}; undefined when it is no moment. Of an hour that happened twice (the end of summer time, until
 * 2019) the first is taken.
 */
export function fromGatewayTimestamp(text: string): string | undefined {
  const groups = GATEWAY_TIMESTAMP.exec(text)?.groups;
  const isoDate = isoDateOf(groups);
  if (groups === undefined || isoDate === undefined) return undefined;
  const moment = DateTime.fromISO(`${isoDate}T${groups['time'] ?? ''}`, { zone: GATEWAY_ZONE });
  return moment.isValid ? moment.toUTC().toISO() : undefined;
}

/** Noon in São Paulo, as an instant that stands for a day of which no more is known. */
export function noonOf(isoDate: string): string {
  return DateTime.fromISO(`${isoDate}T12:00`, { zone: GATEWAY_ZONE }).toJSDate().toISOString();
}

function isoDateOf(groups: Record<string, string | undefined> | undefined): string | undefined {
  if (groups === undefined) return undefined;
  const { day = '', month = '', year = '', iso } = groups;
  return iso ?? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
