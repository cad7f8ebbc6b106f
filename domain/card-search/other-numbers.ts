const DAY = String.raw`(?:0[1-9]|[12]\d|3[01])`;
const MONTH = String.raw`(?:0[1-9]|1[0-2])`;
const YEAR = String.raw`(?:19|20)\d\d`;
/** Numbers with a form of their own, as people write them in Brazil. */
const FORMS = [
  // 26/11/2026, 26.11.26, 2026-11-26
  String.raw`${DAY}([/.-])${MONTH}\1(?:${YEAR}|\d\d)`,
  String.raw`${YEAR}-${MONTH}-${DAY}`,
  // 26/11: no expiry date of a card that works today, whose second part is a year.
  String.raw`${DAY}/${MONTH}`,
  // 09:15, 09:15:30
  String.raw`(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?`,
  // 4.990,00
  String.raw`(?:0|[1-9]\d{0,2}(?:\.\d{3}){0,3}),\d\d`,
  // CNPJ and CPF
  String.raw`\d\d\.\d{3}\.\d{3}/\d{4}-\d\d`,
  String.raw`\d{3}\.\d{3}\.\d{3}-\d\d`,
];
/** Each stands by itself: a part of a longer number is none. */
const OTHER_NUMBER = new RegExp(String.raw`(?<!\d|\d[/.,:-])(?:${FORMS.join('|')})(?![/.,:-]?\d)`, 'g');

/** UUIDs, and long words of hex digits such as NITs, SIDs and tokens: their digits stand together by chance. */
const HEX_WORD =
  /(?<![\p{L}\p{N}])(?=[\d-]{0,40}[a-f])(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{24,})(?![\p{L}\p{N}])/giu;

/** Tells of each position of a text whether a date, a time, an amount, a CPF or a CNPJ stands there. */
export function takenByOthers(text: string): (position: number) => boolean {
  const taken = new Uint8Array(text.length);
  for (const { 0: form, index } of text.matchAll(OTHER_NUMBER)) taken.fill(1, index, index + form.length);
  return (position) => taken[position] === 1;
}

/** The text with identifiers blotted out, letter for letter, so that positions stay. */
export const withoutIds = (text: string): string => text.replace(HEX_WORD, (word) => 'x'.repeat(word.length));
