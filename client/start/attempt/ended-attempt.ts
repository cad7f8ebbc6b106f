import { moneyIn } from '../../../contract/without-money';
import { SEARCH_ATTRIBUTES } from '../../../contract/search-attributes';
import { subscriptionViewSchema, type SubscriptionView } from '../../../contract/view';
import { within, type TemporalAccess } from '../../access';
import { AttemptRefusedError } from '../../errors/attempt-errors';
import { isSilence } from '../../errors/translate-error';
import { CLIENT_LIMITS } from '../../limits';
import { parseAnswer } from '../../parse-answer';

/** An attempt that has ended. */
export interface EndedAttempt {
  view: SubscriptionView;
  runId: string;
}

/**
 * Reads how the last attempt at an order has ended, from the result in its history.
 *
 * @throws AttemptRefusedError where no other may follow it
 */
export async function readEndedAttempt(access: TemporalAccess, workflowId: string): Promise<EndedAttempt> {
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
  const result = await resultOf(access, workflowId, runId);
  const view = parseAnswer(subscriptionViewSchema, result, `the result of ${workflowId}`);
  refuseUnlessRejected(workflowId, view);
  return { view, runId };
}

/** One that was rejected just now is telling the billing system of it, for a moment where that listens. */
async function resultOf(access: TemporalAccess, workflowId: string, runId: string): Promise<unknown> {
  try {
    return await within(access, CLIENT_LIMITS.callMs, () =>
      access.client.workflow.getHandle(workflowId, runId).result(),
    );
  } catch (error) {
    if (!isSilence(error)) throw error;
    const what = 'must wait: the last attempt was rejected, and its events are not delivered yet';
    throw refused(workflowId, 'still_running', what);
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
