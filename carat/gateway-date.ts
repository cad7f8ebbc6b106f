import { DateTime } from 'luxon';

/** The gateway's wall clock: it writes no zone, and its job runs in Brazil time (carat-api.md §0, §6). */
const GATEWAY_ZONE = 'America/Sao_Paulo';

const GATEWAY_DATE = /^(\d{2})\/(\d{2})\/(\d{4})$/;
/** `T` in JSON answers, a blank and seconds in notifications (carat-api.md §0); both are read. */
const GATEWAY_TIMESTAMP = /^(\d{2})\/(\d{2})\/(\d{4})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day of the calendar written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  return ISO_DATE.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/** `YYYY-MM-DD` to `DD/MM/YYYY`. The caller has checked it with {@link isIsoDate}. */
export function toGatewayDate(isoDate: string): string {
  return isoDate.replace(ISO_DATE, '$3/$2/$1');
}

/** `DD/MM/YYYY` to `YYYY-MM-DD`; undefined when it is no day of the calendar. */
export function fromGatewayDate(text: string): string | undefined {
  if (!GATEWAY_DATE.test(text)) return undefined;
  const isoDate = text.replace(GATEWAY_DATE, '$3-$2-$1');
  return isIsoDate(isoDate) ? isoDate : undefined;
}

/**
 * `DD/MM/YYYYThh:mm` in São Paulo to an ISO instant in UTC (`2017-07-13T18:52:00.000Z`); undefined when it is no
 * moment. Of an hour that happened twice (the end of summer time, until 2019) the first is taken.
 */
export function fromGatewayTimestamp(text: string): string | undefined {
  if (!GATEWAY_TIMESTAMP.test(text)) return undefined;
  const local = text.replace(
    GATEWAY_TIMESTAMP,
    (_all, day: string, month: string, year: string, ...rest: string[]) => {
      const [hour = '', minute = '', second = '00'] = rest;
      return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
    },
  );
  const moment = DateTime.fromISO(local, { zone: GATEWAY_ZONE });
  return moment.isValid ? moment.toUTC().toISO() : undefined;
}
