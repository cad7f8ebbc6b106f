/** What Brazil's issuers print on cards: 13–19 digits that begin with 2 to 6. */
const CARD_PATTERN = /^[2-6]\d{12,18}$/;
/** Digits with the blanks, dots and dashes that people write between them. */
const DIGIT_RUN = /\d(?:[\s.-]{0,2}\d){12,}/g;
/** Groups of four with any other mark between them; in smaller groups it would be dates. */
const GROUPED_RUN = /\d{4}(?:[\s._/,;|-]{1,2}\d{4}){2,3}(?:[\s._/,;|-]{0,2}\d{1,3})?/g;
/** Tokens, NITs and UUIDs: long words whose digits are hex. */
const LONG_WORD = /(?=[0-9-]*[A-Za-z_])[0-9A-Za-z_-]{25,}/g;

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const isCardNumber = (digits: string): boolean => CARD_PATTERN.test(digits) && passesLuhn(digits);

/** Whether a run of digits is a card number, or has one in it beside an expiry date or a security code. */
function hasCardNumberIn(digits: string): boolean {
  for (let start = 0; start + 13 <= digits.length; start += 1) {
    for (let length = 13; length <= 19 && start + length <= digits.length; length += 1) {
      if (isCardNumber(digits.slice(start, start + length))) return true;
    }
  }
  return false;
}

/**
 * Tells whether a text that people write holds a card number, in whatever spelling, alone or beside other digits.
 * Keeps card numbers out of every message (R7).
 */
export function holdsCardNumber(text: string): boolean {
  const words = text.replace(LONG_WORD, (word) => (holdsLongNumber(word) ? word : ' '));
  const runs = [...(words.match(DIGIT_RUN) ?? []), ...(words.match(GROUPED_RUN) ?? [])];
  return runs.some((run) => hasCardNumberIn(run.replace(/\D/g, '')));
}

/** Tells whether an identifier as a whole reads as a card number. Its digits may be anything else by chance. */
export const isLikeCardNumber = (id: string): boolean => isCardNumber(id.replace(/[\s.-]/g, ''));

/**
 * Tells whether a reference holds a number as long as a card number, check digit or not, standing by itself.
 * Digits inside a longer word are hex, as in tokens and UUIDs.
 */
export const holdsLongNumber = (reference: string): boolean =>
  /(?<![0-9A-Za-z])\d{13,19}(?![0-9A-Za-z])/.test(reference);
