import { within, type TemporalAccess } from '../access';
import { CLIENT_LIMITS } from '../limits';
import { instantOf } from '../timestamp';

/**
 * The time of a workflow that a rehearsal has moved (`carat dev advance`), ISO 8601. Elsewhere no clock is ever moved, and where the
 * server does not tell, the clock is the caller's: undefined.
 */
export async function movedClockOf(access: TemporalAccess, workflowId: string): Promise<string | undefined> {
  const handle = access.client.workflow.getHandle(workflowId);
  const described = await within(access, CLIENT_LIMITS.besideMs, () => handle.describe()).catch(
    () => undefined,
  );
  return instantOf(described?.raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime);
}
