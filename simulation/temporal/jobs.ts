import type { ProtoFailure } from '@temporalio/common';
import { activityFailure } from './failures';
import { scheduledActivity, type HistoryEvent } from './history';
import type { SdkJob } from './sdk';
import { payloadOf } from './text-payloads';

/** An update on its way into a workflow task. */
export interface DeliveredUpdate {
  updateId: string;
  name: string;
  args: readonly string[];
  /** Not again when it was accepted before, in the original of a replay. */
  runValidator: boolean;
}

/** What one workflow task has to tell the workflow. */
export interface TaskContents {
  /** Events since the last task, as far as the workflow is told of them. */
  events: readonly HistoryEvent[];
  updates: readonly DeliveredUpdate[];
}

/** The jobs of a workflow task in the order in which the SDK's core gives them: patches, signals and updates, all others. */
export function jobsOf({ events, updates }: TaskContents, history: readonly HistoryEvent[]): SdkJob[] {
  const jobs = events.flatMap((event) => jobOf(event, history) ?? []);
  const ordered = [...jobs, ...updates.map(updateJob)];
  return ordered.sort((one, other) => rankOf(one) - rankOf(other));
}

function jobOf(event: HistoryEvent, history: readonly HistoryEvent[]): SdkJob | undefined {
  switch (event.type) {
    case 'WorkflowExecutionStarted':
      return job('initializeWorkflow', { arguments: event.args.map(payloadOf), headers: {} });
    case 'TimerFired':
      return job('fireTimer', { seq: event.seq });
    case 'ActivityTaskCompleted':
      return activityJob(event.seq, { completed: { result: payloadOf(event.result) } });
    case 'ActivityTaskFailed':
    case 'ActivityTaskTimedOut':
      return activityJob(event.seq, { failed: { failure: failureOf(event, history) } });
    case 'ActivityTaskCanceled':
      return activityJob(event.seq, { cancelled: { failure: { canceledFailureInfo: {} } } });
    case 'WorkflowExecutionSignaled':
      return job('signalWorkflow', {
        signalName: event.name,
        input: event.args.map(payloadOf),
        headers: {},
        originatingEventId: { toNumber: () => event.id },
      });
    case 'WorkflowExecutionCancelRequested':
      return job('cancelWorkflow', {});
    default:
      return undefined;
  }
}

function failureOf(
  { seq, failure, retryState }: Extract<HistoryEvent, { failure: string }>,
  history: readonly HistoryEvent[],
): ProtoFailure {
  const command = scheduledActivity(history, seq);
  if (command === undefined) throw new Error(`activity ${String(seq)} ended without having been scheduled`);
  return activityFailure(command, failure, retryState);
}

const activityJob = (seq: number, result: object): SdkJob => job('resolveActivity', { seq, result });

const updateJob = ({ updateId, name, args, runValidator }: DeliveredUpdate): SdkJob =>
  job('doUpdate', {
    id: updateId,
    protocolInstanceId: updateId,
    name,
    input: args.map(payloadOf),
    headers: {},
    runValidator,
  });

const job = (variant: string, content: object): SdkJob => ({ variant, [variant]: content });

const FIRST: readonly string[] = ['initializeWorkflow', 'updateRandomSeed', 'signalWorkflow', 'doUpdate'];
const SAME_RANK = FIRST.indexOf('signalWorkflow');

function rankOf({ variant }: SdkJob): number {
  const rank = FIRST.indexOf(variant);
  if (rank < 0) return FIRST.length;
  return Math.min(rank, SAME_RANK);
}
