import { checkStart as asRecorded } from '../../../contract/checks/check-start';
import type { Checked } from '../../../contract/checks/check-message';
import type { SubscriptionInput } from '../../../contract/input';

/** A rule that somebody thought harmless: from today on, each start names a campaign. */
export function checkStart(input: unknown): Checked<SubscriptionInput> {
  const names = typeof input === 'object' && input !== null && 'campaign' in input;
  return names ? asRecorded(input) : { ok: false, problems: [{ field: 'campaign', problem: 'is missing' }] };
}
