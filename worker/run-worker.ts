import type { NativeConnection, Runtime } from '@temporalio/worker';
import { InMemoryCardVault } from '../vault/in-memory-card-vault';
import { cautionsAbout } from './config/cautions';
import { describeConfig } from './config/describe-config';
import type { WorkerConfig } from './config/worker-config';
import { connectToTemporal } from './connect';
import { endOf, stopWithinBound } from './ending';
import { startHealthEndpoint } from './health/endpoint';
import { TemporalProbe } from './health/temporal-probe';
import type { LogOutput } from '../program/log/bounded-output';
import type { ProgramLogger } from '../program/log/logger';
import { merchantAtWork } from './merchant-at-work';
import { installRuntime } from './runtime';
import { ensureSearchAttributes } from './search-attributes';
import { tellStanding } from './metrics/standing';
import { startWorkers, type MerchantAtWork, type RunningWorkers } from './start-workers';

/**
 * The worker process from a checked configuration to its end: sets the SDK up, waits for Temporal, registers search
 * attributes, polls, and once `stop` resolves lets the calls in flight end.
 *
 * @throws WorkerError when the surroundings are not ready, a worker fails, or the bound of the shutdown passes.
 */
export async function runWorker(config: WorkerConfig, surroundings: Surroundings): Promise<void> {
  const { logger, output } = surroundings;
  const { logLevel, metricsAddress } = config;
  logger.info(describeConfig(config), 'worker starts');
  for (const caution of cautionsAbout(config)) logger.warn(caution);
  const runtime = installRuntime({ logger, logLevel, metricsAddress });
  countDroppedLines(runtime, output);
  const probe = new TemporalProbe();
  const closeHealth = await tellHealth(config, probe);
  let stopTelling = (): void => undefined;
  try {
    const started = await startUnlessStopped(config, surroundings, probe);
    if (typeof started !== 'string' && metricsAddress !== undefined)
      stopTelling = tellStanding({
        connection: started.connection,
        namespace: config.temporal.namespace,
        runtime,
      });
    // Before the start is complete nothing polls, so nothing is in flight.
    if (typeof started !== 'string') await workUntilStopped(started, config, surroundings);
    logger.info('stopped');
  } finally {
    stopTelling();
    closeHealth();
    // The SDK holds its lines back for a moment, to bring them into order.
    runtime.flushLogs();
  }
}

/** @returns the signal where the stop was asked for first: then nothing begins to poll, however long this process still has */
async function startUnlessStopped(
  config: WorkerConfig,
  { logger, stop }: Surroundings,
  probe: TemporalProbe,
): Promise<Started | NodeJS.Signals> {
  const halt = new AbortController();
  const stopped = stop.then((signal) => {
    halt.abort();
    return signal;
  });
  return Promise.race([stopped, start(config, { logger, probe, signal: halt.signal })]);
}

async function tellHealth(
  { healthAddress, metricsAddress }: WorkerConfig,
  probe: TemporalProbe,
): Promise<() => void> {
  if (healthAddress === undefined || metricsAddress === undefined) return () => undefined;
  return startHealthEndpoint({ healthAddress, metricsAddress }, probe.answers);
}

/** What the process gives its worker. */
interface Surroundings {
  logger: ProgramLogger;
  /** Where the lines of the logger go. */
  output: LogOutput;
  /** Resolves when the worker should stop. */
  stop: Promise<NodeJS.Signals>;
}

function countDroppedLines({ metricMeter }: Runtime, output: LogOutput): void {
  const dropped = metricMeter.createCounter(
    'carat_log_lines_dropped',
    undefined,
    'Log lines that nobody took',
  );
  dropped.add(0);
  output.onDropped((lines) => {
    dropped.add(lines);
  });
}

interface Started {
  workers: RunningWorkers;
  merchants: readonly MerchantAtWork[];
  connection: NativeConnection;
}

async function workUntilStopped(
  { workers, merchants, connection }: Started,
  { shutdownGraceMs }: WorkerConfig,
  { logger, stop }: Surroundings,
): Promise<void> {
  logger.info({ merchants: merchants.map(({ alias }) => alias) }, 'worker is ready');
  const signal = await Promise.race([stop, endOf(workers)]);
  logger.info(
    { signal, graceMs: shutdownGraceMs },
    'stopping: no new work is taken, calls in flight may end',
  );
  await stopWithinBound(workers, shutdownGraceMs);
  for (const { carat } of merchants) carat.close();
  await connection.close();
}

async function start(
  config: WorkerConfig,
  { logger, probe, signal }: { logger: ProgramLogger; probe: TemporalProbe; signal: AbortSignal },
): Promise<Started> {
  const { temporal, startWaitMs, taskQueue, workflows, shutdownGraceMs, maxCachedSubscriptions } = config;
  const { namespace } = temporal;
  const connection = await connectToTemporal({ temporal, waitMs: startWaitMs, logger });
  probe.use(connection, namespace);
  await ensureSearchAttributes({ connection, namespace, logger });
  const merchants = config.merchants.map((merchant) => merchantAtWork(merchant, logger));
  const vault = new InMemoryCardVault();
  const common = { connection, namespace, taskQueue, workflows, shutdownGraceMs, maxCachedSubscriptions };
  return { workers: await startWorkers({ ...common, merchants, vault, signal }), merchants, connection };
}
