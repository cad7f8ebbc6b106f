import type { SubscriptionStart } from '../../contract/input';
import { eventually } from './eventually';
import type { World } from './world';

/** How long the answer to a create is held while something changes behind it, real milliseconds. */
const HOLD_MS = 300;

/**
 * Starts a subscription and changes something between its create and what comes next: while the answer to the create is
 * held, nothing else can have been sent.
 */
export async function changeAfterCreate(
  world: World,
  input: SubscriptionStart,
  change: () => Promise<unknown>,
): Promise<void> {
  const { control } = world.sandbox;
  const { orderId } = input;
  await control.addFault({ route: 'create', kind: 'hold', orderId, holdMs: HOLD_MS });
  await world.subscriptions.start(input);
  await eventually(
    'the create is held',
    async () => (await control.requests({ route: 'create' })).length > 0,
  );
  await change();
  await world.begin(input);
}
