const SECOND = 1_000;

/** Every bound of the client, in one place, with its unit (rule R10). */
export const CLIENT_LIMITS = {
  /** Wait for the first connection to Temporal. */
  connectMs: 5 * SECOND,
  /** One call to the Temporal server, its retries included. */
  callMs: 10 * SECOND,
  /** One question to a subscription: a worker may have to read its history first. */
  queryMs: 10 * SECOND,
  /** Of that, how long nothing may be heard before it is asked once more. */
  askAgainAfterMs: 4 * SECOND,
  /** Wait for the answer of a command; the gateway alone may take 60 s (docs/gateway.md §12). */
  commandMs: 90 * SECOND,
  /** Pauses before a command is sent again that the worker has let go by. */
  passedOverPausesMs: [50, 100, 200, 400, 800],
  /** How long somebody who typed a command waits before he is told what it waits for. */
  tellAfterMs: 2 * SECOND,
  /** Wait for a state when the caller names no time. */
  waitMs: 60 * SECOND,
  /** Wait for the answer of a dry run: one question to the gateway, which may take 60 s (docs/gateway.md §12). */
  previewMs: 120 * SECOND,
  /** A question beside a start, whose answer only warns. */
  besideMs: 3 * SECOND,
  /** How long the receiver of an attempt that has ended gets, before another attempt goes on without waiting for it. */
  toldWithinMs: 3 * SECOND,
  /** From the look at an attempt that has ended until the next one is started: what is older is looked at again. */
  attemptMs: 30 * SECOND,
  /** How long a worker that has only just begun is waited for before a merchant counts as not served, and the pause between two looks. */
  servedWaitMs: 3 * SECOND,
  servedLookEveryMs: 500,
  /** How long a merchant that was seen to be served is not asked for again. */
  servedHoldsMs: 60 * SECOND,
  /** Two starts of one payer and the same terms within this are told to be alike. */
  similarWithinMs: 600 * SECOND,
  /** Most subscriptions that are looked through for it, the newest first, of the 16th part that can be alike. */
  similarRead: 100,
  /** Longest wait for a state. */
  waitMaxMs: 24 * 3_600 * SECOND,
  /** What each look of a wait gets at least, even when the wait is over sooner. */
  lookMs: SECOND,
  /** Pause between the first two looks of a wait. */
  pollMs: 250,
  /** Longest pause between two looks of a wait. */
  pollMaxMs: 5 * SECOND,
  /** Factor by which that pause grows. */
  pollGrowth: 1.5,
  /** Subscriptions on one page of a list when the caller names no number. */
  pageSize: 100,
  /** Most subscriptions on one page. */
  pageSizeMax: 1_000,
  /** Most subscriptions that one iteration over a list gives. */
  listMax: 100_000,
  /** Cycles on one page of charges when the caller names no number, and at most. */
  cyclesOnPage: 50,
  cyclesOnPageMax: 600,
  /** Earlier runs that are looked into for one page or one timeline; a life of fifty years has some dozens. */
  runsRead: 500,
  /** Wait for an event that is sent again: the first attempts. */
  resendMs: 20 * SECOND,
  /** Subscriptions whose events are asked for side by side. */
  eventsAsked: 10,
  /** A reading of many subscriptions goes back so far before the one before it: lists follow the truth later, and a step may take a while. */
  eventsOverlapMs: 3_600 * SECOND,
  /** Of a subscription in which something happened, events so far before that moment are given once more: they may be published only now. */
  eventsPublishedWithinMs: 7 * 86_400 * SECOND,
  /** Newest events of a history that are read to see how its last workflow task ended. */
  newestEvents: 100,
  /** A start or a command as JSON, bytes; a valid one has some hundreds. */
  messageBytes: 65_536,
  /** Length of an update id, characters. */
  updateIdLength: 100,
  /** Length of a page token, characters. */
  pageTokenLength: 8_192,
  /** Length of a text from elsewhere that an error message repeats, characters. */
  quotedTextLength: 500,
} as const;
