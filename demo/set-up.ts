import { WORKFLOW_TASK_QUEUE } from '../contract/ids';
import { freePort } from '../devstack/free-port';
import { startStack, type Stack } from '../devstack/stack';
import type { Started } from '../devstack/started';
import { startTemporalProcess, type TemporalProcess } from '../devstack/temporal-process';
import { startTemporalWithWebUi } from '../devstack/temporal-with-web-ui';
import { workflowBundle } from '../devstack/workflow-bundle';
import { worldOf } from '../stories/open-world';
import type { World } from '../stories/world';
import { createLogger } from '../program/log/logger';
import { createSdkLogger } from '../worker/log/sdk-logger';
import { installRuntime } from '../worker/runtime';
import { LIMITS } from './limits';

/** The only merchant of the demo. */
const MERCHANT = 'loja-a';

/** What the demo runs on: a Temporal server, a sandbox, a worker and a clock for all of them. */
export interface DemoStack {
  readonly temporal: TemporalProcess;
  /** Where the Web UI is, when there is one. */
  readonly webUi: string | undefined;
  readonly stack: Stack;
  readonly world: World;
}

interface DemoStackOptions {
  /** Path of the `temporal` binary. */
  binary: string;
  webUi: boolean;
  /** Takes the worker's log, which is of no interest while all goes well. */
  log: { write(line: string): void };
}

/** Sets everything up; whatever was started, also by a set-up that fails, is in `started`. */
export async function setUp({ binary, webUi, log }: DemoStackOptions, started: Started): Promise<DemoStack> {
  const logger = createLogger('warn', log);
  installRuntime({ logger, logLevel: 'warn', metricsAddress: undefined });
  const [port, uiPort] = await Promise.all([freePort(), webUi ? freePort() : undefined]);
  const [temporal, bundle] = await Promise.all([
    uiPort === undefined
      ? startTemporalProcess({ binary, port }).then((server) => {
          started.add(() => server.stop());
          return server;
        })
      : startTemporalWithWebUi({ binary, port }, uiPort, started),
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
  return {
    temporal,
    webUi: uiPort === undefined ? undefined : `http://127.0.0.1:${String(uiPort)}`,
    stack,
    world: worldOf(stack, MERCHANT),
  };
}
