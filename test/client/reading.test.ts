import {
  SubscriptionClient,
  TemporalUnreachableError,
  workflowIdOf,
  type SubscriptionSummary,
} from '../../client';
import { freePort } from '../../devstack/free-port';
import { payNow, startLater } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import { eventually } from './support/eventually';

describe('looking at subscriptions', () => {
  let world: World;
  let orders: string[];

  beforeAll(async () => {
    world = await startWorld();
    const inputs = [await payNow(world), await startLater(world), await startLater(world)];
    for (const input of inputs) await world.begin(input);
    const denied = await payNow(world);
    await world.sandbox.control.scriptCard(denied.card.kind === 'carat_token' ? denied.card.token : '', {
      orderId: denied.orderId,
      payment: { kind: 'deny', authorizerCode: '51' },
    });
    await world.begin(denied);
    orders = [...inputs, denied].map(({ orderId }) => orderId);
    await eventually(async () => {
      const { subscriptions } = await world.subscriptions.list({ merchant: world.merchant });
      return (
        subscriptions.filter(({ state }) => state === 'active').length === 3 && subscriptions.length === 4
      );
    });
  });
  afterAll(() => world.stop());

  const idsOf = (found: readonly SubscriptionSummary[]): string[] =>
    found.map(({ orderId }) => orderId).sort();

  it('lists those of one merchant, with what the search attributes know', async () => {
    const { subscriptions, nextPageToken } = await world.subscriptions.list({ merchant: world.merchant });
    expect(nextPageToken).toBeUndefined();
    expect(idsOf(subscriptions)).toEqual([...orders].sort());
    const [, second = ''] = orders;
    expect(subscriptions.find(({ orderId }) => orderId === second)).toEqual({
      workflowId: workflowIdOf(world.merchant, second),
      runId: expect.any(String) as string,
      merchant: world.merchant,
      orderId: second,
      state: 'active',
      scheduleStatus: 'ATV',
      nextChargeAt: expect.stringMatching(/T06:30:00\.000Z$/) as string,
      amountCents: 4990,
      needsAttention: false,
      workflowStatus: 'RUNNING',
      startedAt: expect.any(String) as string,
    });
  });

  it.each([
    ['by state', { state: ['rejected', 'undone'] as const }, 1],
    ['by being open', { open: true }, 3],
    ['by having ended', { open: false }, 1],
    ['by the status at the gateway', { scheduleStatus: 'ATV' }, 3],
    ['by the next charge', { nextChargeBefore: '2099-01-01' }, 3],
    ['by the next charge, from a date on', { nextChargeFrom: '2099-01-01' }, 0],
    ['by needing nobody', { needsAttention: true }, 0],
  ])('finds %s', async (_what, filter, count) => {
    const { subscriptions } = await world.subscriptions.list({ merchant: world.merchant, ...filter });
    expect(subscriptions).toHaveLength(count);
  });

  it('goes through page after page, each subscription once', async () => {
    const filter = { merchant: world.merchant };
    const first = await world.subscriptions.list(filter, { pageSize: 3 });
    expect(first.subscriptions).toHaveLength(3);
    const pageToken = first.nextPageToken ?? '';
    const second = await world.subscriptions.list(filter, { pageSize: 3, pageToken });
    expect(idsOf([...first.subscriptions, ...second.subscriptions])).toEqual([...orders].sort());
    await expect(world.subscriptions.list({}, { pageToken })).rejects.toMatchObject({
      code: 'invalid_request',
    });

    const all: SubscriptionSummary[] = [];
    for await (const subscription of world.subscriptions.listAll(filter, { pageSize: 1 }))
      all.push(subscription);
    expect(idsOf(all)).toEqual([...orders].sort());
  });

  it('refuses a page of no size', async () => {
    for (const pageSize of [0, 1.5, 1_001]) {
      await expect(world.subscriptions.list({}, { pageSize })).rejects.toMatchObject({
        code: 'invalid_request',
      });
    }
  });

  it('waits for a state, and says at once when it can no longer come', async () => {
    const [active = '', , , rejected = ''] = orders;
    const { merchant } = world;
    expect(await world.subscriptions.waitFor({ merchant, orderId: active }, ['active'])).toMatchObject({
      state: 'active',
    });
    await expect(
      world.subscriptions.waitFor({ merchant, orderId: rejected }, ['active']),
    ).rejects.toMatchObject({
      code: 'state_unreachable',
      view: { state: 'rejected' },
    });
    await expect(
      world.subscriptions.waitFor({ merchant, orderId: active }, ['completed'], {
        timeoutMs: 100,
        pollMs: 20,
      }),
    ).rejects.toMatchObject({
      code: 'wait_timed_out',
      view: { state: 'active' },
      message: expect.stringContaining('it is active since') as string,
    });
    await expect(
      world.subscriptions.waitFor({ merchant, orderId: active }, ['paid' as 'active']),
    ).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('does not show a terminated one as if it were still followed, but its last known view', async () => {
    const input = await startLater(world);
    await world.begin(input);
    await world.client.workflow
      .getHandle(workflowIdOf(world.merchant, input.orderId))
      .terminate('by mistake');
    await expect(world.subscriptions.get(input)).rejects.toMatchObject({
      code: 'workflow_failed',
      closedAs: 'TERMINATED',
      message: expect.stringContaining('by mistake') as string,
      nextStep: expect.stringContaining('ask the gateway') as string,
      lastKnown: { state: 'active', gateway: { scheduleStatus: 'ATV' } },
    });
    world.clock.releaseAll();
  });

  it('refuses a reference that is not well formed', async () => {
    await expect(world.subscriptions.get({ merchant: 'Loja A', orderId: 'a/b' })).rejects.toMatchObject({
      code: 'invalid_request',
      problems: [{ field: 'merchant' }, { field: 'orderId' }],
    });
  });
});

describe('connecting', () => {
  it('reads the address and the namespace as the Temporal CLI does, and closes what it opened', async () => {
    const env = {
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_NAMESPACE: 'no-such-namespace',
      TEMPORAL_CONFIG_FILE: '/nonexistent',
    };
    const subscriptions = await SubscriptionClient.connect({ env });
    await expect(subscriptions.list()).rejects.toMatchObject({
      code: 'namespace_not_found',
      message: 'the namespace "no-such-namespace" does not exist on this server',
    });
    await subscriptions.close();
    await subscriptions.close();
  });

  it('says which address it could not reach', async () => {
    const address = `127.0.0.1:${String(await freePort())}`;
    const connecting = SubscriptionClient.connect({ env: {}, address, connectTimeoutMs: 300 });
    await expect(connecting).rejects.toThrow(TemporalUnreachableError);
    await expect(connecting).rejects.toThrow(address);
  });

  it('refuses an address that is none', async () => {
    await expect(SubscriptionClient.connect({ env: {}, address: 'a b:::' })).rejects.toMatchObject({
      code: 'invalid_settings',
    });
  });
});
