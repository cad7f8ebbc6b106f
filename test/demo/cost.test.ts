import { costText } from '../../demo/cost/text';
import { busyYear, quietYear } from '../../demo/cost/years';
import { newOrderId } from '../support/orders';
import { startWorld, type World } from '../support/world';

describe('what a subscription-year costs at Temporal', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  it('is little when nothing happens but twelve charges', async () => {
    const year = await quietYear(world, newOrderId());
    expect(year).toMatchObject({ charges: 12, denials: 0, mayCost: { events: 250, actions: 60 } });
    expect(year.cost).toMatchObject({ signals: 0, updates: 0 });
    expect(costText([year])).toMatch(/^✓ quiet/);
  });

  it('is bounded when much happens: denials, edits, posts, through the real doors', async () => {
    const orderId = newOrderId();
    const year = await busyYear(world, orderId);
    expect(year).toMatchObject({ charges: 12, denials: 3, mayCost: { events: 450, actions: 140 } });
    expect(costText([year])).toMatch(/^✓ busy/);
    const { commands, attention } = await world.view(orderId);
    expect(commands.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
    expect(attention).toEqual([]);
    const posts = await world.sandbox.control.posts({ to: 'status', orderId });
    expect(posts.map(({ answer }) => answer)).toEqual(posts.map(() => 200));
    expect(posts.length).toBeGreaterThanOrEqual(14);
  });
});
