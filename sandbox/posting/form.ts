import type { SandboxSettings } from '../settings';

/** A form as it goes over the wire. */
export interface Form {
  contentType: string;
  body: string;
}

/** The character sets in which the gateway writes its forms. */
export type Charset = SandboxSettings['statusPostCharset'];

const FORM = 'application/x-www-form-urlencoded';
const UNRESERVED = /^[A-Za-z0-9*._-]$/;

function bytesOf(character: string, charset: Charset): Buffer {
  if (charset === 'UTF-8') return Buffer.from(character, 'utf8');
  // What Latin-1 does not have arrives as a question mark.
  return Buffer.from((character.codePointAt(0) ?? 0) > 0xff ? '?' : character, 'latin1');
}

function encode(text: string, charset: Charset): string {
  return Array.from(text, (character) => {
    if (UNRESERVED.test(character)) return character;
    if (character === ' ') return '+';
    const hex = bytesOf(character, charset).toString('hex').toUpperCase();
    return hex.replace(/../g, '%$&');
  }).join('');
}

/** Writes a form in a character set; ISO-8859-1 is not named in its Content-Type (docs/gateway.md §6, §7). */
export function formOf(parameters: Readonly<Record<string, string>>, charset: Charset): Form {
  const pairs = Object.entries(parameters).map(
    ([name, value]) => `${encode(name, charset)}=${encode(value, charset)}`,
  );
  return {
    contentType: charset === 'UTF-8' ? `${FORM}; charset=utf-8` : FORM,
    body: pairs.join('&'),
  };
}
