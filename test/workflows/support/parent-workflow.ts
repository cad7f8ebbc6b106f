import { startChild, type ParentClosePolicy } from '@temporalio/workflow';

/** How a workflow of somebody else starts a subscription. */
export interface ParentInput {
  workflowId: string;
  taskQueue: string;
  input: unknown;
  parentClosePolicy: ParentClosePolicy;
}

/** A workflow that takes a subscription for a step of its own. */
export async function parent({ input, ...options }: ParentInput): Promise<void> {
  const child = await startChild('subscription', { ...options, args: [input] });
  await child.result().catch(() => undefined);
}
