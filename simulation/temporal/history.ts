import type { Command, ScheduleActivityCommand } from './commands';

/** What is recorded of a run, as Temporal records it: the same events in the same number (R11, R12). */
export type HistoryEvent = EventBody & {
  /** Position in the history of the run, from 1. */
  id: number;
  /** When it happened, milliseconds since the epoch. */
  atMs: number;
};

/** Payloads are JSON text. */
export type EventBody =
  | WorkflowStarted
  | { type: 'WorkflowTaskScheduled' }
  | WorkflowTaskStarted
  | { type: 'WorkflowTaskCompleted'; startedId: number; sdkFlags: number[] }
  | { type: 'WorkflowTaskTimedOut' }
  | { type: 'WorkflowTaskFailed'; cause: 'unhandled_command' | 'workflow_worker'; message?: string }
  | CommandEvent
  | { type: 'ActivityTaskStarted'; seq: number; attempt: number }
  | { type: 'ActivityTaskCompleted'; seq: number; result?: string }
  | { type: 'ActivityTaskFailed'; seq: number; failure: string; retryState: RetryState }
  | { type: 'ActivityTaskTimedOut'; seq: number; failure: string; retryState: RetryState }
  | { type: 'ActivityTaskCanceled'; seq: number }
  | { type: 'TimerFired'; seq: number }
  | { type: 'WorkflowExecutionSignaled'; name: string; args: string[] }
  | { type: 'WorkflowExecutionCancelRequested' };

/** An event that a command brought about, with the workflow task in which it was given. */
export interface CommandEvent {
  type: CommandEventType;
  command: Command;
  /** The id of the task's WorkflowTaskCompleted event. */
  taskId: number;
  /** With an accepted update: what was asked, and in which workflow task it was delivered, by the id of its start. */
  update?: { name: string; args: string[]; deliveredIn: number };
}

type CommandEventType =
  | 'ActivityTaskScheduled'
  | 'ActivityTaskCancelRequested'
  | 'TimerStarted'
  | 'TimerCanceled'
  | 'UpsertWorkflowSearchAttributes'
  | 'WorkflowPropertiesModified'
  | 'MarkerRecorded'
  | 'WorkflowExecutionUpdateAccepted'
  | 'WorkflowExecutionUpdateCompleted'
  | 'WorkflowExecutionCompleted'
  | 'WorkflowExecutionFailed'
  | 'WorkflowExecutionCanceled'
  | 'WorkflowExecutionContinuedAsNew';

export interface WorkflowStarted {
  type: 'WorkflowExecutionStarted';
  workflowId: string;
  runId: string;
  workflowType: string;
  taskQueue: string;
  args: string[];
  firstRunId: string;
  /** When the first run of the chain started, milliseconds since the epoch. */
  firstStartMs: number;
  continuedFromRunId?: string;
  /** Search attributes carried over from the run before. */
  searchAttributes: Record<string, string>;
}

export interface WorkflowTaskStarted {
  type: 'WorkflowTaskStarted';
  historySizeBytes: number;
  continueAsNewSuggested: boolean;
}

/** Why an activity is not tried again. */
export type RetryState = 'non_retryable_failure' | 'maximum_attempts_reached' | 'timeout' | 'in_progress';

type RecordableKind = Exclude<Command['kind'], 'reject_update'>;

/** The type of event that a command brings about. */
export const EVENT_OF_COMMAND: Readonly<Record<RecordableKind, CommandEventType>> = {
  schedule_activity: 'ActivityTaskScheduled',
  request_cancel_activity: 'ActivityTaskCancelRequested',
  start_timer: 'TimerStarted',
  cancel_timer: 'TimerCanceled',
  upsert_search_attributes: 'UpsertWorkflowSearchAttributes',
  upsert_memo: 'WorkflowPropertiesModified',
  patch: 'MarkerRecorded',
  accept_update: 'WorkflowExecutionUpdateAccepted',
  complete_update: 'WorkflowExecutionUpdateCompleted',
  fail_update: 'WorkflowExecutionUpdateCompleted',
  complete_workflow: 'WorkflowExecutionCompleted',
  fail_workflow: 'WorkflowExecutionFailed',
  cancel_workflow: 'WorkflowExecutionCanceled',
  continue_as_new: 'WorkflowExecutionContinuedAsNew',
};

export const isCommandEvent = (event: EventBody): event is CommandEvent => 'command' in event;

/** The scheduled activity that an event of it is about. */
export function scheduledActivity(
  history: readonly HistoryEvent[],
  seq: number,
): ScheduleActivityCommand | undefined {
  for (const event of history) {
    if (!isCommandEvent(event) || event.command.kind !== 'schedule_activity') continue;
    if (event.command.seq === seq) return event.command;
  }
  return undefined;
}
