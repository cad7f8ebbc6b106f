/** Every limit and measure of the demo, each with its unit. */
export const LIMITS = {
  /** How long the worker waits for an answer of the sandbox, milliseconds; nothing in the demo is held longer. */
  answerTimeoutMs: 5_000,
  /** Lines of the worker's log that are shown when the demo cannot be played to its end. */
  recentLines: 20,
  /** Longest test-clock life of the demo, days: past it every subscription must have ended. */
  horizonDays: 430,
  /** What a quiet year of one subscription may cost at the Temporal server, history events and actions. */
  yearEvents: 235,
  yearActions: 53,
  /** What a simulated year of one subscription may cost in real time, milliseconds; reported, not enforced. */
  yearGoalMs: 5_000,
  /** Width of the printed timeline, columns. */
  widthColumns: 118,
} as const;
