import { cardToken } from '../../stories/cards';
import { inDays } from '../../stories/orders';
import { startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;
const ana = { by: 'Ana', reason: 'reversed one of the two in the portal' };

describe('a person acknowledges what cannot be undone', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  /** A subscription whose first cycle was charged on two days. */
  async function chargedTwice(): Promise<{ merchant: string; orderId: string }> {
    const input = await startLater(world);
    await world.begin(input);
    await world.sandbox.control.addIncident({ firstDay: await inDays(world, 10), repeatDays: 1 });
    await world.clock.advanceBy(45 * DAY_MS);
    expect((await world.view(input.orderId)).attention).toEqual(['cycle_paid_twice']);
    return { merchant: world.merchant, orderId: input.orderId };
  }

  const needingAttention = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const { orderId } of world.subscriptions.listAll({
      merchant: world.merchant,
      needsAttention: true,
      open: true,
    })) {
      found.push(orderId);
    }
    return found;
  };

  it('takes the flag off and says who did; the ledger goes on telling the truth', async () => {
    const ref = await chargedTwice();
    await world.subscriptions.acknowledge(ref, { ...ana, flags: ['cycle_paid_twice'] });
    await world.clock.advanceBy(20 * DAY_MS);
    const view = await world.view(ref.orderId);
    expect(view.attention).toEqual([]);
    expect(view.ledger.cycles[0]?.outcome).toBe('paid_twice');
    expect(view.audit).toContainEqual(
      expect.objectContaining({ ...ana, what: 'acknowledged cycle_paid_twice' }),
    );
    expect(await needingAttention()).not.toContain(ref.orderId);
  });

  it('is told again when it happens again', async () => {
    const ref = await chargedTwice();
    await world.subscriptions.acknowledge(ref, { ...ana, flags: ['cycle_paid_twice'] });
    const { nextDate } = (await world.view(ref.orderId)).gateway;
    await world.sandbox.control.addIncident({ firstDay: nextDate ?? '', repeatDays: 1 });
    await world.clock.advanceBy(65 * DAY_MS);
    const view = await world.view(ref.orderId);
    expect(view.ledger.summary.byOutcome.paid_twice).toBe(2);
    expect(view.attention).toEqual(['cycle_paid_twice']);
    expect(await needingAttention()).toContain(ref.orderId);
  });

  it('is refused where the flag is not up, or is one that goes by itself; repeating it has no second effect', async () => {
    const ref = await chargedTwice();
    const request = { ...ana, flags: ['cycle_paid_twice' as const], updateId: 'ana-1' };
    const answer = await world.subscriptions.acknowledge(ref, request);
    expect(await world.subscriptions.acknowledge(ref, request)).toEqual(answer);
    const again = world.subscriptions.acknowledge(ref, { ...ana, flags: ['cycle_paid_twice'] });
    await expect(again).rejects.toMatchObject({
      code: 'command_not_allowed',
      message: expect.stringContaining('not flagged: cycle_paid_twice') as string,
    });
    const blocked = world.subscriptions.acknowledge(ref, { ...ana, flags: ['blocked' as 'cycle_missed'] });
    await expect(blocked).rejects.toMatchObject({
      code: 'invalid_command',
      problems: [{ field: 'flags.0' }],
    });
    expect((await world.view(ref.orderId)).audit.filter(({ by }) => by === 'Ana')).toHaveLength(1);
  });

  it('takes off that a cancellation was requested', async () => {
    const input = await startLater(world, { card: { kind: 'carat_token', token: await cardToken(world) } });
    await world.begin(input);
    const handle = world.client.workflow.getHandle(`subscription/${world.merchant}/${input.orderId}`);
    await handle.cancel();
    await world.clock.untilIdle();
    expect((await world.view(input.orderId)).attention).toEqual(['cancel_requested']);
    await world.subscriptions.acknowledge(input, { ...ana, flags: ['cancel_requested'] });
    expect(await world.view(input.orderId)).toMatchObject({ state: 'active', attention: [] });
  });
});
