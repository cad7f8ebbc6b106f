const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Every limit of the activities, with its unit. An attempt of 85 s has room for them beside connecting and the answer. */
export const LIMITS = {
  /** Pause between two signs of life while a call is in flight, milliseconds; a quarter of the heartbeat timeout. */
  heartbeatEveryMs: 5 * SECOND,
  /** How long the vault may take to give a card; nothing was sent until then, milliseconds. */
  vaultGetMs: 5 * SECOND,
  /** How long one attempt to forget a card may take; no outcome waits for it, milliseconds. */
  vaultForgetMs: 5 * SECOND,
  /** Pauses before a card is forgotten again, milliseconds; after the last one the vault's own time limit forgets it. */
  vaultForgetPausesMs: [SECOND, 10 * SECOND, MINUTE, 5 * MINUTE],
  /** Cards of one merchant that wait to be forgotten again; more are left to the vault's own time limit. */
  cardsToForgetMax: 1_000,
  /** A wait that the gateway asks for is left to the retry of the activity up to here, milliseconds; a longer one to the workflow. */
  retryAfterShortMs: 30 * SECOND,
  /** Longest wait for the Temporal server when it is asked who polls a queue, milliseconds. */
  pollersAnswerMs: 5 * SECOND,
  /** Longest wait for the Temporal server when a schedule is claimed or let go, a few requests, milliseconds. */
  claimAnswerMs: 15 * SECOND,
  /** Longest post of one event, whatever its receiver does, milliseconds: the bound of `Receiver` (15 s) and a margin. Twenty fit into an attempt. */
  postMs: 17 * SECOND,
  /** Characters of an issuer's code that are kept: a code has two or three, and may come with words. */
  codeCharsMax: 40,
  /** Subscriptions read that say that they follow one schedule; one is right. */
  followersMax: 10,
  /** Places in our code that a log line names for an error that is not ours. */
  loggedPlacesMax: 3,
} as const;
