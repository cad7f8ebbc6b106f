import { temporal } from '@temporalio/proto';
import { WORKFLOW_TYPE } from '../../contract/ids';
import type { World } from './world';

const { UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED: COMPLETED } =
  temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage;

/** A payload as some other client may send it: any bytes under any encoding. */
export interface RawMessage {
  text: string;
  /** @default json/plain */
  encoding?: string;
}

const payloads = ({ text, encoding = 'json/plain' }: RawMessage) => ({
  payloads: [{ metadata: { encoding: Buffer.from(encoding) }, data: Buffer.from(text) }],
});

/** Starts a subscription with a message that no client of ours could send. */
export async function startRaw(world: World, workflowId: string, message: RawMessage): Promise<void> {
  const { client, taskQueue } = world;
  await client.workflowService.startWorkflowExecution({
    namespace: client.options.namespace,
    workflowId,
    requestId: workflowId,
    workflowType: { name: WORKFLOW_TYPE },
    taskQueue: { name: taskQueue },
    input: payloads(message),
  });
}

/** Sends a command of the same kind; returns the failure that it is answered with. */
export async function commandRaw(
  { client }: World,
  workflowId: string,
  name: string,
  message: RawMessage,
): Promise<{ type: string; text: string } | undefined> {
  const { outcome } = await client.workflowService.updateWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    waitPolicy: { lifecycleStage: COMPLETED },
    request: { meta: { updateId: `raw-${name}` }, input: { name, args: payloads(message) } },
  });
  const failure = outcome?.failure;
  if (!failure) return undefined;
  return { type: failure.applicationFailureInfo?.type ?? '', text: JSON.stringify(failure) };
}
