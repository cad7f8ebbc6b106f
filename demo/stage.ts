import { SubscriptionClient } from '../client/subscription-client';
import { WORKFLOW_TASK_QUEUE } from '../contract/ids';
import type { SubscriptionView } from '../contract/view';
import { freePort } from '../devstack/free-port';
import { startStack, type Stack } from '../devstack/stack';
import type { Started } from '../devstack/started';
import { startTemporalProcess, type TemporalProcess } from '../devstack/temporal-process';
import { workflowBundle } from '../devstack/workflow-bundle';
import { createLogger } from '../worker/log/logger';
import { createSdkLogger } from '../worker/log/sdk-logger';
import { installRuntime } from '../worker/runtime';
import { LIMITS } from './limits';

/** The only merchant of the show. */
const MERCHANT = 'loja-a';

/** What the show is played on: a Temporal server, a sandbox, a worker and a clock for all of them. */
export interface Stage {
  readonly merchant: string;
  readonly temporal: TemporalProcess;
  /** Where the Web UI is, when there is one. */
  readonly webUi: string | undefined;
  readonly stack: Stack;
  readonly subscriptions: SubscriptionClient;
  readonly view: (orderId: string) => Promise<SubscriptionView>;
  /** Token of a test card, stored at the sandbox. */
  readonly cardToken: (brand: string) => string;
}

interface StageOptions {
  /** Path of the `temporal` binary. */
  binary: string;
  webUi: boolean;
  /** Takes the worker's log, which is of no interest while all goes well. */
  log: { write(line: string): void };
}

/** Sets the stage up; whatever was started, also by a set-up that fails, is in `started`. */
export async function setUpStage({ binary, webUi, log }: StageOptions, started: Started): Promise<Stage> {
  const logger = createLogger('warn', log);
  installRuntime({ logger, logLevel: 'warn', metricsAddress: undefined });
  const [port, uiPort] = await Promise.all([freePort(), webUi ? freePort() : undefined]);
  const [temporal, bundle] = await Promise.all([
    startTemporalProcess({ binary, port, uiPort }).then((server) => {
      started.add(() => server.stop());
      return server;
    }),
    workflowBundle(createSdkLogger(logger)),
  ]);
  const stack = await startStack({
    address: temporal.address,
    merchants: [MERCHANT],
    taskQueue: WORKFLOW_TASK_QUEUE,
    bundle,
    answerTimeoutMs: LIMITS.answerTimeoutMs,
  });
  started.add(() => stack.stop());
  const subscriptions = new SubscriptionClient(stack.client);
  const cards = await stack.sandbox.control.cards();
  return {
    merchant: MERCHANT,
    temporal,
    webUi: uiPort === undefined ? undefined : `http://127.0.0.1:${String(uiPort)}`,
    stack,
    subscriptions,
    view: (orderId) => subscriptions.get({ merchant: MERCHANT, orderId }),
    cardToken: (brand) => {
      const card = cards.find((known) => known.brand === brand);
      if (card === undefined) throw new Error(`the sandbox has no test card of ${brand}`);
      return card.token;
    },
  };
}
