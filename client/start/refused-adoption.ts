import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { within, type TemporalAccess } from '../access';
import { readRunEvents } from '../events/read-events';
import { CLIENT_LIMITS } from '../limits';
import type { SubscriptionRef } from '../reference';
import { endOf } from './attempt/ended-attempt';
import type { ExistingStart } from './existing-start';

/** The run of an adoption that came to nothing. It has moved no money and follows nothing. */
export interface RefusedAdoption {
  workflowId: string;
  runId: string;
}

/**
 * The adoption that exists, where it came to nothing.
 *
 * @returns undefined where what exists is something else
 */
export async function refusedAdoption(
  access: TemporalAccess,
  workflowId: string,
  { input }: ExistingStart,
): Promise<RefusedAdoption | undefined> {
  if (input?.entry !== 'adopt') return undefined;
  const handle = access.client.workflow.getHandle(workflowId);
  const { status, runId, typedSearchAttributes } = await within(access, CLIENT_LIMITS.callMs, () =>
    handle.describe(),
  );
  const isRefused = typedSearchAttributes.get(SEARCH_ATTRIBUTES.state) === 'rejected';
  return isRefused && (status.name === 'RUNNING' || status.name === 'COMPLETED')
    ? { workflowId, runId }
    : undefined;
}

/**
 * Makes sure that an adoption that came to nothing has ended, so that its order id is free. It may be letting its claim go, or telling the
 * billing system of its end.
 *
 * @returns sequence of its last event: those of the next one go on from there
 */
export async function lastEventOf(
  access: TemporalAccess,
  ref: SubscriptionRef,
  { workflowId, runId }: RefusedAdoption,
): Promise<number> {
  const { merchant, orderId } = ref;
  await endOf(access, { merchant, orderId, workflowId, runId });
  const { last } = await readRunEvents(access, ref, Number.MAX_SAFE_INTEGER, runId);
  return last;
}
