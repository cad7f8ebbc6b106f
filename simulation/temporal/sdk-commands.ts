import type { Payload } from '@temporalio/common';
import type { ClosingCommand, Command, RetryPolicy, ScheduleActivityCommand } from './commands';
import { failureText } from './failures';
import { millisecondsOf, type SdkCommand, type SdkDuration, type SdkRetryPolicy } from './sdk';
import { textOf } from './text-payloads';

/** Takes a command of the SDK over as plain values. One that the simulation does not know is an error, never skipped. */
export function commandOf(sdk: SdkCommand): Command {
  const command = timerOf(sdk) ?? activityOf(sdk) ?? updateOf(sdk) ?? noteOf(sdk) ?? closingOf(sdk);
  if (command !== undefined) return command;
  throw new Error(`the simulated server does not know the command ${Object.keys(sdk).join(', ')}`);
}

function timerOf({ startTimer, cancelTimer, userMetadata }: SdkCommand): Command | undefined {
  if (cancelTimer !== undefined) return { kind: 'cancel_timer', seq: cancelTimer.seq };
  if (startTimer === undefined) return undefined;
  const ms = millisecondsOf(startTimer.startToFireTimeout);
  return { kind: 'start_timer', seq: startTimer.seq, ms, ...summaryOf(userMetadata) };
}

function activityOf({
  scheduleActivity,
  requestCancelActivity,
  userMetadata,
}: SdkCommand): Command | undefined {
  if (requestCancelActivity !== undefined)
    return { kind: 'request_cancel_activity', seq: requestCancelActivity.seq };
  if (scheduleActivity === undefined) return undefined;
  const { seq, activityId, activityType, taskQueue } = scheduleActivity;
  return {
    kind: 'schedule_activity',
    seq,
    activityId,
    activityType,
    args: textsOf(scheduleActivity.arguments ?? []),
    taskQueue,
    ...timeoutsOf(scheduleActivity),
    retry: retryPolicyOf(scheduleActivity.retryPolicy),
    ...summaryOf(userMetadata),
  };
}

type Timeouts = Pick<
  ScheduleActivityCommand,
  'scheduleToCloseMs' | 'scheduleToStartMs' | 'startToCloseMs' | 'heartbeatMs'
>;

function timeoutsOf(sdk: NonNullable<SdkCommand['scheduleActivity']>): Timeouts {
  const given = (name: keyof Timeouts, duration: SdkDuration | undefined | null): Timeouts =>
    duration ? { [name]: millisecondsOf(duration) } : {};
  return {
    ...given('scheduleToCloseMs', sdk.scheduleToCloseTimeout),
    ...given('scheduleToStartMs', sdk.scheduleToStartTimeout),
    ...given('startToCloseMs', sdk.startToCloseTimeout),
    ...given('heartbeatMs', sdk.heartbeatTimeout),
  };
}

/** The server's defaults: 1 s, doubled each time up to a hundred times that, without a limit of attempts. */
function retryPolicyOf(policy: SdkRetryPolicy | undefined | null): RetryPolicy {
  const { maximumAttempts, initialInterval, backoffCoefficient, maximumInterval } = policy ?? {};
  const initialIntervalMs = initialInterval ? millisecondsOf(initialInterval) : 1_000;
  return {
    maximumAttempts: maximumAttempts ?? 0,
    initialIntervalMs,
    backoffCoefficient: backoffCoefficient ?? 2,
    maximumIntervalMs: maximumInterval ? millisecondsOf(maximumInterval) : 100 * initialIntervalMs,
    nonRetryableErrorTypes: policy?.nonRetryableErrorTypes ?? [],
  };
}

function updateOf({ updateResponse }: SdkCommand): Command | undefined {
  if (updateResponse === undefined) return undefined;
  const { protocolInstanceId: updateId, accepted, rejected, completed } = updateResponse;
  if (accepted) return { kind: 'accept_update', updateId };
  if (rejected) return { kind: 'reject_update', updateId, failure: failureText(rejected) };
  return { kind: 'complete_update', updateId, ...resultOf(completed) };
}

function noteOf(sdk: SdkCommand): Command | undefined {
  const { upsertWorkflowSearchAttributes, modifyWorkflowProperties, setPatchMarker } = sdk;
  if (upsertWorkflowSearchAttributes !== undefined) {
    const { indexedFields } = upsertWorkflowSearchAttributes.searchAttributes;
    return { kind: 'upsert_search_attributes', attributes: textsByName(indexedFields) };
  }
  if (modifyWorkflowProperties !== undefined) {
    return { kind: 'upsert_memo', fields: textsByName(modifyWorkflowProperties.upsertedMemo.fields) };
  }
  return setPatchMarker === undefined ? undefined : { kind: 'patch', ...setPatchMarker };
}

function closingOf(sdk: SdkCommand): ClosingCommand | undefined {
  const { completeWorkflowExecution, failWorkflowExecution, continueAsNewWorkflowExecution } = sdk;
  if (completeWorkflowExecution !== undefined)
    return { kind: 'complete_workflow', ...resultOf(completeWorkflowExecution.result) };
  if (failWorkflowExecution !== undefined)
    return { kind: 'fail_workflow', failure: failureText(failWorkflowExecution.failure) };
  if (sdk.cancelWorkflowExecution !== undefined) return { kind: 'cancel_workflow' };
  if (continueAsNewWorkflowExecution === undefined) return undefined;
  const { workflowType, arguments: args } = continueAsNewWorkflowExecution;
  return { kind: 'continue_as_new', workflowType, args: textsOf(args ?? []) };
}

/** JSON has no undefined; an argument of it is carried as null. */
const textsOf = (payloads: readonly Payload[]): string[] =>
  payloads.map((payload) => textOf(payload) ?? 'null');

function textsByName(payloads: Record<string, Payload>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(payloads).map(([name, payload]) => [name, textOf(payload) ?? 'null']),
  );
}

function resultOf(payload: Payload | undefined | null): { result?: string } {
  const text = payload ? textOf(payload) : undefined;
  return text === undefined ? {} : { result: text };
}

function summaryOf(userMetadata: SdkCommand['userMetadata'] | null): { summary?: string } {
  const text = userMetadata?.summary ? textOf(userMetadata.summary) : undefined;
  return text === undefined ? {} : { summary: text };
}
