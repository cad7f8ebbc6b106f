import { DateTime } from 'luxon';
import { GATEWAY_ZONE } from '../../contract/vocabulary';

/**
 * A date as it is typed: `2027-02-10`, or so many days (`+30d`) or months (`+1m`) from today in São Paulo. Other texts are left as they
 * are: the check that follows names the field.
 */
export function dateTyped(text: string): string {
  const [, count, unit] = /^\+(\d{1,5})([dm])$/.exec(text) ?? [];
  if (count === undefined) return text;
  const ahead = unit === 'm' ? { months: Number(count) } : { days: Number(count) };
  return DateTime.now().setZone(GATEWAY_ZONE).plus(ahead).toFormat('yyyy-MM-dd');
}

/** What help says of a date. */
export const DATE_TYPED = 'YYYY-MM-DD, or +30d or +1m from today';
