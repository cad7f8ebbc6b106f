import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually';
import { startLater } from '../support/orders';
import { TestReceiver } from '../support/receiver';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('a receiver that asks to be left alone for a day', () => {
  const secrets = [`whsec_${randomBytes(32).toString('base64')}`];
  let world: World;
  let receiver: TestReceiver;

  beforeAll(async () => {
    receiver = await TestReceiver.open(secrets);
    world = await startWorld({ receiver: receiver.options() });
  });
  beforeEach(() => world.reset());
  afterAll(async () => {
    await world.stop();
    await receiver.close();
  });

  it('is left alone behind what it took, and the attempts of the next event begin anew', async () => {
    receiver.faults = [undefined, 'asks_for_a_day', 'refuses'];
    const before = receiver.requests;
    const { orderId } = await begun();
    await eventually('it has answered twice', () => Promise.resolve(receiver.requests >= before + 2));
    await world.clock.advanceBy(20 * HOUR_MS);
    expect(receiver.requests).toBe(before + 2);
    expect(receiver.of(orderId).map(({ sequence }) => sequence)).toEqual([1]);
    // A day has passed; what is refused then is the first attempt, and the second follows within seconds.
    await world.clock.advanceBy(4 * HOUR_MS + 60_000);
    await eventually('all have arrived', async () => {
      const { last } = await world.subscriptions.events({ merchant: world.merchant, orderId });
      return receiver.of(orderId).at(-1)?.sequence === last;
    });
    expect((await world.view(orderId)).attention).toEqual([]);
  });

  it('has each event posted once before they are given up, although the schedule is not used up', async () => {
    receiver.faults = Array.from({ length: 4 }, () => 'asks_for_a_day');
    const { orderId } = await begun();
    await world.clock.advanceBy(4.5 * DAY_MS);
    await eventually('all but the first have arrived', () =>
      Promise.resolve(receiver.of(orderId).length > 0),
    );
    expect(receiver.of(orderId).map(({ sequence }) => sequence)).not.toContain(1);
    const { undelivered } = await world.subscriptions.events({ merchant: world.merchant, orderId });
    expect(undelivered).toMatchObject([{ from: 1, to: 1, problem: 'the receiver answered HTTP 429' }]);
  });

  async function begun(): Promise<{ orderId: string }> {
    const order = await startLater(world, {});
    await world.begin(order);
    return order;
  }
});
