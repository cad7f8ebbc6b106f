import { merchantOfGatewayQueue, parseWorkflowId } from '../../contract/ids';

/** The merchant that a log line is about, told from the workflow id or the task queue. */
export function merchantOf({ workflowId, taskQueue }: Record<string, unknown>): { merchant?: string } {
  const merchant =
    (typeof workflowId === 'string' ? parseWorkflowId(workflowId)?.merchant : undefined) ??
    (typeof taskQueue === 'string' ? merchantOfGatewayQueue(taskQueue) : undefined);
  return merchant === undefined ? {} : { merchant };
}
