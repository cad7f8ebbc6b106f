// A workflow worker in a process of its own, so that its memory and its processor time are its own; worker-process.ts starts it.
import { NativeConnection } from '@temporalio/worker';
import { InMemoryCardVault } from '../../vault/in-memory-card-vault';
import { createLogger } from '../../worker/log/logger';
import { installRuntime } from '../../worker/runtime';
import { startWorkers } from '../../worker/start-workers';
import { processorMs } from '../processor-time';
import { ThreadHeaps } from './heaps';
import type { Usage, WorkerProcessOptions } from './messages';

async function main(): Promise<void> {
  const { address, taskQueue, bundleFile, maxCachedWorkflows } = JSON.parse(
    process.argv[2] ?? '',
  ) as WorkerProcessOptions;
  const logger = createLogger('warn', process.stderr);
  installRuntime({ logger, logLevel: 'warn', metricsAddress: undefined });
  const heaps = new ThreadHeaps();
  const connection = await NativeConnection.connect({ address });
  const workers = await startWorkers({
    connection,
    namespace: 'default',
    taskQueue,
    merchants: [],
    vault: new InMemoryCardVault(),
    workflows: { bundle: { codePath: bundleFile } },
    maxCachedWorkflows,
    shutdownGraceMs: 1_000,
  });
  process.on('message', (question) => {
    void (question === 'memory' ? memory(heaps) : Promise.resolve(usage())).then((answer) =>
      process.send?.(answer),
    );
  });
  process.once('disconnect', () => {
    workers.shutdown();
  });
  process.send?.('ready');
  await workers.done;
  await connection.close();
}

const usage = (): Usage => ({
  cpuMs: processorMs(),
  residentBytes: process.memoryUsage.rss(),
  workflowHeapBytes: 0,
});

async function memory(heaps: ThreadHeaps): Promise<Usage> {
  await heaps.collect();
  const workflowHeapBytes = await heaps.usedByOthers();
  return { ...usage(), workflowHeapBytes };
}

void main().then(() => process.exit(0));
