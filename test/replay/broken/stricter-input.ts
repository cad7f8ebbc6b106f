import { z } from 'zod';
import { subscriptionInputSchema as asRecorded, type SubscriptionInput } from '../../../contract/input';

export type { SubscriptionInput };

/** A rule that somebody thought harmless: from today on, each start names a campaign. */
export const subscriptionInputSchema = z.intersection(asRecorded, z.object({ campaign: z.string() }));
