import {
  Runtime,
  Worker,
  type NativeConnection,
  type WorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { MerchantRules } from '../activities/ceiling';
import { createClaimActivities } from '../activities/claims';
import { createDeliveryActivities } from '../activities/deliveries';
import { createGatewayActivities } from '../activities/create-gateway-activities';
import { createQueueActivities } from '../activities/pollers';
import type { CaratClient } from '../carat/client';
import { eventsTaskQueueOf, gatewayTaskQueueOf } from '../contract/ids';
import type { CardVault } from '../vault/card-vault';
import type { Receiver } from '../webhooks/receiver';
import { DEFAULTS, LIMITS } from './limits';
import { tellFromZero } from './metrics/from-zero';
import { bundleWorkflows } from './workflow-bundling';

/** One merchant at work: its gateway client, and how fast its gateway may be called. */
export interface MerchantAtWork extends MerchantRules {
  alias: string;
  carat: CaratClient;
  /** Gateway calls per second over all workers of this merchant. @default unlimited */
  callsPerSecond?: number | undefined;
  /** Gateway calls in flight in this process. @default 20 */
  maxCallsInFlight?: number | undefined;
  /** Where its events are posted to; nowhere without it. */
  receiver?: Receiver | undefined;
}

export interface WorkersOptions {
  connection: NativeConnection;
  namespace: string;
  /** Task queue of the workflows. @default "carat-subscriptions" */
  taskQueue?: string | undefined;
  merchants: readonly MerchantAtWork[];
  vault: CardVault;
  /** A bundle built before, or the path of the workflow code to bundle now. */
  workflows: { bundle: WorkflowBundleOption } | { path: string };
  /** Open subscriptions that stay in memory; the others are read from their history when they are needed. @default 1000 */
  maxCachedSubscriptions?: number | undefined;
  /** How long calls in flight may take to end after shutdown was asked for, milliseconds. @default 75_000 */
  shutdownGraceMs?: number | undefined;
  /** Once it is aborted, nothing begins to poll any more. */
  signal?: AbortSignal | undefined;
}

/** Workers that poll. */
export interface RunningWorkers {
  /** Ends when all workers have stopped; rejects when one fails. */
  readonly done: Promise<void>;
  /** Asks all workers to stop; calls in flight are let end within the grace time. */
  shutdown(): void;
}

/**
 * Starts one worker for the workflows, and for what they ask about task queues, and one for the gateway calls of each
 * merchant: one slow merchant cannot starve another.
 *
 * @throws what `signal` was aborted with, before anything polls
 */
export async function startWorkers(options: WorkersOptions): Promise<RunningWorkers> {
  const graceMs = options.shutdownGraceMs ?? DEFAULTS.shutdownGraceSeconds * 1_000;
  const common = {
    connection: options.connection,
    namespace: options.namespace,
    shutdownGraceTime: graceMs,
    shutdownForceTime: graceMs + LIMITS.forceAfterGraceMs,
  } satisfies Partial<WorkerOptions>;
  const { workflows } = options;
  const bundle = 'bundle' in workflows ? workflows.bundle : await bundleNow(workflows.path);
  const workers = await Promise.all([
    Worker.create({ ...common, ...workflowOptions(options, bundle) }),
    ...options.merchants.map((merchant) =>
      Worker.create({ ...common, ...merchantOptions(merchant, options.vault) }),
    ),
    ...options.merchants.flatMap(({ alias, receiver }) =>
      receiver === undefined ? [] : [Worker.create({ ...common, ...deliveryOptions(alias, receiver) })],
    ),
  ]);
  options.signal?.throwIfAborted();
  const { namespace, taskQueue = DEFAULTS.taskQueue, merchants } = options;
  tellFromZero(Runtime.instance(), { namespace, taskQueue, merchants });
  return { done: runTogether(workers), shutdown: () => shutdownAll(workers) };
}

function workflowOptions(
  { connection, namespace, taskQueue, maxCachedSubscriptions = DEFAULTS.cachedSubscriptions }: WorkersOptions,
  workflowBundle: WorkflowBundleOption,
): Omit<WorkerOptions, 'connection'> {
  return {
    taskQueue: taskQueue ?? DEFAULTS.taskQueue,
    maxCachedWorkflows: maxCachedSubscriptions,
    maxConcurrentWorkflowTaskExecutions: Math.min(LIMITS.workflowTasksAtOnce, maxCachedSubscriptions),
    workflowTaskPollerBehavior: polls(LIMITS.workflowPolls),
    stickyQueueScheduleToStartTimeout: LIMITS.cachedTaskWaitMs,
    // Workflows ask whether anybody takes the calls of their merchant, and who follows a schedule: seldom, and for a moment.
    activities: {
      ...createQueueActivities(connection, namespace),
      ...createClaimActivities(connection, namespace),
    },
    maxConcurrentActivityTaskExecutions: LIMITS.queueQuestionsAtOnce,
    activityTaskPollerBehavior: polls(LIMITS.queueQuestionPolls),
    workflowBundle,
  };
}

function merchantOptions(merchant: MerchantAtWork, vault: CardVault): Omit<WorkerOptions, 'connection'> {
  return {
    taskQueue: gatewayTaskQueueOf(merchant.alias),
    activities: createGatewayActivities(merchant.carat, vault, {
      ...merchant,
      hasReceiver: merchant.receiver !== undefined,
    }),
    maxConcurrentActivityTaskExecutions: merchant.maxCallsInFlight ?? DEFAULTS.callsInFlight,
    activityTaskPollerBehavior: polls(LIMITS.pollsPerMerchant),
    ...(merchant.callsPerSecond === undefined
      ? {}
      : { maxTaskQueueActivitiesPerSecond: merchant.callsPerSecond }),
  };
}

/** A queue of its own: a receiver that is slow or dead must hold no gateway call up. */
const deliveryOptions = (alias: string, receiver: Receiver): Omit<WorkerOptions, 'connection'> => ({
  taskQueue: eventsTaskQueueOf(alias),
  activities: { ...createDeliveryActivities(receiver) },
  maxConcurrentActivityTaskExecutions: LIMITS.deliveriesAtOnce,
  activityTaskPollerBehavior: polls(LIMITS.deliveryPolls),
});

const bundleNow = (workflowsPath: string): Promise<WorkflowBundleOption> =>
  bundleWorkflows({ workflowsPath, logger: Runtime.instance().logger });

/** So many long polls at the server. The SDK takes `maxConcurrentActivityTaskPolls`, and does not look at it. */
const polls = (maximum: number) => ({ type: 'simple-maximum', maximum }) as const;

/** Runs all; when one ends by a failure the others are stopped too, and the failure is passed on. */
async function runTogether(workers: readonly Worker[]): Promise<void> {
  const runs = workers.map(async (worker) => {
    try {
      await worker.run();
    } finally {
      shutdownAll(workers);
    }
  });
  const results = await Promise.allSettled(runs);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function shutdownAll(workers: readonly Worker[]): void {
  for (const worker of workers) {
    if (worker.getState() === 'RUNNING') worker.shutdown();
  }
}
