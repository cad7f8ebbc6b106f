/** What the digits of a card begin with, and how many there are. Lengths in digits. */
const RANGES: readonly { prefix: RegExp; lengths: readonly number[] }[] = [
  // Visa; Elo and Alelo have ranges of their own in it.
  { prefix: /^4/, lengths: [13, 16, 19] },
  // Mastercard. 19 digits is the length of a documented test card (docs/gateway.md §11).
  { prefix: /^5[1-5]/, lengths: [16, 19] },
  { prefix: /^(?:222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  // Elo, Maestro, Aura, vouchers.
  { prefix: /^(?:50|5[6-9])/, lengths: [13, 14, 15, 16, 17, 18, 19] },
  // Elo, Hipercard, Discover, UnionPay, vouchers, cards of a store.
  { prefix: /^6/, lengths: [13, 14, 15, 16, 17, 18, 19] },
  // Amex.
  { prefix: /^3[47]/, lengths: [15] },
  // Diners and Hipercard.
  { prefix: /^3(?:0[0-5]|[689])/, lengths: [14, 16, 17, 18, 19] },
  // JCB.
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
];

/** Documented cards of the homologation environment whose check digit is wrong (docs/gateway.md §11). */
const WITHOUT_CHECK_DIGIT: ReadonlySet<string> = new Set([
  '5000000000000001',
  '5390000000000000009',
  '606282000000001',
  '6033890000000007',
  '5555555555555555',
]);

/**
 * True when digits have the beginning and the length of a card. A gateway sequence number (15 digits that begin with the
 * date YYMMDD, docs/gateway.md §0) never has them before the year 2034, nor has an order id that begins with a date YYYYMMDD.
 */
export const isOfAnIssuer = (digits: string): boolean =>
  RANGES.some(({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits));

/** True when digits are a card number: beginning, length and check digit. */
export const isCardNumber = (digits: string): boolean =>
  WITHOUT_CHECK_DIGIT.has(digits) || (isOfAnIssuer(digits) && passesLuhn(digits));

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
