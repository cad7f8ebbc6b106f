import { CommandNotAllowedError } from '../client/errors/subscription-errors';
import type { ResolveCommand } from '../contract/commands';
import type { SubscriptionStart } from '../contract/input';
import type { Acknowledgeable } from '../domain/subscription/attention';
import type { World } from './world';

/** The operator who decides in the stories. */
export const ana = (reason: string): { by: string; reason: string } => ({ by: 'Ana', reason });

/** Ana decides about what nobody else can find out. */
export async function decide(
  world: World,
  order: SubscriptionStart,
  decision: ResolveCommand['decision'],
  reason: string,
): Promise<void> {
  const about = (await world.view(order.orderId)).blocked?.about;
  await world.subscriptions.resolve(order, {
    ...{ decision, ...ana(reason) },
    ...(about === undefined ? {} : { about }),
  });
  await world.clock.untilIdle();
}

/** Ana has looked after flags. */
export async function acknowledge(
  world: World,
  order: SubscriptionStart,
  flags: Acknowledgeable[],
  reason: string,
): Promise<void> {
  const send = (): Promise<unknown> => world.subscriptions.acknowledge(order, { flags, ...ana(reason) });
  await send().catch(async (error: unknown) => {
    // Terms that were told a while ago: she looks at what the gateway keeps now, and accepts that.
    if (!(error instanceof CommandNotAllowedError && error.message.includes('asked anew'))) throw error;
    await world.clock.untilIdle();
    await send();
  });
  await world.clock.untilIdle();
}
