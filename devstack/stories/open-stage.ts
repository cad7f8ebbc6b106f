import { SubscriptionClient } from '../../client/subscription-client';
import { workflowIdOf } from '../../contract/ids';
import type { SubscriptionView } from '../../contract/view';
import type { Stack } from '../stack';
import type { Stage } from './stage';

/** Opens a stage on a running stack: the sandbox as new, its clock at the real time, at which executions begin. */
export async function openStage(stack: Stack, merchant: string): Promise<Stage> {
  const { client, clock, sandbox, taskQueue, vault } = stack;
  clock.releaseAll();
  await sandbox.control.reset();
  const now = new Date();
  if (now > (await sandbox.control.now())) await sandbox.control.advanceTo(now);
  const subscriptions = new SubscriptionClient(client, { taskQueue });
  const view = (orderId: string): Promise<SubscriptionView> => subscriptions.get({ merchant, orderId });
  return {
    ...{ merchant, subscriptions, client, taskQueue, sandbox, vault, clock, view },
    begin: async (input) => {
      await subscriptions.start(input);
      clock.follow(workflowIdOf(merchant, input.orderId));
      await clock.settle();
      return view(input.orderId);
    },
  };
}
