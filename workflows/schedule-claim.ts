import { condition, setHandler } from '@temporalio/workflow';
import { claimReleasedSignal } from '../contract/messages';

/**
 * Holds one schedule of the gateway for one subscription: it does nothing but be open, and Temporal lets only one of its id be
 * (contract/ids.ts). Who holds it is in its memo.
 */
export async function scheduleClaim(): Promise<void> {
  let isReleased = false;
  setHandler(claimReleasedSignal, () => {
    isReleased = true;
  });
  await condition(() => isReleased);
}
