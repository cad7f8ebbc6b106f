import { testCards } from '../../../sandbox/state/test-cards';

/** What people, word processors and phones put between digits. */
const SEPARATORS: readonly string[] = [
  ...[' ', '-', '.', '/', '_', ',', ';', '|', '+', ':', '*', "'", '"', '=', '~', '#', '\\', '·', '•', '…'],
  // Dashes: hyphen, non-breaking, figure, en, em, bar, minus, small, full-width.
  ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\ufe63', '\uff0d'],
  // Blanks: no-break, en, em, thin, narrow no-break, ideographic, tab, line break.
  ...['\u00a0', '\u2002', '\u2003', '\u2009', '\u202f', '\u3000', '\t', '\n', '\r\n'],
  ...[', ', ' - ', ' – ', ' / ', '; ', ' -- ', ',\n  ', ')(', '💳'],
];

/** What nobody sees: zero-width characters, soft hyphen, marks, fillers, a variation selector. */
const INVISIBLE: readonly string[] = [
  ...['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u061c', '\u180e', '\u202a'],
  ...['\u0301', '\u0336', '\u20e3', '\ufe0f', '\u3164', '\u115f', '\u{e0100}', '\u0000', '\u001f'],
];

/** Sizes of the groups of a number of so many digits, as people write them. */
function groupings(length: number): number[][] {
  const equal = [1, 2, 3, 4, 5, 6, 8].map((size) => groupsOf(size, length));
  const printed = length === 15 ? [[4, 6, 5]] : length === 14 ? [[4, 6, 4]] : [];
  return [[length], ...equal, ...printed, [length - 4, 4], [6, length - 10, 4], [4, length - 4]];
}

function groupsOf(size: number, length: number): number[] {
  const whole = Array.from({ length: Math.floor(length / size) }, () => size);
  return length % size === 0 ? whole : [...whole, length % size];
}

/** Ten digits in other scripts and forms, zero first. */
const DIGITS: readonly string[] = [
  '０１２３４５６７８９',
  '٠١٢٣٤٥٦٧٨٩',
  '۰۱۲۳۴۵۶۷۸۹',
  '०१२३४५६७८९',
  '๐๑๒๓๔๕๖๗๘๙',
  '⁰¹²³⁴⁵⁶⁷⁸⁹',
  '₀₁₂₃₄₅₆₇₈₉',
  '⓪①②③④⑤⑥⑦⑧⑨',
  '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗',
  '𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿',
];

export const inGroups = (number: string, sizes: readonly number[], separator: string): string => {
  let at = 0;
  return sizes.map((size) => number.slice(at, (at += size))).join(separator);
};

const inDigits = (number: string, digits: string): string =>
  number.replace(/\d/g, (digit) => Array.from(digits)[Number(digit)] ?? digit);

/** All documented test cards in all spellings: grouping × separator, digits of other scripts, something invisible inside. */
export function* spelledCards(): Generator<{ number: string; spelled: string }> {
  for (const { number } of testCards) {
    for (const sizes of groupings(number.length)) {
      for (const separator of sizes.length === 1 ? [''] : SEPARATORS) {
        yield { number, spelled: inGroups(number, sizes, separator) };
      }
      for (const digits of DIGITS) yield { number, spelled: inDigits(inGroups(number, sizes, ' '), digits) };
      for (const hidden of INVISIBLE) yield { number, spelled: inGroups(number, sizes, `-${hidden}`) };
    }
    for (const hidden of INVISIBLE) yield { number, spelled: Array.from(number).join(hidden) };
  }
}

/** Texts around a card number. */
export const SURROUNDINGS: readonly ((spelled: string) => string)[] = [
  (spelled) => spelled,
  (spelled) => `o cartão do cliente é ${spelled}.`,
  (spelled) => `PAN${spelled}`,
  (spelled) => `(${spelled}) conferido em 26/11/2026 às 09:15`,
  (spelled) => `${spelled}, 12/28`,
  (spelled) => `${spelled} 12/2028 123`,
  (spelled) => `${spelled} cvv 123`,
  (spelled) => `val 1228 ${spelled}`,
  (spelled) => `pedido 12, cartão ${spelled}, R$ 49,90`,
];
