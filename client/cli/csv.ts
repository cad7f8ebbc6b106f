import { plain } from './text';

/** Rows as comma-separated values (RFC 4180). */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quoted).join(',')).join('\r\n');

/** Some texts come from elsewhere: a spreadsheet must not take one for a formula. A number is none. */
function quoted(cell: string): string {
  const text = plain(cell);
  const safe = /^\s*[=+\-@＝＋－＠]/.test(text) && !/^-\d+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
