/** Every bound of recording and replaying, with its unit (rule R10). */
export const HISTORY_LIMITS = {
  /** Stories played side by side, each on a stack of its own. */
  lanes: 4,
  /** How long an answer of the gateway is waited for where a story keeps a worker busy, milliseconds; an attempt may take 85 s. */
  answerTimeoutMs: 84_000,
  /** Runs of one workflow that are followed back; at 4,000 events a run that is centuries of a subscription. */
  runs: 200,
  /** Largest history file that is read, bytes: the server itself allows 50 MB, JSON makes it longer. */
  fileBytes: 128 * 1_048_576,
  /** Longest wait for one answer of the server while a history is downloaded, milliseconds. */
  downloadMs: 60_000,
} as const;
