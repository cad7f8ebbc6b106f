import type { WorkflowExecutionStatusName } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { workflowIdOf } from '../../contract/ids';
import type { SubscriptionInput } from '../../contract/input';
import { within, type TemporalAccess } from '../access';
import { translateError } from '../errors/translate-error';
import { CLIENT_LIMITS } from '../limits';
import { readExistingStart, refuseOtherContent } from '../start/existing-start';
import { refusedAdoption } from '../start/refused-adoption';

/** What was ended from outside may be adopted anew. */
const ENDED_FROM_OUTSIDE: readonly WorkflowExecutionStatusName[] = [
  'CANCELLED',
  'FAILED',
  'TERMINATED',
  'TIMED_OUT',
];

/**
 * Whether the same adoption has been started already: a repetition starts nothing. Refuses one whose order id has another
 * subscription, as the adoption itself would be refused.
 *
 * @throws SubscriptionExistsError, and the errors of the connection
 */
export async function isAdoptedAlready(access: TemporalAccess, input: SubscriptionInput): Promise<boolean> {
  const workflowId = workflowIdOf(input.merchant, input.orderId);
  const { namespace } = access.client.options;
  try {
    const handle = access.client.workflow.getHandle(workflowId);
    const { status } = await within(access, CLIENT_LIMITS.callMs, () => handle.describe());
    if (ENDED_FROM_OUTSIDE.includes(status.name)) return false;
    const existing = await readExistingStart(access, workflowId);
    if ((await refusedAdoption(access, workflowId, existing)) !== undefined) return false;
    refuseOtherContent(workflowId, existing, input);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw translateError(error, { what: `looking for ${workflowId}`, workflowId, namespace });
  }
}
