import { SdkComponent, type Logger, type LogLevel, type LogMetadata } from '@temporalio/common';
import { merchantOf } from './merchant-of';
import type { ProgramLogger } from '../../program/log/logger';
import { safeError, safeText } from '../../program/log/safe-error';

/**
 * The attributes of the SDK's log lines that are kept, by the name that ours have. Everything else stays out: a line of
 * the SDK may carry the arguments of what failed, task tokens, or whatever workflow code hands to its logger.
 */
const KEPT: Readonly<Record<string, string>> = {
  sdkComponent: 'sdkComponent',
  namespace: 'namespace',
  taskQueue: 'taskQueue',
  workflowType: 'workflowType',
  workflowId: 'workflowId',
  workflow_id: 'workflowId',
  runId: 'runId',
  run_id: 'runId',
  workflowRunId: 'runId',
  activityType: 'activityType',
  activityId: 'activityId',
  attempt: 'attempt',
  durationMs: 'durationMs',
  historyLength: 'historyLength',
  state: 'state',
  target: 'target',
};

const PINO_LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Hands the log lines of the Temporal SDK to our log: those of worker, workflows, activities and the native core. */
export function createSdkLogger(logger: ProgramLogger): Logger {
  const log = (level: LogLevel, message: string, meta: LogMetadata = {}): void => {
    const pinoLevel = isHousekeeping(level, message, meta) ? 'debug' : PINO_LEVELS[level];
    if (logger.isLevelEnabled(pinoLevel)) logger[pinoLevel](keptAttributes(meta), safeText(message));
  };
  return {
    log,
    trace: (message, meta) => {
      log('TRACE', message, meta);
    },
    debug: (message, meta) => {
      log('DEBUG', message, meta);
    },
    info: (message, meta) => {
      log('INFO', message, meta);
    },
    warn: (message, meta) => {
      log('WARN', message, meta);
    },
    error: (message, meta) => {
      log('ERROR', message, meta);
    },
  };
}

/** What the worker says of itself, and its surprise that our workers poll for workflows only or for activities only. */
function isHousekeeping(level: LogLevel, message: string, { sdkComponent }: LogMetadata): boolean {
  if (sdkComponent !== SdkComponent.worker) return false;
  return level === 'INFO' || (level === 'WARN' && / not polling for \w+ tasks$/.test(message));
}

function keptAttributes(meta: LogMetadata): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(meta)) {
    const ours = KEPT[name];
    if (ours === undefined) continue;
    if (typeof value === 'string') kept[ours] = safeText(value);
    else if (typeof value === 'number' || typeof value === 'boolean') kept[ours] = value;
  }
  const { error } = meta;
  return {
    ...kept,
    ...merchantOf(kept),
    ...(error === undefined ? {} : { error: safeError(error) }),
  };
}
