import { WorkflowNotFoundError } from '@temporalio/common';
import { makeWaySignal } from '../../../contract/messages';
import { moneyIn } from '../../../contract/without-money';
import { SEARCH_ATTRIBUTES } from '../../../contract/search-attributes';
import { subscriptionViewSchema, type SubscriptionView } from '../../../contract/view';
import { within, type TemporalAccess } from '../../access';
import { AttemptRefusedError } from '../../errors/attempt-errors';
import { isSilence } from '../../errors/translate-error';
import { CLIENT_LIMITS } from '../../limits';
import { parseAnswer } from '../../parse-answer';
import { readView } from '../../reading/read-view';
import { workflowIdFor, type SubscriptionRef } from '../../reference';

/** An attempt that has ended. */
export interface EndedAttempt {
  view: SubscriptionView;
  runId: string;
}

interface EndedRun extends SubscriptionRef {
  workflowId: string;
  runId: string;
}

/** What reading an attempt may do to it. */
export interface EndedAttemptLook {
  /** Ends one that only waits for the receiver of its events: another attempt is to begin. */
  makeWay: boolean;
}

/**
 * Reads how the last attempt at an order has ended, from the result in its history.
 *
 * @throws AttemptRefusedError where no other may follow it
 */
export async function readEndedAttempt(
  access: TemporalAccess,
  ref: SubscriptionRef,
  { makeWay }: EndedAttemptLook,
): Promise<EndedAttempt> {
  const workflowId = workflowIdFor(ref);
  const { status, runId, typedSearchAttributes } = await within(access, CLIENT_LIMITS.callMs, () =>
    access.client.workflow.getHandle(workflowId).describe(),
  );
  if (status.name === 'RUNNING') {
    const state = typedSearchAttributes.get(SEARCH_ATTRIBUTES.state) ?? 'not told yet';
    if (state !== 'rejected')
      throw refused(workflowId, 'still_running', `must wait: the last attempt is ${state}`);
  } else if (status.name !== 'COMPLETED') {
    throw refused(
      workflowId,
      'not_rejected',
      `must follow one that was rejected: the last one was ${status.name}`,
    );
  }
  const view = await viewOfEnded(access, { ...ref, workflowId, runId }, makeWay);
  refuseUnlessRejected(workflowId, view);
  return { view, runId };
}

/** One that was rejected just now tells the billing system of it: for a moment, or for days where that does not listen. */
async function viewOfEnded(
  access: TemporalAccess,
  run: EndedRun,
  makeWay: boolean,
): Promise<SubscriptionView> {
  if (makeWay)
    return endOf(access, run, (view) => {
      refuseUnlessRejected(run.workflowId, view);
    });
  return (await resultWithin(access, run, CLIENT_LIMITS.toldWithinMs)) ?? readView(access, run);
}

/**
 * The result of a run that came to nothing. One that waits for the receiver of its events alone is asked to end.
 *
 * @param check - looks at one that has not ended by itself, and throws where it is to be left alone
 * @throws AttemptRefusedError where no worker ends it
 */
export async function endOf(
  access: TemporalAccess,
  run: EndedRun,
  check: (view: SubscriptionView) => void = () => undefined,
): Promise<SubscriptionView> {
  const soon = await resultWithin(access, run, CLIENT_LIMITS.toldWithinMs);
  if (soon !== undefined) return soon;
  check(await readView(access, run));
  await askToMakeWay(access, run);
  const ended = await resultWithin(access, run, CLIENT_LIMITS.callMs);
  if (ended !== undefined) return ended;
  throw refused(run.workflowId, 'still_running', 'must wait: no worker has ended the last attempt yet');
}

async function resultWithin(
  access: TemporalAccess,
  { workflowId, runId }: EndedRun,
  waitMs: number,
): Promise<SubscriptionView | undefined> {
  try {
    const result: unknown = await within(access, waitMs, () =>
      access.client.workflow.getHandle(workflowId, runId).result(),
    );
    return parseAnswer(subscriptionViewSchema, result, `the result of ${workflowId}`);
  } catch (error) {
    if (isSilence(error)) return undefined;
    throw error;
  }
}

async function askToMakeWay(access: TemporalAccess, { workflowId, runId }: EndedRun): Promise<void> {
  try {
    await within(access, CLIENT_LIMITS.callMs, () =>
      access.client.workflow.getHandle(workflowId, runId).signal(makeWaySignal),
    );
  } catch (error) {
    // It has ended in between.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/**
 * Refuses another attempt after what did not end as rejected, or moved money.
 *
 * @throws AttemptRefusedError
 */
export function refuseUnlessRejected(workflowId: string, view: SubscriptionView): void {
  if (view.entry === 'adopt')
    throw refused(workflowId, 'not_rejected', 'must follow a start: the last one is an adoption');
  if (view.state !== 'rejected')
    throw refused(
      workflowId,
      'not_rejected',
      `must follow one that was rejected: the last one is ${view.state}`,
    );
  const money = moneyIn(view);
  if (money !== undefined)
    throw refused(workflowId, 'money_moved', `must follow one without money: ${money}`);
}

const refused = (...parts: ConstructorParameters<typeof AttemptRefusedError>): AttemptRefusedError =>
  new AttemptRefusedError(...parts);
