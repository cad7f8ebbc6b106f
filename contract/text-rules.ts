/**
 * What a text of a message may be. Sets of characters are written as they stand between the brackets of a regular expression, and
 * only with what every dialect reads alike (ECMA-262, Python, Go, Java): characters as themselves and `\xNN`; no `\d`, no `\p`,
 * no `$`, which Python and Java also find before a last line break.
 */
export interface TextRule {
  /** Fewest and most characters, Unicode code points. */
  min: number;
  max: number;
  /** The only characters allowed. */
  only?: string;
  /** Characters that are not allowed. */
  never?: string;
  /** Characters that are not enough by themselves. */
  besides?: string;
  /** How the text begins; alternatives in brackets. */
  begins?: string;
  /** How the text must not begin; alternatives in brackets. */
  neverBegins?: string;
  /** What the text must be, as a person reads it. */
  words: string;
}

/** The blanks that a text may have; a text of nothing else says nothing. */
const BLANKS = ' \t\n\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000';
const CONTROLS = '\\x00-\\x1f\\x7f-\\x9f';
/** Characters that nobody sees: soft hyphen, zero width, direction, joiners, byte order mark. */
const INVISIBLE = '\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff';

const letters = (max: number, only: string, words: string): TextRule => ({ min: 1, max, only, words });

/** The texts of all messages. */
export const TEXT_RULES = {
  merchant: {
    ...letters(32, 'a-z0-9-', 'must be 1–32 lower-case letters, digits or dashes'),
    begins: '[a-z0-9]',
  },
  orderId: letters(20, 'A-Za-z0-9', 'must be 1–20 letters and digits, what a notification can carry'),
  /** What the gateway takes as an order id (docs/gateway.md §1). A merchant may have used any of them. */
  gatewayOrderId: letters(40, ' -~', 'must be 1–40 printable characters without accents (ASCII)'),
  /** As a post carries one; without what could end the text of a query. */
  postedOrderId: letters(
    20,
    ' !#-&(-[\\]-~',
    'must be 1–20 printable characters without accents (ASCII), without " \' and \\',
  ),
  merchantUsn: letters(12, '0-9', 'must be 1–12 digits'),
  /** Ids of what is no card, and so cannot be charged each month: wallets, boletos, bank transfers, Pix (docs/gateway.md §10). */
  authorizerId: {
    ...letters(
      3,
      '0-9',
      'must be the id of an authorizer of cards, 1–3 digits: 1 Visa, 2 Mastercard, 3 Amex, 41 Elo, …',
    ),
    begins: '[1-9]',
    neverBegins: '(402|404|405|410|411|412|413|440)',
  },
  storeIdentification: letters(
    20,
    'A-Za-z0-9',
    'must be 1–20 letters and digits; the gateway refuses others',
  ),
  cardReference: letters(128, 'A-Za-z0-9._-', 'must be 1–128 letters, digits, dots, dashes and underscores'),
  date: {
    min: 10,
    max: 10,
    begins: '2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])',
    words: 'must be an existing calendar date, YYYY-MM-DD',
  },
  instant: {
    min: 20,
    max: 24,
    only: '0-9TZ:.-',
    begins: '2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T',
    words: 'must be an instant in UTC, YYYY-MM-DDTHH:MM:SS.sssZ',
  },
  softDescriptor: {
    // AN at the gateway, and printed by the issuer (docs/gateway.md §1): what statements of cards can show.
    ...letters(
      22,
      "A-Za-z0-9 .,*&/'-",
      "must be 1–22 letters without accents, digits, blanks and . , * & / ' -",
    ),
    besides: ' ',
  },
  /** A NIT, SID or SEID (docs/gateway.md §0). So long a text is no card number. */
  gatewayId: { min: 64, max: 64, only: 'A-Za-z0-9', words: 'must be 64 letters and digits' },
  gatewayStatus: { min: 3, max: 3, only: 'A-Z', words: 'must be three capital letters, e.g. CON' },
  /** Who asked or decided. */
  name: {
    min: 1,
    max: 100,
    never: CONTROLS + INVISIBLE,
    besides: BLANKS,
    words: 'must be printable characters, 1–100 of them',
  },
  reason: {
    min: 1,
    max: 500,
    besides: BLANKS + CONTROLS + INVISIBLE,
    words: 'must be a text of 1–500 characters',
  },
} as const satisfies Record<string, TextRule>;

/** Whether a text is as its rule wants it. The length comes first, so that nothing long is searched. */
export function fits(rule: TextRule, text: string): boolean {
  // A character has one or two code units: this bounds what is counted.
  if (text.length > 2 * rule.max) return false;
  const length = Array.from(text).length;
  if (length < rule.min || length > rule.max) return false;
  const { only, never, besides, begins, neverBegins } = rule;
  if (only !== undefined && new RegExp(`[^${only}]`, 'u').test(text)) return false;
  if (never !== undefined && new RegExp(`[${never}]`, 'u').test(text)) return false;
  if (begins !== undefined && !new RegExp(`^${begins}`, 'u').test(text)) return false;
  if (neverBegins !== undefined && new RegExp(`^${neverBegins}`, 'u').test(text)) return false;
  return besides === undefined || new RegExp(`[^${besides}]`, 'u').test(text);
}

/** A rule as keywords of JSON Schema. */
export interface TextKeywords {
  minLength: number;
  maxLength: number;
  pattern?: string;
  not?: { pattern: string };
}

/** The same rule for JSON Schema. */
export function keywordsOf(rule: TextRule): TextKeywords {
  const { min, max, only, never, besides, begins, neverBegins } = rule;
  const characters = only === undefined ? never : `^${only}`;
  const forbidden = [
    ...(characters === undefined ? [] : [`[${characters}]`]),
    ...(neverBegins === undefined ? [] : [`^${neverBegins}`]),
  ];
  const wanted = begins === undefined ? besides && `[^${besides}]` : `^${begins}`;
  return {
    minLength: min,
    maxLength: max,
    ...(wanted === undefined ? {} : { pattern: wanted }),
    ...(forbidden.length === 0 ? {} : { not: { pattern: forbidden.join('|') } }),
  };
}
