import type { SubscriptionEvent } from '../contract/events';
import { deliver } from './delivery';

/** Sends an event once more, on the published schedule. It changes nothing of its subscription, which may have ended. */
export async function eventResend(event: SubscriptionEvent): Promise<void> {
  await deliver(event.merchant, [event]);
}
