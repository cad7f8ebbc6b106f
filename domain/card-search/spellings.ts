import { digitsOf, type DigitGroup } from './digit-runs';

/** Groups of digits that may be one card number. */
export interface Spelling {
  groups: readonly DigitGroup[];
  /** Written as cards are printed, so that a wrong check digit is a slip of the pen. */
  isPrinted: boolean;
}

/** Digits of a card number. */
const DIGITS_MIN = 13;
const DIGITS_MAX = 19;
const CARD_LENGTHS = Array.from({ length: DIGITS_MAX - DIGITS_MIN + 1 }, (_one, more) => DIGITS_MIN + more);
/** Groups on one side of a card number that are read as its expiry date and security code. */
const GROUPS_BESIDE_MAX = 3;
const GROUPS_MAX = DIGITS_MAX + 2 * GROUPS_BESIDE_MAX;

/** Sizes of the groups on a card: 16 to 19 digits, 13 to 15, Amex, Diners. */
const PRINTED = /^(?:4-4-4-4(?:-[1-3])?|4-4-4-[1-3]|4-6-5|4-6-4)$/;

/** A sequence number of the gateway: 15 digits that begin with the date YYMMDD (docs/gateway.md §0). It is no part of another. */
const SEQUENCE_NUMBER = /^[123]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{9}$/;

const MONTH = String.raw`(?:0[1-9]|1[0-2])`;
const EXPIRY = String.raw`${MONTH}-?(?:20)?\d\d`;
const CODE = String.raw`\d{3,4}`;
const BESIDE = new RegExp(`^(?:${EXPIRY}(?:-${CODE})?|${CODE}(?:-${EXPIRY})?)?$`);
/** Written without a gap behind the number: the years of cards that work, so that few other numbers read so. */
const JOINED = new RegExp(String.raw`^${MONTH}(?:20)?[2-4]\d(?:${CODE})?$`);

/**
 * Every way in which a run of digit groups can hold a card number: in one group, in groups as printed, or as the whole of
 * what stands together, alone or beside an expiry date or a security code. A group is cut where one of these is written
 * behind the number without a gap, or zeros before it, and nowhere else: a longer number is not searched for a shorter one.
 */
export function* spellingsIn(run: readonly DigitGroup[]): Generator<Spelling> {
  for (const group of run) {
    yield* spelling([group]);
    for (const cut of cutsOf(group)) yield { groups: [cut], isPrinted: false };
  }
  yield* amexAndDiners(run);
  const bySize = sameSize(run);
  for (const fours of bySize) yield* sideBySide(fours);
  for (const part of [run, ...sameSeparator(run), ...bySize]) yield* alone(part);
}

function* spelling(groups: readonly DigitGroup[]): Generator<Spelling> {
  const length = digitsOf(groups).length;
  if (length < DIGITS_MIN || length > DIGITS_MAX) return;
  if (groups.length > 1 && groups.some(({ digits }) => SEQUENCE_NUMBER.test(digits))) return;
  yield { groups, isPrinted: PRINTED.test(groups.map(({ digits }) => digits.length).join('-')) };
}

/** What a group may hold besides itself: the number behind zeros, and the number before an expiry date. */
function cutsOf({ digits, start, separator }: DigitGroup): DigitGroup[] {
  if (digits.length <= DIGITS_MIN) return [];
  const beforeExpiry = CARD_LENGTHS.filter((length) => JOINED.test(digits.slice(length)));
  const numbers = beforeExpiry.map((length) => ({ digits: digits.slice(0, length), start, separator }));
  const behindZeros = digits.replace(/^0+/u, '');
  const zeros = digits.length - behindZeros.length;
  const isPadded = zeros > 0 && CARD_LENGTHS.includes(behindZeros.length);
  return isPadded ? [...numbers, { digits: behindZeros, start: start + zeros, separator }] : numbers;
}

function* amexAndDiners(run: readonly DigitGroup[]): Generator<Spelling> {
  for (const [at, group] of run.entries()) {
    if (group.digits.length === 6) yield* spelling(run.slice(Math.max(at - 1, 0), at + 2));
  }
}

/** Several cards of four groups after each other. Any other long number has such groups as well, so the check digit decides. */
function* sideBySide(part: readonly DigitGroup[]): Generator<Spelling> {
  if (part.length % 4 !== 0 || part.some(({ digits }) => digits.length !== 4)) return;
  for (let at = 0; at < part.length; at += 4) yield { groups: part.slice(at, at + 4), isPrinted: false };
}

/** The part as a whole, and without what may be an expiry date and a security code. */
function* alone(part: readonly DigitGroup[]): Generator<Spelling> {
  if (part.length > GROUPS_MAX) return;
  for (let before = 0; before <= GROUPS_BESIDE_MAX; before += 1) {
    for (let after = 0; after <= GROUPS_BESIDE_MAX; after += 1) {
      const end = part.length - after;
      if (before < end && isBeside(part.slice(0, before)) && isBeside(part.slice(end))) {
        yield* spelling(part.slice(before, end));
      }
    }
  }
}

const isBeside = (groups: readonly DigitGroup[]): boolean =>
  BESIDE.test(groups.map(({ digits }) => digits).join('-'));

/** The longest stretches with the same separator between all groups. Two of them share a group. */
function sameSeparator(run: readonly DigitGroup[]): DigitGroup[][] {
  const parts: DigitGroup[][] = [];
  for (const [at, group] of run.entries()) {
    const before = run[at - 1];
    if (before === undefined) continue;
    if (group.separator === before.separator) parts.at(-1)?.push(group);
    else parts.push([before, group]);
  }
  return parts;
}

/** The longest stretches of groups of one size; the group after them belongs to it when it is shorter. */
function sameSize(run: readonly DigitGroup[]): DigitGroup[][] {
  const parts: DigitGroup[][] = [];
  for (const [at, group] of run.entries()) {
    const size = group.digits.length;
    const sizeBefore = run[at - 1]?.digits.length ?? 0;
    if (size <= sizeBefore) parts.at(-1)?.push(group);
    if (size !== sizeBefore) parts.push([group]);
  }
  return parts;
}
