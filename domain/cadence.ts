const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Pauses before each question about one call, milliseconds; the last one repeats (R4). */
const RESOLVE_PAUSES_MS = [
  5_000,
  25_000,
  90_000,
  4 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  DAY,
];

/** Pauses before a call that never left is sent again, milliseconds; the last one repeats. */
const UNSENT_PAUSES_MS = [
  2_000,
  10_000,
  30_000,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
];

/** Pauses before the next look at a cycle that is due and not settled, milliseconds; the last one repeats. */
const UNSETTLED_PAUSES_MS = [HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR, DAY];

const nth = (pauses: readonly number[], index: number): number =>
  pauses[Math.min(index, pauses.length - 1)] ?? DAY;

/** Pause before question number `asked + 1` about the outcome of a call, milliseconds. */
export const resolvePauseMs = (asked: number): number => nth(RESOLVE_PAUSES_MS, asked);

/** Pause before sending a call again that provably never left `unsent` times, milliseconds. */
export const unsentPauseMs = (unsent: number): number => nth(UNSENT_PAUSES_MS, unsent - 1);

/** Pause before look number `looks + 1` at an unsettled cycle, milliseconds. */
export const unsettledPauseMs = (looks: number): number => nth(UNSETTLED_PAUSES_MS, looks);
