// A workflow worker in a process of its own, so that its memory and its processor time are its own; worker-process.ts starts it.
import { Started } from '../../devstack/started';
import { startWorkflowWorker } from '../../devstack/workflow-worker';
import { createLogger } from '../../program/log/logger';
import { installRuntime } from '../../worker/runtime';
import { processorMs } from '../processor-time';
import { ThreadHeaps } from './heaps';
import type { Memory, Usage, WorkerProcessOptions } from './messages';

async function main(): Promise<void> {
  const { bundleFile, ...options } = JSON.parse(process.argv[2] ?? '') as WorkerProcessOptions;
  const logger = createLogger('warn', process.stderr);
  installRuntime({ logger, logLevel: 'warn', metricsAddress: undefined });
  const heaps = new ThreadHeaps();
  const started = new Started();
  await startWorkflowWorker({ ...options, bundle: { codePath: bundleFile } }, started);
  process.on('message', (question) => {
    void (question === 'memory' ? memory(heaps) : Promise.resolve(usage())).then((answer) =>
      process.send?.(answer),
    );
  });
  process.send?.('ready');
  await new Promise((resolve) => process.once('disconnect', resolve));
  await started.stop();
}

const usage = (): Usage => ({ cpuMs: processorMs() });

async function memory(heaps: ThreadHeaps): Promise<Memory> {
  const residentBytes = process.memoryUsage.rss();
  await heaps.collect();
  const threadHeapBytes = await heaps.usedByOthers();
  return { residentBytes, collectedBytes: process.memoryUsage.rss(), threadHeapBytes };
}

void main().then(() => process.exit(0));
