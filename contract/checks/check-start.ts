import type { SubscriptionInput } from '../input';
import { checkMessage, type Checked } from './check-message';

/** Checks the input of a start, as `subscriptionInputSchema` does. */
export const checkStart = (input: unknown): Checked<SubscriptionInput> => checkMessage('start', input);
