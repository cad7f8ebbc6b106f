import type { SubscriptionStart } from '../../contract/input';
import { cardToken } from '../../stories/cards';
import { MONTHLY_CENTS } from '../../stories/orders';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;
/** The fewest that the SDK allows beside a cache that is switched off. */
const CACHED = 2;

/** Seven subscriptions at work side by side push each other out of the cache: nearly every step begins with a replay. */
describe('a worker that keeps two subscriptions in memory', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ maxCachedSubscriptions: CACHED });
  });
  afterAll(() => world.stop());

  const scripted = async (input: SubscriptionStart): Promise<SubscriptionStart> => {
    const denial = { kind: 'deny', authorizerCode: '51' } as const;
    const { orderId } = input;
    await world.sandbox.control.scriptCard(await cardToken(world), { orderId, onExecution: { 2: denial } });
    return input;
  };

  const paidOf = async ({ orderId }: SubscriptionStart): Promise<string[]> => {
    const { immediate, cycles } = (await world.view(orderId)).ledger;
    const charges = [...immediate, ...cycles.flatMap((cycle) => cycle.charges)];
    return charges.filter(({ outcome }) => outcome === 'paid').map(({ nit }) => nit);
  };

  it('leads each life as a worker that forgets none', async () => {
    const lost = await payNow(world);
    const { orderId } = lost;
    await world.sandbox.control.addFault({ route: 'pay', kind: 'execute_then_drop', orderId });
    const late = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 10 * 24 * 60 } });
    const plain = [await payNow(world), await startLater(world), await startLater(world)];
    const denied = await scripted(await startLater(world));
    const handingOver = await payNow(world, { options: { continueAsNewAfterEvents: 50 } });
    const all = [lost, late, ...plain, denied, handingOver];

    for (const input of all) await world.begin(input);
    await world.clock.advanceBy(2 * DAY_MS);
    const answer = await world.subscriptions.confirm(late, { by: 'Ana', reason: 'goods were sent' });
    expect(answer).toMatchObject({ state: 'active', paymentStatus: 'CON' });
    await world.clock.advanceBy(130 * DAY_MS);

    for (const input of all) {
      const executed = (await world.charges(input.orderId)).filter(({ state }) => state === 'confirmed');
      expect((await paidOf(input)).sort()).toEqual(executed.map(({ nit }) => nit).sort());
      const view = await world.view(input.orderId);
      expect(view).toMatchObject({ state: 'active', attention: [] });
      const months = input === denied ? 4 : 5;
      const first = input.entry === 'pay_now' ? 1 : 0;
      expect(view.ledger.summary.paidCents).toBe((months + first) * MONTHLY_CENTS);
    }
  });
});
