const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const KIBIBYTE = 1_024;

/** Every bound of the life of a subscription, in one place, with its unit (rule R10). */
export const LIMITS = {
  /** Creates whose reply was lost; they move no money (R5). */
  createAttempts: 8,
  /** Questions for the order of a create that met silence, some ten hours of them. Then a person is asked. */
  orderQuestions: 12,
  /** How long before a create the order may have been asked for: a reset begins anew with an answer that is older. */
  orderAnswerHoldsMs: MINUTE,
  /** Begins of one refund that brought no NIT, some six hours; they move no money (R5). Then a person is asked. */
  beginAttempts: 12,
  /** Sends of one pay or activate of which at least one may have reached the gateway (R4). */
  doubtfulSends: 3,
  /**
   * Sends in a row of one call that provably did not arrive. A payment or an activation is given up after about ten
   * hours, since the customer is no longer there. A decision about an authorised payment is carried on until a person is
   * called.
   */
  notDelivered: { create: 12, pay: 12, activate: 12, begin_refund: 24 },
  /**
   * How long after a call was sent a gateway answer "nothing happened yet" is believed. Longer than any
   * request can still be on its way: the answer wait is 60 s (docs/gateway.md §12).
   */
  believeNothingAfterMs: 5 * MINUTE,
  /** What the schedule told so long ago may have been changed in the portal since: it refuses no command, and is not accepted as it was. */
  newsForMs: 10 * MINUTE,
  /** How long a stop that was answered with success, and taken back, is looked for before it counts as not set. */
  answeredShowsWithinMs: HOUR,
  /** A NIT can be queried for 15 days (docs/gateway.md §5.1); asking ends one day earlier and a person is called. */
  askForMs: 14 * DAY,
  /** A decision about an authorised payment that is taken late is tried for this long, however old its NIT is. */
  lateDecisionMs: DAY,
  /** What a person alone has said of a payment is asked for this long where nobody answers. */
  claimAskedForMs: DAY,
  /** A payment that was said to be undone, and is not, can be decided again for this long at least. */
  reopenedForMs: DAY,
  /** Questions that an ending subscription asks before it ends without an answer. */
  lastLooks: 4,
  /** Pause before the pace of questions is taken up where no worker or no gateway could be asked, milliseconds. */
  lastLookPauseMs: 10 * MINUTE,
  /** Pause before the first question while a person is being waited for: a NIT may still answer on that day. */
  blockedFirstAskMs: DAY,
  /** Pause between two later questions while a person is being waited for. */
  blockedAskEveryMs: 7 * DAY,
  /** Pause between two questions about a payment that awaits confirmation: the portal may have decided it. Once its NIT is too old to answer, `blockedAskEveryMs`. */
  confirmationAskEveryMs: DAY,
  /** Longest silence while a schedule is inactive: a NIT charged after a reactivation can be read for 15 days. */
  pausedAskEveryMs: 7 * DAY,
  /** After this, an open cycle is put in front of a person; the questions go on rarely. */
  cycleOpenMs: 14 * DAY,
  /** So long a cancelled subscription waits for a charge that is not decided, before a person is asked: automatic retries are over by then. */
  undecidedAfterCancelMs: 42 * DAY,
  /** A cancelled subscription ends on an answer that is no older: somebody may have activated its schedule since. */
  cancelledEndsWithinMs: DAY,
  /** Pause between two polls of a cycle that stayed open past that. */
  openSlowEveryMs: 7 * DAY,
  /** Longest silence of the active loop when the input names none, days. Above a month: each cycle asks anyway. */
  statusQueryEveryDays: 35,
  /** After the last execution the schedule is asked for once more, this much later: executions were repeated on the three following days (docs/gateway.md §6). */
  askAfterLastExecutionDays: 3,
  /** Charges looked up after one poll; the rest waits for the next. */
  chargesPerPoll: 12,
  /** After this, a charge that is listed and cannot be read is left to a person: a NIT can be asked for 15 days. */
  unreadableAfterMs: 14 * DAY,
  /** After this, a charge whose NIT is gone and that no list has is left to a person, too. */
  unlistedAfterMs: DAY,
  /** Days searched in the gateway's list for a charge that cannot be read by its NIT. */
  listDays: 35,
  /** Days of that list that could not be read, after which the search ends for now: the gateway is away. */
  unreadListDays: 3,
  /** After this, calls that no worker took are put before a person although workers ask for them, or although nobody could tell. */
  notTakenMs: DAY,
  /** Longest time for which the gateway is left alone because it asked for it (HTTP 429 with Retry-After). */
  retryAfterMs: HOUR,
  /** Shortest pause between two looks that posts of the gateway cause; a later post waits for it. */
  hintedLookEveryMs: 10 * MINUTE,
  /** From this age on a paid charge is read once more with the next look, while its NIT answers; and not more often than this. */
  secondLookAfterMs: 7 * DAY,
  /** Looks in a row, about two weeks of them, that are made for a posted charge that nobody answers for. */
  silentRereads: 17,
  /** Those of them, about two days, in which the list by date may be behind what was posted. */
  listRereads: 5,
  /** Cycles kept, 50 years of months; no schedule may be longer. */
  cycles: 600,
  /** NITs remembered of cycles that were summed up: four executions of each cycle. */
  nitsRemembered: 2_400,
  /** What was due or learnt within so many months is never summed up, months. */
  monthsInDetail: 6,
  /** What a new run keeps in detail; the rest is summed up, or is in the input of that run only. */
  detailKept: {
    cycles: { count: 48, bytes: 48 * KIBIBYTE },
    audit: { count: 150, bytes: 24 * KIBIBYTE },
    commands: { count: 20, bytes: 16 * KIBIBYTE },
  },
  /** Occurrences of one flag that stay shown after their cycles were summed up. */
  earlierMattersOfAFlag: 10,
  /** A record of this weight is handed over to a new run, bytes: long before the 256 KiB at which Temporal warns of a payload. */
  heavyRecordBytes: 128 * KIBIBYTE,
  /** Only if it gets lighter by this much, bytes: otherwise one run would hand over to the next at each step. */
  worthShedding: 16 * KIBIBYTE,
  /** Audit trail; the oldest leave first, but never the first one. */
  audit: { count: 300, bytes: 48 * KIBIBYTE },
  /** Commands that may wait at a time; another one is refused. */
  commandsOpen: 20,
  /**
   * Commands, and refunds, whose answer is kept waiting at a time; those behind them are told at once that they wait for their turn. Temporal
   * takes ten Updates of one workflow at a time (`history.maxInFlightUpdates`), and the gateway's question about an edit is one of them.
   */
  answersWaiting: 4,
  /** Commands kept that ended; the oldest leave first. All that wait are kept. */
  commandsEnded: { count: 50, bytes: 72 * KIBIBYTE },
  /** Before the gateway's job on a due date, no edit is sent from this long before it. */
  noEditBeforeJobMs: 5 * MINUTE,
  /** And none is handed to a worker later than this before it: what waited in the queue for so long is not sent. */
  noSendBeforeJobMs: 2 * MINUTE,
  /** What stops the charges is tried this long before the job of a date, at the latest. */
  stopTriedBeforeJobMs: [90 * MINUTE, 45 * MINUTE, 20 * MINUTE, 8 * MINUTE],
  /** Days after a date on which an execution that failed may be tried again, before which a stop is tried. */
  triedAgainDays: 7,
  /** While a date has come and shows no charge, an answer holds for this long where another date is to be set. */
  dueAnswerHoldsMs: 5 * MINUTE,
  /** How long the SEID of an edit is waited for after its begin; the gateway posts it during that call (docs/gateway.md §7). */
  awaitSeidMs: MINUTE,
  /** Sends of an edit that the gateway refused: a SEID may have expired on the way, once. */
  refusedEditSends: 2,
  /**
   * Answers to one edit of the card with codes that leave open whether it was executed. A wrong card token is answered so each time, no
   * query shows a card, and what waits behind it must not wait for two weeks.
   */
  unclearCardAnswers: 5,
  /** An edit that comes to nothing is tried for this long. A cancellation is never given up: it is tried at the pace of calls/cadence.ts. */
  editForMs: 14 * DAY,
  /** After this, a command that is still under way is put before a person. */
  commandStuckMs: DAY,
  /** After this, an adoption of which the gateway has not told what the schedule is is put before a person. */
  adoptionOpenMs: DAY,
  /** How long after its begin the NIT of a refund is accepted. Longer than the gateway can take to post it (docs/gateway.md §8). */
  refundNitForMs: 5 * MINUTE,
  /** Shortest pause between two begins of one refund: the post with its NIT may be on its way. */
  awaitRefundNitMs: MINUTE,
  /** Times that a refund is begun anew after its NIT expired or failed without moving money. */
  refundRounds: 5,
  /** Questions about a payment before and after its refund that met silence, after which it goes on without the answer. */
  saleLooks: 5,
  /** A refund that cannot even be begun is tried for this long. */
  refundForMs: 14 * DAY,
  /** A NIT can be queried for 15 days (docs/gateway.md §5.1); an older payment is not asked about before its refund. */
  nitAnswersForMs: 15 * DAY,
  /** Refunds that may be open at a time; another one is refused. */
  refundsOpen: 20,
  /** Refunds kept, those that ended and those that are open; the oldest that ended leave first. */
  refundsKept: 50,
  /** Ids of commands and refunds that are known once their details have left. */
  idsRemembered: 250,
  /** Amounts sold before a change that are remembered: a charge is read within weeks, and a price is not changed every day. */
  earlierAmounts: 4,
  /** Starts of one order, the first one included; each carries the story of those before it. */
  attempts: 10,
  /** Highest sequence of an event that an earlier attempt may have told. */
  eventSequence: 1_000_000,
  /** A first date lies this far ahead at most, months: beyond it, its year is a slip. */
  firstDateMonths: 24,
  /** A next date lies this far ahead at most, months: as long as the longest interval. */
  nextDateMonths: 24,
  /** Command ids with their answers, remembered across continue-as-new. */
  rememberedCommands: { count: 50, bytes: 16 * KIBIBYTE },
  /** Acknowledged occurrences remembered per subscription. */
  acknowledged: 1_000,
  /** Events kept to be read by cursor or sent, about two quiet years of them; the oldest leave first. */
  events: { count: 60, bytes: 32 * KIBIBYTE },
  /** Events that are known once they have left, about ten quiet years of them: what comes back long after is told as another one. */
  eventsRemembered: 250,
  /** Events that one delivery carries. */
  eventsSentAtOnce: 20,
  /** Spans of events remembered that could not be delivered. */
  undeliveredKept: 5,
  /** Occurrences of flags that are told at the same time. */
  raisedTold: 50,
  /** History length at which a run hands over to a new one when the server does not suggest it earlier, events. */
  continueAsNewAfterEvents: 4_000,
} as const;
