import { join } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { freePort } from '../devstack/free-port';
import { startStack, type Stack } from '../devstack/stack';
import type { Started } from '../devstack/started';
import { startTemporalProcess, type TemporalProcess } from '../devstack/temporal-process';
import { workflowBundle } from '../devstack/workflow-bundle';
import { startWorkflowWorker } from '../devstack/workflow-worker';
import { createLogger } from '../program/log/logger';
import { createSdkLogger } from '../worker/log/sdk-logger';
import { installRuntime } from '../worker/runtime';
import { control, ours, type Contestant } from './contestant';
import { orderBook } from './orders';
import { PaidCounter } from './paid-counter';

const MERCHANT = 'loja-a';
const CONTROL_QUEUE = 'bench-control';
const OUR_QUEUE = 'bench-ours';

/** What is measured on: one server, one sandbox, one worker for the gateway calls, and a workflow worker for each contestant. */
export interface Stage {
  readonly temporal: TemporalProcess;
  readonly stack: Stack;
  readonly bundles: Readonly<Record<Contestant['name'], WorkflowBundleWithSourceMap>>;
  readonly contestants: { readonly control: Contestant; readonly ours: Contestant };
  readonly paid: PaidCounter;
  readonly newOrder: Awaited<ReturnType<typeof orderBook>>;
}

/** Sets the stage up; whatever was started, also by a set-up that fails, is in `started`. */
export async function setUpStage(
  { binary, log }: { binary: string; log: { write(line: string): void } },
  started: Started,
): Promise<Stage> {
  const logger = createLogger('warn', log);
  installRuntime({ logger, logLevel: 'warn', metricsAddress: undefined });
  const sdkLogger = createSdkLogger(logger);
  const [temporal, ourBundle, controlBundle] = await Promise.all([
    startServer(binary, started),
    workflowBundle(sdkLogger),
    bundleWorkflowCode({ workflowsPath: join(__dirname, 'control/workflow.ts'), logger: sdkLogger }),
  ]);
  const { address } = temporal;
  const paid = new PaidCounter();
  const stack = await startStack({
    address,
    merchants: [MERCHANT],
    taskQueue: OUR_QUEUE,
    bundle: ourBundle,
    gatewayLog: () => (entry) => {
      paid.note(entry);
    },
  });
  started.add(() => stack.stop());
  await startWorkflowWorker({ address, taskQueue: CONTROL_QUEUE, bundle: controlBundle }, started);
  return {
    temporal,
    stack,
    bundles: { control: controlBundle, ours: ourBundle },
    contestants: { control: control(stack, CONTROL_QUEUE), ours: ours(stack, OUR_QUEUE) },
    paid,
    newOrder: await orderBook(stack, MERCHANT),
  };
}

async function startServer(binary: string, started: Started): Promise<TemporalProcess> {
  const server = await startTemporalProcess({ binary, port: await freePort() });
  started.add(() => server.stop());
  return server;
}
