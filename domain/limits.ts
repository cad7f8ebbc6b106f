const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every bound of the life of a subscription, in one place, with its unit (rule R10). */
export const LIMITS = {
  /** Sends of a create whose reply was lost or that never left; it moves no money (R5). */
  createAttempts: 8,
  /** Sends of one pay, confirm, undo or activate of which at least one may have reached the gateway (R4). */
  doubtfulSends: 3,
  /**
   * Sends of one call that provably never left this machine. A payment or an activation is given up after about ten
   * hours, since the customer is no longer there; a decision of the billing system is carried on for about two weeks.
   */
  unsentSends: { create: 12, pay: 12, activate: 12, confirm: 170, undo: 170 },
  /**
   * How long after a call was sent a gateway answer "nothing happened yet" is believed. Longer than any
   * request can still be on its way: the answer wait is 60 s (carat-api.md §12).
   */
  settlingMs: 5 * MINUTE,
  /** A NIT can be queried for 15 days (carat-api.md §5.1); asking ends one day earlier and a person is called. */
  resolveWallMs: 14 * DAY,
  /** Pause before the first look while a person is being waited for: a NIT may still answer on that day. */
  blockedFirstAskMs: DAY,
  /** Pause between two later looks while a person is being waited for. */
  blockedAskEveryMs: 7 * DAY,
  /** Pause between two looks at a payment that awaits confirmation: the portal may have decided it. */
  confirmationLookEveryMs: DAY,
  /** Longest silence while a schedule is inactive: a NIT charged after a reactivation can be read for 15 days. */
  pausedAskEveryMs: 7 * DAY,
  /** After this, an unsettled cycle is put in front of a person; the questions go on rarely. */
  cycleUnsettledMs: 14 * DAY,
  /** Pause between two looks at a cycle that stayed unsettled past that. */
  unsettledSlowEveryMs: 7 * DAY,
  /** Longest silence of the active loop when the input names none, days. Above a month: each cycle asks anyway. */
  statusQueryEveryDays: 35,
  /** Charges looked up after one schedule query; the rest waits for the next round. */
  chargesPerRound: 12,
  /** After this, a charge that is listed and cannot be read is left to a person: a NIT can be asked for 15 days. */
  unreadableAfterMs: 14 * DAY,
  /** After this, a charge whose NIT is gone and that no list has is left to a person, too. */
  unlistedAfterMs: DAY,
  /** Days searched in the gateway's list for a charge that cannot be read by its NIT. */
  listDays: 35,
  /** Days of that list that could not be read, after which the search ends for now: the gateway is away. */
  unreadListDays: 3,
  /** Cycles kept, 50 years of months; no schedule may be longer. */
  cycles: 600,
  /** Audit entries kept; the oldest leave first, but never the first one. */
  auditEntries: 300,
  /** Update ids remembered across continue-as-new. */
  rememberedUpdates: 50,
  /** History length at which a run hands over to a new one when the server does not suggest it earlier, events. */
  continueAsNewAfterEvents: 4_000,
} as const;
