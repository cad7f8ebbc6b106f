import type { IsoDate, IsoInstant } from '../calendar';
import type { DifferenceAbout } from '../ledger/differences';

/**
 * What an occurrence is about, by field, beside its words: for programs, and for words in another language. Of a term that cannot be read
 * `field` stands alone.
 */
export interface About extends Partial<DifferenceAbout> {
  /** Due date of the cycle. */
  cycle?: IsoDate;
  /** The cycle was executed before the schedule was adopted. */
  isBeforeAdoption?: true;
  /** What was given back, integer cents. */
  amountCents?: number;
  /** The command, by the id that the view lists it under. */
  command?: string;
  /** Who sent the command. */
  by?: string;
  /** Since when it is so, or when it was. */
  at?: IsoInstant;
  /** A status that the gateway told. */
  status?: string;
  /** What became of a payment. */
  outcome?: string;
  /** Sequences of the first and the last event. */
  from?: number;
  to?: number;
  /** Why the receiver did not take them. */
  receiverSaid?: string;
}

/** One cause of a flag. Its key tells one that was acknowledged from a new one. */
export interface Occurrence<Kind extends string = string> {
  flag: Kind;
  key: string;
  /** What it is, in words, with both values where something differs. */
  what: string;
  about?: About;
}

/** An occurrence whose key begins with its flag. */
export const occurrence = <Kind extends string>(
  flag: Kind,
  which: string,
  what: string,
  about?: About,
): Occurrence<Kind> => ({ flag, key: `${flag}/${which}`, what, ...(about === undefined ? {} : { about }) });
