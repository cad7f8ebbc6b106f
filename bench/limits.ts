const SECOND = 1_000;

/** Every measure and bound of the benches, each with its unit (R10). */
export const LIMITS = {
  /** Subscriptions under way at the same time while throughput is measured. */
  inFlight: 10,
  /** First payments of one round that are not measured: what is compiled then is not compiled again. */
  warmUpPayments: 10,
  /** First payments of one round that are measured. */
  measuredPayments: 60,
  /** Rounds of throughput, each one of the control and one of ours, and how long they may take together, milliseconds. */
  roundsMax: 8,
  roundsWithinMs: 55 * SECOND,
  /** Starts one at a time, each one of the control and one of ours, and how long they may take together, milliseconds. */
  latencyPairsMax: 120,
  latencyWithinMs: 20 * SECOND,
  /** Subscriptions that open before the memory of a worker is read the first time, and those that open after it, at most. */
  cachedBefore: 20,
  cachedMeasuredMax: 200,
  /** How long they may take to open on one worker, milliseconds, and how many are enough then. */
  openingWithinMs: 20 * SECOND,
  cachedMeasuredMin: 40,
  /** Subscriptions that become a year old, and how old exactly, days. */
  yearOld: 4,
  yearDays: 366,
  /** Subscriptions that a worker may cache while they are woken: each wake-up evicts another one. */
  cachedWhileWaking: 2,
  /** How often each is woken before it counts and while it counts, and how long that may take, milliseconds. */
  wakeUpsBefore: 2,
  wakeUpsMeasured: 10,
  wakeUpsWithinMs: 20 * SECOND,
  /** One answer of a worker process, milliseconds. */
  workerAnswerMs: 20 * SECOND,
  /** Pause between two looks whether an execution is idle, milliseconds, and how long it may stay busy. */
  idleLookEveryMs: 5,
  idleWithinMs: 30 * SECOND,
  /** A whole bench, milliseconds: past it something hangs. */
  allWithinMs: { overhead: 230 * SECOND, fairness: 600 * SECOND },
  /** Lines of the worker's log that are shown when a bench fails. */
  recentLines: 20,
} as const;
