/** The charsets that a form may be written in. */
export type Charset = 'iso-8859-1' | 'utf-8';

const FORM = 'application/x-www-form-urlencoded';
const NAMES: ReadonlyMap<string, Charset> = new Map([
  ['iso-8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
  // What is called Latin 1 on a page is often this; they differ in characters that no field of ours has.
  ['windows-1252', 'iso-8859-1'],
  ['us-ascii', 'iso-8859-1'],
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
]);

/**
 * The charset of a form, ISO-8859-1 unless the content type says otherwise (docs/gateway.md §6).
 *
 * @returns undefined when it is no form, or one in a charset that is not read
 */
export function charsetOf(contentType: string | undefined): Charset | undefined {
  if (contentType === undefined || contentType.trim() === '') return 'iso-8859-1';
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (type !== FORM) return undefined;
  const named = parameters.find((parameter) => parameter.startsWith('charset='));
  if (named === undefined) return 'iso-8859-1';
  return NAMES.get(named.slice('charset='.length).replace(/^"(.*)"$/, '$1'));
}
