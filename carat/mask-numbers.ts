/** Stands where something was that nobody may read. */
export const MASK = '***';

/** Between two digits of one number: blanks, dashes, dots, quotes, what nobody sees; never a letter or a digit. */
const GAP = String.raw`[^\p{L}\p{N}]{0,3}`;
const MARK = String.raw`[^\p{L}\p{N}]{1,3}`;

/** How a card number is written: in one, alone or with other digits before or behind it, in the groups that are printed on a card, or digit by digit. */
const CARD_NUMBER = new RegExp(
  [
    String.raw`(?<!\d)\d{13,}`,
    String.raw`(?<!\d)\d{4}(?:${MARK}\d{4}){2,3}(?:${MARK}\d{1,3})?(?!\d)`,
    String.raw`(?<!\d)\d{4}${MARK}\d{6}${MARK}\d{4,5}(?!\d)`,
    String.raw`(?<!\d)\d(?:${MARK}\d){12,}(?!\d)`,
  ].join('|'),
  'gu',
);
/** A sequence number of the gateway: 15 digits that begin with the date, YYMMDD (docs/gateway.md §0). No card begins so. */
const SEQUENCE_NUMBER = /^[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{9}$/;

/**
 * Masks what reads as a card number in a text from outside. Check digits are not asked for: several of the cards that the
 * vendor documents have none (docs/gateway.md §11).
 */
export function maskCardNumbers(text: string): string {
  return text.replace(CARD_NUMBER, (number) => (SEQUENCE_NUMBER.test(number) ? number : MASK));
}

/** Masks one number, digits only, wherever it stands in a text and however it is spelled. */
export function maskNumber(text: string, digits: string): string {
  return text.replace(new RegExp(Array.from(digits).join(GAP), 'gu'), MASK);
}
