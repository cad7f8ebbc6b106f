/** Prefix and length of the card brands that Brazil's issuers use, as one pattern over 13–19 digits. */
const BRAND_PATTERN =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[0-9]\d{14}(?:\d{3})?|2(?:2[2-9]|[3-6]\d|7[01]|720)\d{12,13}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|60\d{13,17}|6(?:3|5)\d{14}|35\d{14})$/;

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * Tells whether a text holds something that reads as a card number: 13–19 digits, blanks or dashes between them
 * allowed, of a known brand and with a right check digit. Used to keep card numbers out of every message (R7).
 */
export function holdsCardNumber(text: string): boolean {
  const runs = text.match(/(?<![0-9A-Za-z])\d(?:[ -]?\d){12,18}(?![0-9A-Za-z])/g) ?? [];
  return runs
    .map((run) => run.replace(/[ -]/g, ''))
    .some((run) => BRAND_PATTERN.test(run) && passesLuhn(run));
}

/**
 * Tells whether a reference holds a number as long as a card number, check digit or not, standing by itself.
 * Digits inside a longer word are hex, as in tokens and UUIDs.
 */
export const holdsLongNumber = (reference: string): boolean =>
  /(?<![0-9A-Za-z])\d{13,19}(?![0-9A-Za-z])/.test(reference);
