import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import { checkStart } from '../contract/checks/check-start';
import { WORKFLOW_ERRORS } from '../contract/error-codes';
import { workflowIdOf } from '../contract/ids';
import type { SubscriptionInput } from '../contract/input';
import { describeProblems, type Problem } from '../contract/problems';
import { instantOf } from '../domain/calendar';
import { newRecord, type SubscriptionRecord } from '../domain/subscription';
import { Life } from './life';

/**
 * Opens a life: a new one from the input of a start, or the same one after continue-as-new. A bad start, from
 * whichever client, fails at once and names every field; no activity has run.
 */
export function openLife(input: unknown, carried: unknown): Life {
  const { workflowId, continuedFromExecutionRunId, executionTimeoutMs, runTimeoutMs, cronSchedule } =
    workflowInfo();
  if (carried !== undefined) {
    if (continuedFromExecutionRunId === undefined) {
      throw failure(WORKFLOW_ERRORS.invalidInput, [
        { field: '(second argument)', problem: 'must be absent: a start has one argument' },
      ]);
    }
    // Checked when it was started: a rule that is stricter today must not end a subscription that runs.
    return new Life(input as SubscriptionInput, carried as SubscriptionRecord);
  }
  const valid = validInput(input);
  // Some clients send 0 for none.
  if (executionTimeoutMs || runTimeoutMs) {
    throw failure(WORKFLOW_ERRORS.invalidInput, [
      {
        field: '(workflow timeout)',
        problem: 'must not be set: the gateway would go on charging after it, unseen',
      },
    ]);
  }
  if (cronSchedule) {
    throw failure(WORKFLOW_ERRORS.invalidInput, [
      { field: '(cron schedule)', problem: 'must not be set: each run would pay again' },
    ]);
  }
  const expected = workflowIdOf(valid.merchant, valid.orderId);
  if (workflowId !== expected) {
    throw failure(WORKFLOW_ERRORS.workflowIdMismatch, [
      { field: 'workflowId', problem: `must be ${expected}, so that one order can never be started twice` },
    ]);
  }
  const life = new Life(valid, newRecord(instantOf(Date.now())));
  life.tell(valid.requestedBy, 'asked for the subscription');
  return life;
}

function validInput(input: unknown): SubscriptionInput {
  const checked = checkStart(input);
  if (checked.ok) return checked.value;
  throw failure(WORKFLOW_ERRORS.invalidInput, checked.problems);
}

function failure(type: string, problems: Problem[]): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message: describeProblems(problems),
    nonRetryable: true,
    details: [problems],
  });
}
