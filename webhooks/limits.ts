const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** Every limit of posting to a receiver, each with its unit (R10). */
export const LIMITS = {
  /** Connecting, sending, and the head of the answer, milliseconds. */
  postMs: 15 * SECOND,
  /** Head of an answer, bytes; its body is not read. */
  headBytesMax: 8 * 1_024,
  /** Longest pause that a receiver may ask for, milliseconds. */
  retryAfterMs: 24 * HOUR,
  /** A secret, bytes (Standard Webhooks: 24 to 64). */
  secretBytesMin: 24,
  secretBytesMax: 64,
  /** Secrets that are valid at the same time. */
  secretsMax: 2,
} as const;

/** Pauses after the attempts that failed, milliseconds: three days in all. */
export const PAUSES_MS: readonly number[] = [
  5 * SECOND,
  60 * SECOND,
  300 * SECOND,
  1_800 * SECOND,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  20 * HOUR,
];
