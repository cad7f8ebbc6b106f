import { WORKFLOW_TYPE, workflowIdOf } from '../contract/ids';
import { authorizerOf, cardToken } from './cards';
import { denyFirstPayment } from './mishaps';
import { payNow, startLater, type PayNow } from './orders';
import { ana } from './persons';
import type { Story } from './story';
import { DAY_MS, HOUR_MS, MONTH_MS } from './times';
import { until } from './until';
import type { World } from './world';

/** Ends the workflow from outside, as an operator or a lost database does: the gateway knows nothing of it. */
async function terminate(world: World, orderId: string): Promise<void> {
  const workflowId = workflowIdOf(world.merchant, orderId);
  await world.client.workflow.getHandle(workflowId).terminate('the database is restored from a backup');
  // What has ended is followed no longer.
  await world.clock.untilIdle();
}

/** Starts the same order once more, as no client of ours does. */
async function startAnew(world: World, order: PayNow): Promise<void> {
  const workflowId = workflowIdOf(world.merchant, order.orderId);
  await world.client.workflow.start(WORKFLOW_TYPE, {
    workflowId,
    taskQueue: world.taskQueue,
    args: [order],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  world.clock.follow(workflowId);
  await world.clock.untilIdle();
}

/** Starts a rejected order once more, with another card. */
async function startAgain(world: World, order: PayNow): Promise<void> {
  const card = { kind: 'carat_token', token: await cardToken(world, 'visa') } as const;
  await world.subscriptions.start({ ...order, card, authorizerId: authorizerOf('visa') }, { attempt: 2 });
  world.clock.follow(workflowIdOf(world.merchant, order.orderId));
  await world.clock.untilIdle();
}

/** Lives of a merchant whose orders are asked for before they are created. */
export const askedOrders: readonly Story[] = [
  {
    path: 'order-asked-for-first',
    description: 'the gateway is asked for the order, does not know it, and the order is created',
    endsAs: 'completed',
    needs: 'asks_for_orders',
    async play(world, orderId) {
      await world.begin(await payNow(world, orderId));
      await world.clock.advanceBy(2 * MONTH_MS);
    },
  },
  {
    path: 'order-asked-silence',
    description: 'the gateway does not answer whether it knows the order; nothing is created until it does',
    endsAs: 'completed',
    needs: 'asks_for_orders',
    async play(world, orderId) {
      await world.sandbox.control.addFault({ route: 'find_order', kind: 'error_500', times: 5 });
      await world.begin(await startLater(world, orderId));
      await world.clock.advanceBy(2 * MONTH_MS);
    },
  },
  {
    path: 'second-attempt-pays',
    description:
      'the first payment is denied; the order is started once more with another card, and lives on',
    endsAs: 'completed',
    needs: 'asks_for_orders',
    async play(world, orderId) {
      const order = await payNow(world, orderId);
      await denyFirstPayment(world, order);
      await world.begin(order);
      await startAgain(world, order);
      await world.clock.advanceBy(2 * MONTH_MS);
    },
  },
  {
    path: 'order-known-already',
    description:
      'a paid life was terminated and its order is started again: nothing is created, a person gives it up',
    endsAs: 'cancelled',
    raises: ['blocked'],
    needs: 'asks_for_orders',
    async play(world, orderId) {
      const order = await payNow(world, orderId);
      await world.begin(order);
      await terminate(world, orderId);
      await startAnew(world, order);
      await until('a person is asked', async () => (await world.view(orderId)).state === 'blocked');
      await world.clock.advanceBy(8 * DAY_MS);
      const request = {
        ...ana('the schedule is adopted under another order id'),
        decision: 'did_not_happen',
      } as const;
      await world.subscriptions.resolve({ merchant: world.merchant, orderId }, request);
      await world.clock.advanceBy(HOUR_MS);
    },
  },
];
