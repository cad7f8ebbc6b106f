import { NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import { InMemoryCardVault } from '../vault/in-memory-card-vault';
import { startWorkers } from '../worker/start-workers';
import { LIMITS } from './limits';
import type { Started } from './started';

/** How to start a worker that runs workflows only; their gateway calls are taken elsewhere. */
export interface WorkflowWorkerOptions {
  address: string;
  taskQueue: string;
  bundle: WorkflowBundleOption;
  /** Open subscriptions that stay in memory. @default as in production */
  maxCachedSubscriptions?: number | undefined;
}

/** Starts it, set up as in production; what is to be stopped is in `started`. */
export async function startWorkflowWorker(options: WorkflowWorkerOptions, started: Started): Promise<void> {
  const { address, bundle, ...rest } = options;
  const connection = await NativeConnection.connect({ address });
  started.add(() => connection.close());
  const workers = await startWorkers({
    ...rest,
    connection,
    namespace: 'default',
    merchants: [],
    vault: new InMemoryCardVault(),
    workflows: { bundle },
    shutdownGraceMs: LIMITS.shutdownGraceMs,
  });
  // A worker that fails is told at the latest when it is stopped.
  workers.done.catch(() => undefined);
  started.add(async () => {
    workers.shutdown();
    await workers.done;
  });
}
