import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';
import type { ExistingStart } from './existing-start';

/**
 * Whether what exists is an adoption that came to nothing. It may be asked for again under its order id, with other terms or the
 * same: it has moved no money and follows nothing. One that lets its claim go just now is waited for, until its id is free.
 */
export async function isRefusedAdoption(
  access: TemporalAccess,
  workflowId: string,
  { input }: ExistingStart,
): Promise<boolean> {
  if (input?.entry !== 'adopt') return false;
  const handle = access.client.workflow.getHandle(workflowId);
  return within(access, CLIENT_LIMITS.callMs, async () => {
    const { status, typedSearchAttributes } = await handle.describe();
    if (typedSearchAttributes.get(SEARCH_ATTRIBUTES.state) !== 'rejected') return false;
    if (status.name === 'RUNNING') await handle.result();
    return status.name === 'RUNNING' || status.name === 'COMPLETED';
  });
}
