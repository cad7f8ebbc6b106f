import { digitsOf, digitRuns } from './card-search/digit-runs';
import { isCardNumber, isOfAnIssuer } from './card-search/issuers';
import { takenByOthers, withoutIds } from './card-search/other-numbers';
import { plainText, type PlainText } from './card-search/plain-text';
import { spellingsIn, type Spelling } from './card-search/spellings';

/** Where a card number stands in a text. */
export interface CardNumberPlace {
  /** Position of its first digit, characters (UTF-16 units), from 1. */
  position: number;
  /** From its first digit to its last, characters. */
  length: number;
}

/**
 * Finds the first card number in a text that people write, in whatever spelling, alone or beside other numbers. Keeps card
 * numbers out of every message (R7). Time is linear in the length of the text.
 *
 * @param own - numbers that may stand there whatever they look like: order id, merchant USN, NIT of the subscription
 */
export function findCardNumber(text: string, own: readonly string[] = []): CardNumberPlace | undefined {
  const plain = plainText(text);
  const searched = withoutIds(plain.text);
  const isTaken = takenByOthers(searched);
  const known = new Set(own.map((number) => number.replace(/\D/g, '')));
  const isFound = (spelling: Spelling): boolean =>
    isCard(spelling) &&
    !known.has(digitsOf(spelling.groups)) &&
    // A list of dates or amounts is no card number.
    !spelling.groups.every(({ start }) => isTaken(start));
  for (const run of digitRuns(searched)) {
    for (const spelling of spellingsIn(run)) {
      if (isFound(spelling)) return placeOf(spelling, plain);
    }
  }
  return undefined;
}

/** True when a text holds a card number; the parameters are those of `findCardNumber`. */
export const holdsCardNumber = (text: string, own: readonly string[] = []): boolean =>
  findCardNumber(text, own) !== undefined;

/** Says that a text holds a card number, and where; never the digits. */
export function describeCardNumber(text: string): string {
  const place = findCardNumber(text);
  const where = place === undefined ? '' : ` (${place.length} characters from position ${place.position})`;
  return `holds a card number${where}`;
}

/** True when an identifier as a whole reads as a card number. */
export const isLikeCardNumber = (id: string): boolean => isCardNumber(id.replace(/[\s.-]/g, ''));

/**
 * True when a reference holds a number as long as a card number, check digit or not, standing by itself.
 * Digits inside a longer word are hex, as in tokens and UUIDs.
 */
export const holdsLongNumber = (reference: string): boolean =>
  /(?<![0-9A-Za-z])\d{13,19}(?![0-9A-Za-z])/.test(reference);

function isCard({ groups, isPrinted }: Spelling): boolean {
  const digits = digitsOf(groups);
  return isCardNumber(digits) || (isPrinted && isOfAnIssuer(digits));
}

/** The place in the text as it was written. */
function placeOf({ groups }: Spelling, { writtenAt }: PlainText): CardNumberPlace {
  const start = groups[0]?.start ?? 0;
  const last = groups.at(-1);
  const end = last === undefined ? start : last.start + last.digits.length;
  const from = writtenAt?.[start] ?? start;
  return { position: from + 1, length: (writtenAt?.[end] ?? end) - from };
}
