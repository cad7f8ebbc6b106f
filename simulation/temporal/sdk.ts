import type { Payload, ProtoFailure } from '@temporalio/common';

// The parts of the TypeScript SDK's workflow library that a worker drives: `@temporalio/workflow/lib/worker-interface`. They are
// internal to the SDK, whose version is pinned; this folder is the only place that knows them.

/** A duration as the SDK writes it. */
export interface SdkDuration {
  seconds?: { toNumber(): number } | number | null;
  nanos?: number | null;
}

/** A command as the SDK gives it, as far as a subscription may use it; any other is refused aloud. */
export interface SdkCommand {
  scheduleActivity?: {
    seq: number;
    activityId: string;
    activityType: string;
    /** Absent where there are none. */
    arguments?: Payload[];
    taskQueue: string;
    retryPolicy?: SdkRetryPolicy;
    scheduleToCloseTimeout?: SdkDuration;
    scheduleToStartTimeout?: SdkDuration;
    startToCloseTimeout?: SdkDuration;
    heartbeatTimeout?: SdkDuration;
  };
  requestCancelActivity?: { seq: number };
  startTimer?: { seq: number; startToFireTimeout: SdkDuration };
  cancelTimer?: { seq: number };
  upsertWorkflowSearchAttributes?: { searchAttributes: { indexedFields: Record<string, Payload> } };
  modifyWorkflowProperties?: { upsertedMemo: { fields: Record<string, Payload> } };
  setPatchMarker?: { patchId: string; deprecated: boolean };
  updateResponse?: {
    protocolInstanceId: string;
    accepted?: object;
    rejected?: ProtoFailure;
    completed?: Payload;
  };
  respondToQuery?: {
    queryId: string;
    succeeded?: { response: Payload };
    failed?: ProtoFailure;
  };
  completeWorkflowExecution?: { result?: Payload };
  failWorkflowExecution?: { failure: ProtoFailure };
  cancelWorkflowExecution?: object;
  continueAsNewWorkflowExecution?: { workflowType: string; arguments?: Payload[] };
  userMetadata?: { summary?: Payload };
}

export interface SdkRetryPolicy {
  maximumAttempts?: number;
  initialInterval?: SdkDuration;
  backoffCoefficient?: number;
  maximumInterval?: SdkDuration;
  nonRetryableErrorTypes?: string[];
}

/** A job of an activation: `variant` names the one field that is set. */
export type SdkJob = { variant: string } & Record<string, unknown>;

/** One workflow instance inside the SDK. */
export interface SdkActivator {
  now: number;
  currentDetails: string;
  knownFlags: Set<number>;
  sinkCalls: unknown[];
  info: { historyLength: number };
  mutateWorkflowInfo(change: (info: Record<string, unknown>) => Record<string, unknown>): void;
  addKnownFlags(flags: readonly number[]): void;
  notifyHasPatch(job: { patchId: string }): void;
}

/** `@temporalio/workflow/lib/worker-interface`. */
export interface SdkWorkerInterface {
  initRuntime(options: Record<string, unknown>): void;
  initialize(job: unknown): void;
  activate(activation: { jobs: SdkJob[] }): void;
  tryUnblockConditions(): number;
  concludeActivation(): { successful: { commands: SdkCommand[] } };
}

/** What the workflow bundle exports. */
export interface WorkflowExports {
  api: SdkWorkerInterface;
  overrideGlobals(): void;
  workflows: Record<string, unknown>;
}

/** Milliseconds of a duration. */
export function millisecondsOf(duration: SdkDuration): number {
  const { seconds, nanos } = duration;
  const whole = typeof seconds === 'object' && seconds !== null ? seconds.toNumber() : (seconds ?? 0);
  return whole * 1_000 + (nanos ?? 0) / 1_000_000;
}
