import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';
import type { ExistingStart } from './existing-start';

/**
 * Whether what exists is an adoption that came to nothing. It may be asked for again under its order id, with other terms or the
 * same: it has moved no money and follows nothing.
 */
export async function isRefusedAdoption(
  access: TemporalAccess,
  workflowId: string,
  { input }: ExistingStart,
): Promise<boolean> {
  if (input?.entry !== 'adopt') return false;
  const { status, typedSearchAttributes } = await within(access, CLIENT_LIMITS.callMs, () =>
    access.client.workflow.getHandle(workflowId).describe(),
  );
  const state = typedSearchAttributes.get(SEARCH_ATTRIBUTES.state);
  return status.name === 'COMPLETED' && state === 'rejected';
}
