import { asyncLocalStorage } from '@temporalio/activity';
import type { RequestLogEntry } from '../../carat/request-log';
import type { ProgramLogger } from '../../program/log/logger';

const UNTRUSTED =
  "the gateway's certificate is not trusted: nothing is sent to it, and nothing is charged by us until that is mended";
const UNTRUSTED_NEXT =
  'Check baseUrl and the host name in the certificate, and its dates; an authority of your own goes into caFile. Then restart the worker.';

/**
 * Logs the gateway calls of one merchant, with the subscription and the attempt that made the call where an activity
 * made it. The entry has no body and no header, and its ids are shortened (carat/request-log.ts). A certificate that is not
 * trusted stops every call of the merchant: that is said once, loudly, until a call gets through again.
 */
export function createGatewayLog(logger: ProgramLogger, merchant: string): (entry: RequestLogEntry) => void {
  let isUntrusted = false;
  return (entry) => {
    logger.info({ merchant, ...callerOf(), ...entry }, 'gateway call');
    const wasUntrusted = isUntrusted;
    isUntrusted = entry.outcome === 'not_sent' ? entry.detail === 'tls' || wasUntrusted : false;
    if (isUntrusted && !wasUntrusted) logger.error({ merchant, nextStep: UNTRUSTED_NEXT }, UNTRUSTED);
    if (wasUntrusted && !isUntrusted) logger.warn({ merchant }, "the gateway's certificate is trusted again");
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
