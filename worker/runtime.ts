import { Runtime } from '@temporalio/worker';
import type { LogLevel } from '../program/config/schema-parts';
import { WORKER_ERRORS, WorkerError } from './errors';
import type { ProgramLogger } from '../program/log/logger';
import { createSdkLogger } from './log/sdk-logger';

/** Bounds of the gateway call histogram, milliseconds; the answer wait is 60 s (docs/gateway.md §12). */
const CALL_DURATION_BUCKETS_MS = [
  50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 40_000, 60_000, 85_000,
];

/** Bounds of how long calls wait for a worker. The SDK knows none between 10 and 100 s, and the alert asks for a minute. */
const WAIT_BUCKETS_MS = [100, 500, 1_000, 5_000, 10_000, 30_000, 60_000, 120_000, 600_000, 3_600_000];

interface RuntimeSettings {
  logger: ProgramLogger;
  logLevel: LogLevel;
  /** IP address and port of the metrics endpoint; undefined: none. */
  metricsAddress: string | undefined;
}

/**
 * Sets the Temporal SDK up for this process, once: its log lines go to our log, its metrics and ours to one Prometheus
 * endpoint, and signals are left to us.
 *
 * @throws WorkerError `metrics_address_unavailable`.
 */
export function installRuntime({ logger, logLevel, metricsAddress }: RuntimeSettings): Runtime {
  try {
    return Runtime.install({
      logger: createSdkLogger(logger),
      shutdownSignals: [],
      telemetryOptions: {
        logging: { filter: { core: coreLevel(logLevel), other: 'ERROR' }, forward: {} },
        ...(metricsAddress === undefined ? {} : { metrics: metricsAt(metricsAddress) }),
      },
    });
  } catch (cause) {
    if (metricsAddress === undefined || !String(cause).includes('metrics exporter')) throw cause;
    throw new WorkerError({
      code: WORKER_ERRORS.metricsAddress,
      message: `the metrics endpoint cannot listen on ${metricsAddress}: ${whyNot(cause)}`,
      nextStep: 'Stop what uses the address, or set CARAT_METRICS_ADDRESS to another one, or to off.',
      cause,
    });
  }
}

/** The native core prints whole tasks, payloads included, below INFO: it never gets there. */
function coreLevel(logLevel: LogLevel): 'INFO' | 'WARN' | 'ERROR' {
  if (logLevel === 'error') return 'ERROR';
  return logLevel === 'warn' || logLevel === 'info' ? 'WARN' : 'INFO';
}

function metricsAt(bindAddress: string): {
  prometheus: { bindAddress: string; histogramBucketOverrides: Record<string, number[]> };
} {
  const histogramBucketOverrides = {
    carat_gateway_call_duration: CALL_DURATION_BUCKETS_MS,
    temporal_activity_schedule_to_start_latency: WAIT_BUCKETS_MS,
  };
  return { prometheus: { bindAddress, histogramBucketOverrides } };
}

function whyNot(cause: unknown): string {
  return String(cause).includes('in use') ? 'it is in use' : 'this machine does not offer it';
}
