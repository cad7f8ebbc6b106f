import { NativeConnection } from '@temporalio/worker';
import { LIVE_STATES } from '../../domain/subscription/states';
import { tellStanding } from '../../worker/metrics/standing';
import { eventually } from '../support/eventually';
import { startLater } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld } from '../support/world';

test('the worker tells how many subscriptions are in each state, without reading one', async () => {
  const world = await startWorld();
  const connection = await NativeConnection.connect({ address: temporalAddress() });
  const told = new Map<unknown, number>();
  const set = (value: number, tags?: Record<string, unknown>): void => void told.set(tags?.['state'], value);
  const metricMeter = { createGauge: () => ({ set }) } as never;
  try {
    await world.begin(await startLater(world));
    await eventually(
      'the list knows it',
      async () =>
        (await world.subscriptions.list({ merchant: world.merchant, state: 'active' })).subscriptions
          .length === 1,
    );
    const stop = tellStanding({ connection, namespace: 'default', runtime: { metricMeter } });
    await eventually('every state is told', () => Promise.resolve(told.size === LIVE_STATES.length));
    stop();
    expect(told.get('active')).toBeGreaterThanOrEqual(1);
  } finally {
    await connection.close();
    await world.stop();
  }
});
