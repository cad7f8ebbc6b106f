import { NativeConnection, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleVariant } from '../../devstack/bundle-variant';
import { startWorkers, type RunningWorkers } from '../../worker/start-workers';
import { eventually } from '../support/eventually';
import { payNow } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;

describe('a gateway call that no worker takes', () => {
  let world: World;
  let connection: NativeConnection;
  let bundle: WorkflowBundleWithSourceMap;

  beforeAll(async () => {
    bundle = await bundleVariant('workflows/call-policies', require.resolve('./support/impatient-calls'));
    // The world's own workers run workflows only: those for the gateway calls come and go.
    world = await startWorld({ bundle, gatewayWorkers: false });
    connection = await NativeConnection.connect({ address: temporalAddress() });
  });
  afterAll(async () => {
    await connection.close();
    await world.stop();
  });

  const gatewayWorkers = (): Promise<RunningWorkers> =>
    startWorkers({
      connection,
      namespace: world.client.options.namespace,
      taskQueue: `unused-${world.taskQueue}`,
      merchants: world.merchants,
      vault: world.vault,
      workflows: { bundle },
    });

  it('was provably never sent: it is sent when a worker is there, and the customer is charged once', async () => {
    const input = await payNow(world);
    const { control } = world.sandbox;
    await control.addFault({ route: 'create', kind: 'hold', orderId: input.orderId, holdMs: 500 });
    const first = await gatewayWorkers();
    await world.subscriptions.start(input);
    await eventually(
      'the create is held',
      async () => (await control.requests({ route: 'create' })).length > 0,
    );
    // It may end the create, and takes no other call.
    first.shutdown();
    await first.done;
    await eventually('the payment is withdrawn', async () => {
      const { lastError } = await world.view(input.orderId);
      return lastError?.call === 'pay' && lastError.code === 'not_taken';
    });
    // The server still counts the worker that has just left: that nobody is there is not said before it is so.
    expect(await world.view(input.orderId)).toMatchObject({ state: 'paying', attention: [] });
    expect(await control.requests({ route: 'pay' })).toHaveLength(0);

    const second = await gatewayWorkers();
    await world.begin(input);
    await world.clock.advanceBy(HOUR_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'active', attention: [] });
    expect(await control.requests({ route: 'pay' })).toHaveLength(1);
    expect(await world.charges(input.orderId)).toMatchObject([{ kind: 'payment', state: 'confirmed' }]);
    second.shutdown();
    await second.done;
  });

  it('of a merchant that nobody serves is told at once, and can be given up by a named person: nothing left', async () => {
    const input = { ...(await payNow(world)), merchant: `nobody-${world.merchant}`.slice(0, 32) };
    const ref = { merchant: input.merchant, orderId: input.orderId };
    await expect(world.subscriptions.start(input)).rejects.toMatchObject({ code: 'merchant_not_served' });
    await world.subscriptions.start(input, { anyway: true });
    await eventually('the create is withdrawn, and nobody asks for it', async () =>
      (await world.subscriptions.get(ref)).attention.includes('no_worker'),
    );
    expect(await world.subscriptions.get(ref)).toMatchObject({ state: 'creating' });
    const given = { decision: 'did_not_happen', by: 'Ana', reason: 'the alias was mistyped' } as const;
    expect(await world.subscriptions.resolve(ref, given)).toMatchObject({
      result: 'carried_out',
      state: 'cancelled',
    });
    expect(await world.subscriptions.get(ref)).toMatchObject({ state: 'cancelled', attention: [] });
    expect(await world.sandbox.control.requests({ orderId: input.orderId })).toHaveLength(0);
  });
});
