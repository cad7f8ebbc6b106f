const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How one kind of gateway call is run as an activity. */
export interface CallPolicy {
  /** Bound of one attempt: connecting (10 s), the answer (60 s) and a margin, milliseconds. */
  startToCloseMs: number;
  /** How long a call may wait for a worker of its merchant, milliseconds. */
  scheduleToStartMs?: number;
  /** Bound over all attempts, milliseconds. */
  scheduleToCloseMs?: number;
  /** A worker that is silent for this long counts as lost, milliseconds. */
  heartbeatMs: number;
  retry: {
    maximumAttempts: number;
    initialIntervalMs?: number;
    backoffCoefficient?: number;
    maximumIntervalMs?: number;
  };
  /** Why it is run so. */
  reason: string;
}

const ONE_ATTEMPT_MS = 85 * SECOND;
const HEARTBEAT_MS = 20 * SECOND;

const AT_MOST_ONCE: CallPolicy = {
  startToCloseMs: ONE_ATTEMPT_MS,
  scheduleToStartMs: 15 * MINUTE,
  heartbeatMs: HEARTBEAT_MS,
  retry: { maximumAttempts: 1 },
  reason:
    'it can move money: one attempt is one request, and what became of it is asked, never sent again (R2, R4)',
};

const CREATE: CallPolicy = {
  ...AT_MOST_ONCE,
  reason:
    'it moves no money, but every repetition leaves an orphan at the gateway: the workflow counts and spaces them (R5)',
};

const BEGIN: CallPolicy = {
  ...AT_MOST_ONCE,
  reason:
    'it changes nothing, but every repetition leaves an id at the gateway: the workflow counts and spaces them (R5)',
};

const EDIT: CallPolicy = {
  ...AT_MOST_ONCE,
  reason:
    'it changes what is charged and when: one attempt is one request, and the schedule is asked what it came to (R2)',
};

const READ: CallPolicy = {
  startToCloseMs: ONE_ATTEMPT_MS,
  scheduleToCloseMs: 15 * MINUTE,
  heartbeatMs: HEARTBEAT_MS,
  retry: {
    maximumAttempts: 4,
    initialIntervalMs: 2 * SECOND,
    backoffCoefficient: 3,
    maximumIntervalMs: 5 * MINUTE,
  },
  reason: 'reading changes nothing: repeated with back-off, then left to the pace of the workflow',
};

/** Counting the workers of a task queue: one call of the Temporal server, by the worker of the workflows. */
export const COUNT_POLLERS_POLICY: CallPolicy = {
  startToCloseMs: 20 * SECOND,
  scheduleToCloseMs: 5 * MINUTE,
  heartbeatMs: HEARTBEAT_MS,
  retry: { maximumAttempts: 3, initialIntervalMs: 2 * SECOND },
  reason: 'it only words a flag: tried a few times, and counted again with the next call that nobody takes',
};

/** Claiming a schedule, or letting it go: some calls of the Temporal server, by the worker of the workflows. */
export const CLAIM_POLICY: CallPolicy = {
  startToCloseMs: 30 * SECOND,
  scheduleToCloseMs: 5 * MINUTE,
  heartbeatMs: 30 * SECOND,
  retry: { maximumAttempts: 10, initialIntervalMs: SECOND, backoffCoefficient: 2, maximumIntervalMs: MINUTE },
  reason: 'repeating it is safe; what could not be learnt is asked again at the pace of the workflow',
};

/** A question for somebody who waits for the answer: asked once, and soon given up. */
export const PREVIEW_POLICY: CallPolicy = {
  ...READ,
  scheduleToStartMs: 10 * SECOND,
  scheduleToCloseMs: 100 * SECOND,
  retry: { ...READ.retry, maximumAttempts: 1 },
  reason: 'a dry run is repeated by whoever asked for it',
};

/** Telling the receiver of a merchant: twenty posts of 15 s at most. The pauses are the activity's (webhooks/limits.ts), three days in all. */
export const DELIVERY_POLICY: CallPolicy = {
  startToCloseMs: 6 * MINUTE,
  scheduleToCloseMs: 4 * 24 * 60 * MINUTE,
  heartbeatMs: HEARTBEAT_MS,
  retry: {
    maximumAttempts: 20,
    initialIntervalMs: MINUTE,
    backoffCoefficient: 2,
    maximumIntervalMs: 60 * MINUTE,
  },
  reason: 'at least once: whoever receives an event twice knows it by its id',
};

/** Timeouts and retries of every gateway call, each with its reason. */
export const CALL_POLICIES = {
  createTransaction: CREATE,
  payTransaction: AT_MOST_ONCE,
  confirmPayment: AT_MOST_ONCE,
  undoPayment: AT_MOST_ONCE,
  activateSchedule: AT_MOST_ONCE,
  beginEdit: BEGIN,
  sendEdit: EDIT,
  beginRefund: BEGIN,
  sendRefund: AT_MOST_ONCE,
  getTransaction: READ,
  getSchedule: READ,
  listTransactions: READ,
  findOrder: READ,
} as const satisfies Record<string, CallPolicy>;

export type GatewayCall = keyof typeof CALL_POLICIES;
