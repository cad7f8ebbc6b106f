import { LIMITS } from '../limits';
import type { Charset } from './charset';

/** Why a form is refused. */
export type FormProblem = 'too_many_fields' | 'field_too_long' | 'field_twice' | 'field_not_readable';

/** The fields that were asked for, by name; or why the form is refused. */
export type Form = { fields: ReadonlyMap<string, string> } | { problem: FormProblem };

/**
 * Reads some fields of a form (application/x-www-form-urlencoded); empty ones count as absent. Fields that nobody asked for may
 * come at any time (docs/gateway.md §0): they are not even decoded.
 *
 * A field that is there twice is refused: which of the two the sender meant, nobody knows, and the gateway sends none twice.
 */
export function parseForm(body: Buffer, wanted: readonly string[], charset: Charset): Form {
  // Each byte is one character, so that nothing is lost before the charset is looked at.
  const parts = body.toString('latin1').split('&', LIMITS.fields + 1);
  if (parts.length > LIMITS.fields) return { problem: 'too_many_fields' };
  if (parts.some((part) => part.length > LIMITS.fieldChars)) return { problem: 'field_too_long' };
  const fields = new Map<string, string>();
  for (const part of parts) {
    const at = part.indexOf('=');
    const name = decoded(at < 0 ? part : part.slice(0, at), charset);
    if (name === undefined || !wanted.includes(name)) continue;
    const value = at < 0 ? '' : decoded(part.slice(at + 1), charset);
    if (value === undefined) return { problem: 'field_not_readable' };
    if (fields.has(name)) return { problem: 'field_twice' };
    fields.set(name, value);
  }
  return { fields: new Map([...fields].filter(([, value]) => value !== '')) };
}

/** A name or a value; undefined when it is not encoded as it must be. */
function decoded(text: string, charset: Charset): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  const bytes = Buffer.from(
    text
      .replaceAll('+', ' ')
      .replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16))),
    'latin1',
  );
  if (charset === 'iso-8859-1') return bytes.toString('latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
