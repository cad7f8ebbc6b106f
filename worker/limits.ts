import { WORKFLOW_TASK_QUEUE } from '../contract/ids';

/** Every limit of the worker process, each with its unit (R10). */
export const LIMITS = {
  /** Largest key file that is read, bytes; a key has at most 80 characters (docs/gateway.md §0). */
  keyFileBytesMax: 4 * 1024,
  /** Largest file of trusted certificates, bytes. */
  caFileBytesMax: 1024 * 1024,
  /** Largest bundle of workflow code, bytes; ours has about 4 MiB. */
  bundleBytesMax: 64 * 1024 * 1024,
  /** Largest certificate, key or configuration file for Temporal, bytes. */
  temporalFileBytesMax: 1024 * 1024,
  /** Merchants that one worker serves: each has a task queue and a poller of its own. */
  merchantsMax: 200,
  /** Long polls that one merchant keeps open at the server; they add up over the merchants. */
  pollsPerMerchant: 4,
  /**
   * Workflow tasks that the worker holds at the same time. One thread executes them one after the other; the others are on their way
   * from or to the server, so that the thread never waits for the network.
   */
  workflowTasksAtOnce: 40,
  /** Long polls for workflow tasks: one in five asks for new work, the others for what this worker has in its cache. */
  workflowPolls: 10,
  /**
   * How long a workflow task waits for the worker that has its subscription in the cache, milliseconds, before any worker may take it
   * and read the history. So long a subscription waits after its worker was lost.
   */
  cachedTaskWaitMs: 10_000,
  /** Fewest and most subscriptions that may be kept in memory; each takes 0.3 MB (docs/production.md). */
  cachedSubscriptionsMin: 10,
  cachedSubscriptionsMax: 50_000,
  /** Questions of workflows about task queues that are answered side by side. */
  queueQuestionsAtOnce: 5,
  /** Long polls for them. */
  queueQuestionPolls: 1,
  /** Deliveries to the receiver of one merchant that are under way in this process, and long polls for them. */
  deliveriesAtOnce: 10,
  deliveryPolls: 2,
  /** Largest file of webhook secrets, bytes. */
  secretsFileBytesMax: 4 * 1024,
  /** Pause between two counts of the subscriptions in each state, milliseconds. */
  standingEveryMs: 60_000,
  callsPerSecondMax: 1_000,
  callsInFlightMax: 1_000,
  /** Highest ceiling of one charge, integer cents: what a message can carry. */
  amountCentsMax: 999_999_999_999,
  shutdownGraceSecondsMax: 600,
  startWaitSecondsMax: 600,
  taskQueueCharsMax: 200,
  /** What must be left of an activity's time after connecting and waiting for the answer, milliseconds. */
  activityMarginMs: 5_000,
  /** Pause before Temporal is tried again at start, milliseconds; doubles from the first to the last. */
  connectPauseFirstMs: 500,
  connectPauseLastMs: 5_000,
  /** One question to Temporal at start, milliseconds. */
  temporalCallMs: 10_000,
  /** How long a search attribute may take to show after it was added, milliseconds, and the pause between two looks. */
  attributesVisibleMs: 20_000,
  attributesLookEveryMs: 250,
  /** What the SDK gets beyond the grace time before it gives up on a call, milliseconds. */
  forceAfterGraceMs: 10_000,
  /** What comes on top before the process ends whatever the SDK does, milliseconds. */
  overdueAfterForceMs: 5_000,
  /** How long each question about the health of the worker may take, milliseconds, and how many are answered side by side. */
  healthAnswerMs: 3_000,
  healthConnections: 10,
  /** How long the check of the container waits for the answer, milliseconds; the engine allows it 5 s. */
  healthCheckMs: 4_000,
} as const;

/** What a setting is when neither the file nor the environment names it. */
export const DEFAULTS = {
  taskQueue: WORKFLOW_TASK_QUEUE,
  metricsAddress: '127.0.0.1:9464',
  healthAddress: 'off',
  logLevel: 'info',
  /** The answer wait of a gateway call is 60 s (docs/gateway.md §12): a call in flight is let end. */
  shutdownGraceSeconds: 75,
  startWaitSeconds: 60,
  callsInFlight: 20,
  asksForOrders: false,
  /**
   * A subscription is at work for some seconds a month. So many can be at it at the same time and stay in memory between two tasks;
   * one that sleeps costs nothing outside, and is read from its history again (docs/production.md, "What a worker holds").
   */
  cachedSubscriptions: 1_000,
} as const;
