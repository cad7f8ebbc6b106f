import { asyncLocalStorage } from '@temporalio/activity';
import type { RequestLogEntry } from '../../carat/request-log';
import type { WorkerLogger } from './logger';

/**
 * Logs the gateway calls of one merchant, with the subscription and the attempt that made the call where an activity
 * made it. The entry has no body and no header, and its ids are shortened (carat/request-log.ts).
 */
export function createGatewayLog(logger: WorkerLogger, merchant: string): (entry: RequestLogEntry) => void {
  return (entry) => {
    logger.info({ merchant, ...callerOf(), ...entry }, 'gateway call');
  };
}

function callerOf(): Record<string, unknown> {
  const info = asyncLocalStorage.getStore()?.info;
  if (info === undefined) return {};
  const { activityType, activityId, attempt, workflowExecution } = info;
  return {
    workflowId: workflowExecution?.workflowId,
    runId: workflowExecution?.runId,
    activityType,
    activityId,
    attempt,
  };
}
