import { FIRST_CHARGE_DAYS } from './orders';
import { DAY_MS } from './times';
import type { World } from './world';

/** To the day after the first scheduled charge. */
export const PAST_FIRST_CHARGE_MS = (FIRST_CHARGE_DAYS + 1) * DAY_MS;

/** The schedule of a subscription, as the vendor's portal names it. */
export async function sidOf(world: World, orderId: string): Promise<string> {
  const { sid } = (await world.view(orderId)).gateway;
  if (sid === undefined) throw new Error('it has no schedule yet');
  return sid;
}
