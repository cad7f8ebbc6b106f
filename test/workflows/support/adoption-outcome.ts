import { AdoptionRefusedError } from '../../../client';
import type { AdoptionStart } from '../../../contract/input';
import type { World } from '../../support/world';

/** What an adoption came to: `adopted`, or the reason why not. */
export async function adoptionOutcome({ subscriptions }: World, adoption: AdoptionStart): Promise<string> {
  try {
    return (await subscriptions.adopt(adoption)).result;
  } catch (error) {
    if (error instanceof AdoptionRefusedError) return error.reason;
    throw error;
  }
}
