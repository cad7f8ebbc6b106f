import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import { checkStart } from '../contract/checks/check-start';
import { Undecodable } from '../contract/checks/undecodable';
import { problemOfEarlierAttempts } from '../contract/problem-of-attempts';
import { WORKFLOW_ERRORS } from '../contract/error-codes';
import { problemOfFirstDate } from '../contract/first-date';
import { workflowIdOf } from '../contract/ids';
import type { SubscriptionInput } from '../contract/input';
import { describeProblems, type Problem } from '../contract/problems';
import { withEvents } from '../domain/events/derive';
import { lighten } from '../domain/subscription/lighten';
import { newRecord } from '../domain/subscription/record';
import { upgradeRecord } from '../domain/subscription/upgrade-record';
import { Subscription } from './entity';

/**
 * Opens a subscription: a new one from the input of a start, or the same one after continue-as-new. A bad start, from
 * whichever client, fails at once and names every field; no activity has run.
 */
export function openSubscription(input: unknown, carried: unknown): Subscription {
  if (carried !== undefined) return openCarried(input, carried);
  const valid = validInput(input);
  refuseWhatEndsUs();
  const expected = workflowIdOf(valid.merchant, valid.orderId);
  if (workflowInfo().workflowId !== expected) {
    throw failure(WORKFLOW_ERRORS.workflowIdMismatch, [
      { field: 'workflowId', problem: `must be ${expected}, so that one order can never be started twice` },
    ]);
  }
  const nowMs = Date.now();
  return new Subscription(valid, withEvents(undefined, newRecord(valid, nowMs), nowMs));
}

function openCarried(input: unknown, carried: unknown): Subscription {
  if (workflowInfo().continuedFromExecutionRunId === undefined) {
    throw failure(WORKFLOW_ERRORS.invalidInput, [
      { field: '(second argument)', problem: 'must be absent: a start has one argument' },
    ]);
  }
  if (input instanceof Undecodable || carried instanceof Undecodable)
    throw new Error('what the run before handed over cannot be read; this run waits for a worker that can');
  // Checked when it was started: a rule that is stricter today must not end a subscription that runs.
  const valid = input as SubscriptionInput;
  return new Subscription(valid, lighten(upgradeRecord(carried, valid), Date.now()));
}

/** Refuses what would stop our side while the gateway goes on charging, unseen. */
function refuseWhatEndsUs(): void {
  const { executionTimeoutMs, runTimeoutMs, cronSchedule, parent } = workflowInfo();
  // Whatever the parent close policy is: a workflow is not told its own.
  if (parent !== undefined) {
    const problem = 'must not be there: its end can end us, and the gateway would go on charging, unseen';
    throw failure(WORKFLOW_ERRORS.invalidInput, [{ field: '(parent workflow)', problem }]);
  }
  // Some clients send 0 for none.
  if (executionTimeoutMs || runTimeoutMs) {
    const problem = 'must not be set: the gateway would go on charging after it, unseen';
    throw failure(WORKFLOW_ERRORS.invalidInput, [{ field: '(workflow timeout)', problem }]);
  }
  if (cronSchedule) {
    const problem = 'must not be set: each run would pay again';
    throw failure(WORKFLOW_ERRORS.invalidInput, [{ field: '(cron schedule)', problem }]);
  }
}

function validInput(input: unknown): SubscriptionInput {
  const checked = checkStart(input);
  if (!checked.ok) throw failure(WORKFLOW_ERRORS.invalidInput, checked.problems);
  // Not the time of this task: workers may have been away since.
  const ofDate = problemOfFirstDate(checked.value, workflowInfo().startTime.getTime());
  if (ofDate !== undefined) throw failure(WORKFLOW_ERRORS.invalidInput, [ofDate]);
  const ofStory =
    checked.value.entry === 'adopt' ? undefined : problemOfEarlierAttempts(checked.value.earlierAttempts);
  if (ofStory !== undefined) throw failure(WORKFLOW_ERRORS.invalidInput, [ofStory]);
  return checked.value;
}

function failure(type: string, problems: Problem[]): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message: describeProblems(problems),
    nonRetryable: true,
    details: [problems],
  });
}
