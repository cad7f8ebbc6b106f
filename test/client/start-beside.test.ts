import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { SubscriptionClient } from '../../client';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { INDEXED_VALUE_TYPES } from '../../worker/search-attribute-types';
import { eventually } from '../support/eventually';
import { newOrderId, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

describe('what is looked at beside a start', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('a merchant that no worker serves is told at once, and started anyway where that is meant', async () => {
    const input = await startLater(world, { merchant: `${world.merchant}x` });
    const start = (anyway: boolean): Promise<unknown> => world.subscriptions.start(input, { anyway });
    await expect(start(false)).rejects.toMatchObject({ code: 'merchant_not_served' });
    await expect(world.subscriptions.get(input)).rejects.toMatchObject({ code: 'subscription_not_found' });
    expect(await start(true)).toMatchObject({
      alreadyRunning: false,
      notes: [{ code: 'merchant_not_served' }],
    });
    // A repeated start is answered as ever.
    expect(await start(false)).toMatchObject({ alreadyRunning: true });
    // A call that waits for a worker is waited for, a quarter of an hour at most; then it is given up.
    const wish = { by: 'ana', reason: 'the alias was mistyped', timeoutMs: 2_000 };
    await expect(world.subscriptions.giveUp(input, wish)).rejects.toMatchObject({
      code: 'command_outcome_pending',
    });
  });

  it('a second start for the same payer and terms under another order id is told, or refused where that is asked', async () => {
    const first = await startLater(world, { payer: { storeIdentification: 'twin1' } });
    expect(await world.subscriptions.start(first)).not.toHaveProperty('similarTo');
    const second = { ...first, orderId: newOrderId() };
    const refused = (): Promise<unknown> => world.subscriptions.start(second, { ifSimilar: 'refuse' });
    await eventually('the list has the first one', async () => {
      const listed = await world.subscriptions.list({ merchant: world.merchant });
      return listed.subscriptions.some(({ orderId }) => orderId === first.orderId);
    });
    await expect(refused()).rejects.toMatchObject({
      code: 'similar_start',
      similarTo: [{ orderId: first.orderId }],
    });
    // What refuses the attempt itself is told first: that cannot be waived.
    await expect(
      world.subscriptions.start(second, { ifSimilar: 'refuse', attempt: 2 }),
    ).rejects.toMatchObject({
      code: 'attempt_refused',
    });
    const told = await world.subscriptions.start(second);
    expect(told).toMatchObject({ alreadyRunning: false, similarTo: [{ orderId: first.orderId }] });
    expect(await refused()).toMatchObject({ alreadyRunning: true });
    await expect(
      world.subscriptions.start(second, { ifSimilar: 'refuse', attempt: 2 }),
    ).rejects.toMatchObject({ code: 'attempt_refused' });
    const other = { ...first, orderId: newOrderId(), payer: { storeIdentification: 'another1' } };
    expect(await world.subscriptions.start(other, { ifSimilar: 'refuse' })).not.toHaveProperty('similarTo');
  });

  it('is told as well where a worker of an earlier version has registered the search attributes', async () => {
    const namespace = `test-${randomUUID()}`;
    const { connection } = world.client;
    const workflowExecutionRetentionPeriod = msToTs('1 day');
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
    const { likeness, ...earlier } = SEARCH_ATTRIBUTES;
    const searchAttributes = Object.fromEntries(
      Object.values(earlier).map(({ name, type }) => [name, INDEXED_VALUE_TYPES[type].number]),
    );
    await eventually('the namespace is known', () =>
      connection.operatorService.addSearchAttributes({ namespace, searchAttributes }).then(
        () => true,
        () => false,
      ),
    );
    const client = new Client({ connection, namespace });
    const subscriptions = new SubscriptionClient(client);
    const first = await startLater(world, { payer: { storeIdentification: 'twin2' } });
    const isListed = async (wanted: string): Promise<boolean> => {
      const listed = await subscriptions.list({ merchant: world.merchant });
      return listed.subscriptions.some(({ orderId }) => orderId === wanted);
    };
    await eventually('the search attributes are taken', async () => {
      const { workflowId } = await subscriptions.start(await startLater(world), { anyway: true });
      const { typedSearchAttributes } = await client.workflow.getHandle(workflowId).describe();
      return typedSearchAttributes.get(SEARCH_ATTRIBUTES.merchant) === world.merchant;
    });
    await subscriptions.start(first, { anyway: true });
    await eventually('the list has the first one', () => isListed(first.orderId));
    expect(likeness.name).toBe('CaratLikeness');
    const second = { ...first, orderId: newOrderId() };
    const refused = subscriptions.start(second, { anyway: true, ifSimilar: 'refuse' });
    await expect(refused).rejects.toMatchObject({ similarTo: [{ orderId: first.orderId }] });
  });
});
