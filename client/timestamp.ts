import type { WorkflowExecutionDescription } from '@temporalio/client';

/** A protobuf timestamp: seconds and nanoseconds. */
export type Timestamp = NonNullable<
  WorkflowExecutionDescription['raw']['workflowExecutionInfo']
>['startTime'];

/** An instant of the server, ISO 8601 in UTC. */
export function instantOf(timestamp: Timestamp): string | undefined {
  if (timestamp?.seconds == null) return undefined;
  return new Date(Number(timestamp.seconds) * 1_000 + Math.floor((timestamp.nanos ?? 0) / 1e6)).toISOString();
}
