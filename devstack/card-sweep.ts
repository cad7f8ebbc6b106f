import { testCards } from '../sandbox/state/test-cards';

// The search of everything that was kept: histories, payloads, recordings. It shares nothing with domain/card-number.ts, which
// keeps card numbers out: a spelling that one of the two does not know must not pass both.

const ESCAPED = /\\+u([0-9a-fA-F]{4})/g;
const ESCAPED_BLANK = /\\+[bfnrt]/g;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{M}]/gu;
const FOREIGN_DIGITS = foreignDigits();
/** Whole numbers with one mark between two groups. */
const NUMBER = /\d+(?:[ ./_,;|:–—-]\d+)*/g;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** What a digit weighs in the check sum, every second one from the right. */
const WEIGHTS = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

/** True when a documented test card stands in a text, whatever is between its digits but letters. */
export function holdsTestCard(text: string): boolean {
  const digits = legible(text)
    .replace(/\p{L}+/gu, 'x')
    .replace(/[^x\d]/gu, '');
  return testCards.some(({ number }) => digits.includes(number));
}

/** True when a text holds a test card, or any number of its own that is as long as a card and has its check digit. */
export function holdsAnyCard(text: string): boolean {
  return holdsTestCard(text) || wholeNumbers(legible(text).replace(UUID, 'x')).some(hasCheckDigit);
}

/** JSON escapes resolved, digits of all scripts as 0–9, without what is not seen. */
const legible = (text: string): string =>
  text
    .replace(ESCAPED, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(ESCAPED_BLANK, ' ')
    .normalize('NFKD')
    .replace(UNSEEN, '')
    .replace(/(?!\d)\p{Nd}/gu, (digit) => FOREIGN_DIGITS.get(digit) ?? 'x');

/** Numbers that are no part of a word: digits in ids are hex. */
function wholeNumbers(text: string): string[] {
  return [...text.matchAll(NUMBER)].flatMap(({ 0: number, index }) => {
    const around = text.slice(Math.max(index - 1, 0), index) + text.charAt(index + number.length);
    return /\p{L}/u.test(around) ? [] : [number.replace(/\D/g, '')];
  });
}

function hasCheckDigit(digits: string): boolean {
  if (!/^[3-6]\d{12,18}$/.test(digits)) return false;
  const values = Array.from(digits, Number).reverse();
  const sum = values.reduce((total, value, at) => total + (at % 2 === 1 ? (WEIGHTS[value] ?? 0) : value), 0);
  return sum % 10 === 0;
}

/** The digits of every script that Node can write numbers in. */
function foreignDigits(): ReadonlyMap<string, string> {
  const digits = new Map<string, string>();
  for (const system of Intl.supportedValuesOf('numberingSystem')) {
    const format = new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false });
    for (let value = 0; value <= 9; value += 1) digits.set(format.format(value), String(value));
  }
  return digits;
}
