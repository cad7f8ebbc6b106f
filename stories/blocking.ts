import { expectState } from './expectations';
import { silence } from './mishaps';
import { PAST_THE_DEADLINE_MS } from './times';
import type { World } from './world';

/** Terms that run on after day 14. */
export const YEAR = { numberOfTimes: 12 };

/** From an act on, the gateway answers no question, until a person is called. */
export async function silenceUntilBlocked(
  world: World,
  orderId: string,
  act: () => Promise<unknown>,
): Promise<void> {
  await silence(world, 'get_transaction');
  await silence(world, 'get_schedule');
  await act();
  await world.clock.advanceBy(PAST_THE_DEADLINE_MS);
  await expectState(world, orderId, 'blocked');
}
