import { Client } from '@temporalio/client';
import { SubscriptionClient, workflowIdOf } from '../../client';
import type { SubscriptionStart } from '../../contract/input';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';
import { eventually } from './support/eventually';
import { reversingCodec } from './support/reversing-codec';

const MONTH_MS = 31 * 86_400_000;

describe('the subscriptions of one payer', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  const of = <Start extends SubscriptionStart>(start: Start, storeIdentification: string): Start => ({
    ...start,
    payer: { storeIdentification },
  });
  const ordersOf = async (payer: string, pageSize = 100): Promise<string[]> => {
    const found: string[] = [];
    const filter = { merchant: world.merchant, payer };
    for await (const { orderId } of world.subscriptions.listAll(filter, { pageSize })) found.push(orderId);
    return found.sort();
  };

  it('are found by its id at the store, also in later runs of a life', async () => {
    const first = of(await payNow(world, { options: { continueAsNewAfterEvents: 50 } }), 'buyerA');
    const second = of(await startLater(world), 'buyerA');
    const other = of(await startLater(world), 'buyerB');
    for (const start of [first, second, other]) await world.begin(start);
    await world.clock.advanceBy(3 * MONTH_MS);

    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, first.orderId));
    const { events } = await handle.fetchHistory();
    const started = events?.[0]?.workflowExecutionStartedEventAttributes;
    expect(started?.continuedExecutionRunId).toMatch(/./);

    const expected = [first.orderId, second.orderId].sort();
    await eventually(async () => (await ordersOf('buyerA')).length === 2);
    expect(await ordersOf('buyerA')).toEqual(expected);
    expect(await ordersOf('buyerA', 1)).toEqual(expected);
    expect(await ordersOf('buyerB')).toEqual([other.orderId]);
    expect(await ordersOf('buyerC')).toEqual([]);
    const { merchant } = world;
    expect(await world.subscriptions.count({ merchant, payer: 'buyerA', state: 'active' })).toBe(2);
  });

  it('are found through the codec that encrypts the histories; without it the list says whose mark it cannot read', async () => {
    const dataConverter = { payloadCodecs: [reversingCodec] };
    const { connection } = world.client;
    const encrypting = new SubscriptionClient(new Client({ connection, dataConverter }), {
      taskQueue: 'nobody',
    });
    const start = of(await startLater(world), 'buyerD');
    await encrypting.start(start);
    const filter = { merchant: world.merchant, payer: 'buyerD' };
    const found = async (): Promise<string[]> =>
      (await encrypting.list(filter)).subscriptions.map(({ orderId }) => orderId);
    await eventually(async () => (await found()).length === 1);
    expect(await found()).toEqual([start.orderId]);
    await expect(ordersOf('buyerD')).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringContaining(workflowIdOf(world.merchant, start.orderId)) as string,
      nextStep: expect.stringContaining('codec') as string,
    });
  });

  it('are those of its merchant: the list needs both', async () => {
    await expect(world.subscriptions.list({ payer: 'buyerA' })).rejects.toThrow('payer: needs the merchant');
    await expect(
      world.subscriptions.list({ merchant: world.merchant, payer: "x' OR" }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
