import { expectAttention, expectState } from './expectations';
import { payNow, startLater } from './orders';
import { decide } from './persons';
import type { Story } from './story';
import { HOUR_MS } from './times';
import { until } from './until';
import type { World } from './world';

/** How long a call keeps the only place of a worker, real milliseconds: as long as an answer is waited for here. */
const KEEPS_ITS_PLACE_MS = 84_000;

/** Lives whose calls nobody takes, or that do not trust whom they reach. */
export const queues: readonly Story[] = [
  {
    path: 'no-worker',
    description: 'no worker asks for the gateway calls of the merchant; a person is told, and one is started',
    endsAs: 'active',
    raises: ['no_worker'],
    needs: 'no_gateway_worker',
    async play(world, orderId) {
      await world.begin(await payNow(world, orderId));
      await expectState(world, orderId, 'creating');
      await expectAttention(world, orderId, 'no_worker');
      await world.addGatewayWorkers();
      await world.clock.advanceBy(HOUR_MS);
    },
  },
  {
    path: 'gateway-queue-full',
    description:
      'a worker asks for the gateway calls of the merchant and takes none of ours for a day; a person is told, and one more is started',
    endsAs: 'active',
    raises: ['gateway_queue_full'],
    needs: 'no_gateway_worker',
    async play(world, orderId) {
      await world.addGatewayWorkers({ maxCallsInFlight: 1 });
      await takeThePlace(world, `F${orderId}`);
      await world.begin(await payNow(world, orderId));
      await world.clock.advanceBy(30 * HOUR_MS);
      await expectState(world, orderId, 'creating');
      await expectAttention(world, orderId, 'gateway_queue_full');
      await world.addGatewayWorkers();
      await world.clock.advanceBy(3 * HOUR_MS);
      await placeIsFree(world, `F${orderId}`);
    },
  },
  {
    path: 'gateway-untrusted',
    description:
      'the certificate of the gateway is not trusted; nothing leaves, a person is told, and gives it up',
    endsAs: 'cancelled',
    raises: ['gateway_untrusted'],
    needs: 'untrusted_certificate',
    async play(world, orderId) {
      const order = await startLater(world, orderId);
      await world.begin(order);
      await expectState(world, orderId, 'creating');
      await expectAttention(world, orderId, 'gateway_untrusted');
      await decide(world, order, 'did_not_happen', 'the store moves to another gateway');
    },
  },
];

/** Another order whose create is not answered: its call keeps the only place of the worker. */
async function takeThePlace(world: World, orderId: string): Promise<void> {
  const { control } = world.sandbox;
  await control.addFault({ route: 'create', kind: 'hold', orderId, holdMs: KEEPS_ITS_PLACE_MS });
  await world.subscriptions.start(await startLater(world, orderId));
  await until('its create is held', async () => (await control.requests({ route: 'create' })).length > 0);
}

/** A worker that stops cuts a call off that it has; so the call is let end. */
const placeIsFree = (world: World, orderId: string): Promise<void> =>
  until('the call that kept its place has ended', async () => {
    const { lastError } = await world.view(orderId);
    return lastError?.call === 'create';
  });
