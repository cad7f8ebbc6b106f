import { DateTime } from 'luxon';
import { GATEWAY_ZONE } from '../../contract/vocabulary';
import { formatReais } from '../../contract/vocabulary';

/** A text from elsewhere on a terminal: one line, without control characters. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();

/** One JSON document, which a terminal can show: some of its control characters JSON leaves as they are. */
export const inJson = (answer: unknown): string =>
  JSON.stringify(answer, undefined, 2).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** An instant in São Paulo, e.g. `2026-09-10 04:35`. */
export const localTime = (instant: string | undefined): string =>
  instant === undefined ? '' : DateTime.fromISO(instant, { zone: GATEWAY_ZONE }).toFormat('yyyy-MM-dd HH:mm');

/** The day of an instant in São Paulo, e.g. `2026-09-10`. */
export const localDate = (instant: string | undefined): string => localTime(instant).slice(0, 10);

/**
 * A text of the workflow with every instant in it as {@link localTime} writes it: there is one way to write a time.
 *
 * @param zone - said after each, where nothing else says whose time it is
 */
export const withLocalTimes = (text: string, zone = ''): string =>
  text.replace(
    /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z/g,
    (instant) => `${localTime(instant)}${zone}`,
  );

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
