import { SubscriptionClient } from '../client/subscription-client';
import { workflowIdOf } from '../contract/ids';
import type { SubscriptionView } from '../contract/view';
import type { Stack } from '../devstack/stack';
import type { World } from './world';

/** The world of one merchant on a running stack, as it is. */
export function worldOf(stack: Stack, merchant: string): World {
  const { client, clock, sandbox, taskQueue, vault } = stack;
  const subscriptions = new SubscriptionClient(client, { taskQueue });
  const view = (orderId: string): Promise<SubscriptionView> => subscriptions.get({ merchant, orderId });
  return {
    ...{ merchant, subscriptions, client, taskQueue, sandbox, vault, clock, view },
    openDoors: (options) => stack.openDoors(options),
    addGatewayWorkers: (options) => stack.addGatewayWorkers(options),
    begin: async (order) => {
      await subscriptions.start(order);
      clock.follow(workflowIdOf(merchant, order.orderId));
      await clock.untilIdle();
      return view(order.orderId);
    },
  };
}

/** A world whose sandbox is as new, its clock at the real time, at which executions begin. */
export async function openWorld(stack: Stack, merchant: string): Promise<World> {
  const { clock, sandbox } = stack;
  clock.releaseAll();
  await sandbox.control.reset();
  const now = new Date();
  if (now > (await sandbox.control.now())) await sandbox.control.advanceTo(now);
  return worldOf(stack, merchant);
}
