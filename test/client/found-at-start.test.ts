import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { SubscriptionClient } from '../../client/subscription-client';
import { WORKFLOW_TYPE, workflowIdOf } from '../../contract/ids';
import type { SubscriptionStart } from '../../contract/input';
import { payNowOrder } from '../../stories/orders';
import { eventually } from '../support/eventually';
import { newOrderId, startLater } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';

describe('a subscription is found from its start on', () => {
  let connection: Connection;

  beforeAll(async () => {
    connection = await Connection.connect({ address: temporalAddress() });
  });
  afterAll(() => connection.close());

  const orderFor = (merchant: string): SubscriptionStart =>
    payNowOrder({
      merchant,
      orderId: newOrderId(),
      card: { kind: 'carat_token', token: 'tok-1' },
      firstDate: '2027-12-10',
    });

  it('although no worker has taken it', async () => {
    const merchant = `loja-${randomUUID().slice(0, 8)}`;
    const subscriptions = new SubscriptionClient(new Client({ connection }), {
      taskQueue: `nobody-${merchant}`,
    });
    const order = orderFor(merchant);
    await subscriptions.start(order);
    const listed = async (): Promise<string[]> =>
      (await subscriptions.list({ merchant, state: 'creating' })).subscriptions.map(({ orderId }) => orderId);
    await eventually('it is listed', async () => (await listed()).length > 0);
    expect(await listed()).toEqual([order.orderId]);
    await new Client({ connection }).workflow.getHandle(workflowIdOf(merchant, order.orderId)).terminate();
  });

  it('but for a namespace that has no search attributes yet: it is started, and nothing more', async () => {
    const namespace = `test-${randomUUID()}`;
    const workflowExecutionRetentionPeriod = msToTs('1 day');
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
    const client = new Client({ connection, namespace });
    const order = orderFor('loja-a');
    await eventually('the namespace is there', async () =>
      new SubscriptionClient(client).start(order).then(
        () => true,
        () => false,
      ),
    );
    const { status } = await client.workflow.getHandle(workflowIdOf('loja-a', order.orderId)).describe();
    expect(status.name).toBe('RUNNING');
  });

  describe('and its workflow writes what has changed', () => {
    let world: World;

    beforeAll(async () => {
      world = await startWorld();
    });
    afterAll(() => world.stop());

    /** What the search attributes were told, in order; each is an event of the history. */
    async function upsertsOf(orderId: string): Promise<string[][]> {
      const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, orderId));
      const { events } = await handle.fetchHistory();
      return (events ?? []).flatMap(({ upsertWorkflowSearchAttributesEventAttributes: upsert }) =>
        upsert ? [Object.keys(upsert.searchAttributes?.indexedFields ?? {}).sort()] : [],
      );
    }

    const ALL_AT_START = ['CaratAmountCents', 'CaratMerchant', 'CaratNeedsAttention', 'CaratState'];

    it('and not again what our own client had set', async () => {
      const order = await startLater(world);
      await world.begin(order);
      expect(await upsertsOf(order.orderId)).toEqual([
        ['CaratLastEvent', 'CaratNextChargeDate', 'CaratScheduleStatus', 'CaratSid', 'CaratState'],
      ]);
    });

    it('all of it where another client started it', async () => {
      const order = await startLater(world);
      await world.client.workflow.start(WORKFLOW_TYPE, {
        workflowId: workflowIdOf(world.merchant, order.orderId),
        taskQueue: world.taskQueue,
        args: [order],
      });
      await world.begin(order);
      expect(await upsertsOf(order.orderId)).toEqual([
        ALL_AT_START,
        ['CaratLastEvent', 'CaratNextChargeDate', 'CaratScheduleStatus', 'CaratSid', 'CaratState'],
      ]);
    });

    it('nor what the run before had set', async () => {
      const options = { continueAsNewAfterEvents: 50 };
      const order = await startLater(world, { options });
      await world.begin(order);
      await world.clock.advanceBy(100 * 86_400_000);
      const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, order.orderId));
      const { events } = await handle.fetchHistory();
      expect(events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).not.toBe('');
      for (const upsert of await upsertsOf(order.orderId)) expect(upsert).not.toContain('CaratMerchant');
    });
  });
});
