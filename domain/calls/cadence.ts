const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Pauses before each question about one call, milliseconds; the last one repeats (R4). */
const ASK_PAUSES_MS = [
  5 * SECOND,
  25 * SECOND,
  90 * SECOND,
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

/** Pauses before a call that provably did not arrive is sent again, milliseconds; the last one repeats. */
const SEND_PAUSES_MS = [
  2 * SECOND,
  10 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
];

/** Pauses before a decision is sent again that arrived nowhere, although it may have left, milliseconds; the last one repeats. */
const DECISION_PAUSES_MS = [0, 0, 10 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR];

/** Pauses before a cycle that is due and open is asked for again, milliseconds; the last one repeats. */
const POLL_PAUSES_MS = [HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR, DAY];

/**
 * How slow becomes what is never given up: the shortest pause, milliseconds, once it has been tried for so long. A gateway, doors or
 * workers that were away for a day are not back within the hour; 14 months at two hours would be 5,000 tries.
 */
const SLOWED_DOWN = [
  { afterMs: DAY, pauseMs: 6 * HOUR },
  { afterMs: 7 * DAY, pauseMs: DAY },
];

const nth = (pauses: readonly number[], index: number): number =>
  pauses[Math.min(Math.max(0, index), pauses.length - 1)] ?? DAY;

/** Pause before question number `asked + 1` about the outcome of a call, milliseconds. */
export const askPauseMs = (asked: number): number => nth(ASK_PAUSES_MS, asked);

/** Pause before a call is sent again that provably did not arrive `times` times, milliseconds. */
export const sendPauseMs = (times: number): number => nth(SEND_PAUSES_MS, times - 1);

/** Pause before a confirm or undo is sent again after `times` sends that arrived nowhere, milliseconds. */
export const decisionPauseMs = (times: number): number => nth(DECISION_PAUSES_MS, times - 1);

/** Pause before poll number `polls + 1` of an open cycle, milliseconds. */
export const pollPauseMs = (polls: number): number => nth(POLL_PAUSES_MS, polls);

/** A pause of something that is tried until it comes to its end, after it has been tried for `triedForMs`, milliseconds. */
export const slowedMs = (pauseMs: number, triedForMs: number): number =>
  Math.max(
    pauseMs,
    ...SLOWED_DOWN.filter(({ afterMs }) => triedForMs >= afterMs).map((band) => band.pauseMs),
  );
