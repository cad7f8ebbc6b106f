import { z } from 'zod';
import { workflowIdOf } from '../contract/ids';
import { subscriptionInputSchema } from '../contract/input';
import { problemsOf } from '../contract/problems';
import { InvalidRequestError } from './errors/subscription-errors';

/** Names one subscription. */
export interface SubscriptionRef {
  /** Alias of the merchant. */
  merchant: string;
  /** The merchant's own id of the subscription, 1–20 letters and digits. */
  orderId: string;
}

const { merchant, orderId } = subscriptionInputSchema.options[0].shape;
const refSchema = z.object({ merchant, orderId }, 'must name a subscription: { merchant, orderId }');

/**
 * The workflow id of a subscription.
 *
 * @throws InvalidRequestError when merchant or order id are not well formed
 */
export function workflowIdFor(ref: SubscriptionRef): string {
  const parsed = refSchema.safeParse(ref);
  if (!parsed.success) throw new InvalidRequestError(problemsOf(parsed.error));
  return workflowIdOf(parsed.data.merchant, parsed.data.orderId);
}
