/** A text in which every digit is 0–9 and nothing is invisible, with the way back to the text as it was written. */
export interface PlainText {
  text: string;
  /** Position in the written text, by position in `text`, its end included. Absent: the two are the same. */
  writtenAt?: readonly number[];
}

const ASCII_ONLY = /^[\t\n\r\x20-\x7e]*$/;
/** What a reader does not see: zero-width characters, soft hyphens, accents and other marks, controls but white space. */
const INVISIBLE = /^(?:\p{Default_Ignorable_Code_Point}|\p{Cf}|\p{M}|(?!\s)\p{Cc})$/u;
const DECIMAL_DIGIT = /^\p{Nd}$/u;

/** Writes a text plainly: full-width, raised, circled and foreign digits become 0–9, what is invisible goes. */
export function plainText(written: string): PlainText {
  if (ASCII_ONLY.test(written)) return { text: written };
  const plain: string[] = [];
  const writtenAt: number[] = [];
  let position = 0;
  for (const character of written) {
    const plainly = plainCharacter(character);
    plain.push(plainly);
    writtenAt.push(...Array.from({ length: plainly.length }, () => position));
    position += character.length;
  }
  writtenAt.push(position);
  return { text: plain.join(''), writtenAt };
}

function plainCharacter(character: string): string {
  if (character <= '\x7e' && character >= ' ') return character;
  if (INVISIBLE.test(character)) return '';
  if (DECIMAL_DIGIT.test(character)) return String(digitValue(character));
  // Compatibility forms: ⁴ and ④ are 4, ⒋ is "4.".
  return character.normalize('NFKC').replace(/[\p{M}\p{Cf}]/gu, '');
}

/** Unicode keeps the ten digits of a script side by side, from zero to nine; so those before it count. */
function digitValue(character: string): number {
  const compatible = character.normalize('NFKC');
  if (/^\d$/.test(compatible)) return Number(compatible);
  const codePoint = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DECIMAL_DIGIT.test(String.fromCodePoint(codePoint - value - 1))) value += 1;
  return value;
}
