import { gatewayTaskQueueOf } from '../../contract/ids';

const WORKFLOW_ID = /^subscription\/([^/]+)\//;
const GATEWAY_QUEUE_PREFIX = gatewayTaskQueueOf('');

/** The merchant that a log line is about, told from the workflow id or the task queue. */
export function merchantOf({ workflowId, taskQueue }: Record<string, unknown>): { merchant?: string } {
  const fromId = typeof workflowId === 'string' ? WORKFLOW_ID.exec(workflowId)?.[1] : undefined;
  if (fromId !== undefined) return { merchant: fromId };
  if (typeof taskQueue !== 'string' || !taskQueue.startsWith(GATEWAY_QUEUE_PREFIX)) return {};
  return { merchant: taskQueue.slice(GATEWAY_QUEUE_PREFIX.length) };
}
