import type { Case } from '../case';

/** Whether there is a cause for a flag: none at all, one that may have raised it, or one that must have. */
export type Cause = 'none' | 'possible' | 'certain';

/** Finds the cause of a flag. `atMs`: when it was first up; undefined when it never was. */
export type FindCause = (theCase: Case, atMs?: number) => Cause;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** After this, what stays open is put before a person. */
export const UNSETTLED_MS = 14 * DAY_MS;

/** Statuses that say what became of any call on a payment. */
export const FINAL: ReadonlySet<string> = new Set([
  'CON',
  'EST',
  'NEG',
  'PPN',
  'EXP',
  'ERR',
  'INV',
  'BLQ',
  'ABA',
  'CAN',
]);

/** Days are left for the way from the gateway's books to our flag. */
export const SEEN_WITHIN_MS = 3 * DAY_MS;

export const possibleIf = (is: boolean): Cause => (is ? 'possible' : 'none');

/** The strongest of several causes. */
export function strongest(...causes: readonly Cause[]): Cause {
  if (causes.includes('certain')) return 'certain';
  return causes.includes('possible') ? 'possible' : 'none';
}

/** Statuses of payments by which money may move yet. */
export const UNDECIDED: ReadonlySet<string> = new Set(['PEN', 'AGU', 'RET']);
