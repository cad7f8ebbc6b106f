/**
 * Every bound of the sandbox, each with its unit. None of them is a fact of the gateway; they only keep a
 * simulator that runs for days inside a development machine.
 */
export const limits = {
  /** Largest request body that is read, by the gateway side and by the control side. */
  requestBodyBytes: 64 * 1024,
  /** Entries kept in the request log; the oldest go first. */
  requestLogEntries: 100_000,
  /** Days on which something is repeated after its day; shorter than the shortest month, so as never to meet the following cycle. */
  maxRepetitionDays: 27,
  /** Digits that are never kept of a card number that is no documented test card. */
  hiddenCardDigits: 6,
  /** Characters kept of a path in the request log. */
  loggedPathCharacters: 120,
  /** Posts kept in the notification queue; the oldest go first. */
  notificationQueueEntries: 100_000,
  /** How long an answer is held when a fault rule names no `holdMs`: longer than the vendor's 60 s (docs/gateway.md §12). */
  defaultHoldMs: 65_000,
  /** Longest hold that a fault rule may ask for. */
  maxHoldMs: 10 * 60_000,
  /** Longest refusal of connections that a fault rule may ask for: a day. */
  maxRefusalMs: 24 * 60 * 60_000,
  /** Largest amount of a charge: twelve digits of cents (docs/gateway.md §1). */
  maxAmountCents: 999_999_999_999,
  /** Longest wait that error_429 may ask for: a week. */
  maxRetryAfterSeconds: 7 * 24 * 60 * 60,
  /** Longest authorisation that a setting may ask for. */
  maxAuthorizationMs: 10 * 60_000,
  /** Largest values of the settings that are times or counts, so that no date leaves the four digits of a year. */
  maxTimeLimitMinutes: 10 * 366 * 24 * 60,
  maxNitLifeDays: 10 * 366,
  maxNumberOfTimes: 99_999,
  maxIntervalMonths: 1_200,
  /** Longest wait for the answer to a post that a setting may ask for. */
  maxPostAnswerMs: 10 * 60_000,
  /** Most attempts of a status post that a setting may ask for. */
  maxStatusPostAttempts: 100,
  /** Latest first attempt of a status post that a setting may ask for: an hour. */
  maxStatusPostAfterSeconds: 3_600,
  /** Posts kept in the record of what was sent; the oldest go first. */
  postLogEntries: 100_000,
  /** Farthest that a fault may put a post off, on the clock of the sandbox: a week. */
  maxPostDelaySeconds: 7 * 24 * 60 * 60,
  /** Largest certificate bundle of a receiver, in characters. */
  maxPostCaCharacters: 64 * 1024,
  /** First year that the clock does not reach; instants are compared as texts with four digits of year. */
  clockEndYear: 9_000,
  /** Fault rules armed at the same time. */
  faultRules: 1_000,
  /** Longest text that a fault may put into a field: as long as the gateway's longest, a receipt. */
  textOfField: 4_000,
  /** Longest real time between two readings of the clock while it follows real time. */
  clockLookIntervalMs: 60_000,
  /** Farthest that one advanceTo may go: 50 years, in days. */
  maxAdvanceDays: 50 * 366,
  /** Executions that a schedule put into the books may have behind it: 50 years of months. */
  pastExecutions: 600,
  /** Time for stop() to close both servers before it gives up waiting. */
  stopMs: 5_000,
} as const;
