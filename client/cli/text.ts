import { DateTime } from 'luxon';
import { GATEWAY_ZONE } from '../../contract/vocabulary';
import { formatReais } from '../../contract/vocabulary';

/** A text from elsewhere on a terminal: one line, without control characters. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();

/** An instant in São Paulo, e.g. `2026-09-10 04:35`. */
export const localTime = (instant: string | undefined): string =>
  instant === undefined ? '' : DateTime.fromISO(instant, { zone: GATEWAY_ZONE }).toFormat('yyyy-MM-dd HH:mm');

/** A date as people say it, e.g. `10 February 2027`. */
export const longDate = (date: string): string =>
  DateTime.fromISO(date, { zone: GATEWAY_ZONE, locale: 'en' }).toFormat('d LLLL yyyy');

/** A date that is still to come, for an example to be copied. */
export const inAMonth = (): string =>
  DateTime.now().setZone(GATEWAY_ZONE).plus({ months: 1 }).toFormat('yyyy-MM-dd');

/** An amount in reais, empty when unknown. */
export const reais = (cents: number | undefined): string => (cents === undefined ? '' : formatReais(cents));

/** A table of texts: columns as wide as their widest cell, two blanks between them. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
