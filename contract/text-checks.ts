import { isCalendarDate } from '../domain/calendar';
import {
  describeCardNumber,
  holdsCardNumber,
  holdsLongNumber,
  isLikeCardNumber,
} from '../domain/card-number';

/** A rule about a text that JSON Schema cannot say. */
interface TextCheck {
  passes: (text: string) => boolean;
  /** What is wrong when it does not pass. Never repeats the text. */
  problem: (text: string) => string;
}

const holdsOne = (text: string): string =>
  `${describeCardNumber(text)}; send a Carat card token or a vault reference instead`;

/** An id is searched whole, whatever stands before or behind a number in it. */
const isNoCard = (id: string): boolean => !isLikeCardNumber(id) && !holdsCardNumber(id);

/** The rules that JSON Schema cannot say, by name. They are asked only about texts that are right in every other respect. */
export const TEXT_CHECKS = {
  noCardNumber: { passes: (text) => !holdsCardNumber(text), problem: holdsOne },
  noCardNumberInWords: { passes: (text) => !holdsCardNumber(text), problem: describeCardNumber },
  idIsNoCardNumber: { passes: isNoCard, problem: holdsOne },
  orderIdIsNoCardNumber: {
    passes: isNoCard,
    problem: () => 'reads as a card number',
  },
  // Nothing in a reference may look like the card itself, right check digit or not (R7).
  referenceIsNoCardNumber: {
    passes: (text) => !holdsLongNumber(text) && !holdsCardNumber(text),
    problem: () => 'holds a number as long as a card number',
  },
  calendarDate: {
    passes: isCalendarDate,
    problem: () => 'must be an existing calendar date, YYYY-MM-DD',
  },
} as const satisfies Record<string, TextCheck>;

export type TextCheckName = keyof typeof TEXT_CHECKS;
