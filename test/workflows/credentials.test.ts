import type { SubscriptionStart } from '../../contract/input';
import { keyOf } from '../../devstack/stack';
import { changeAfterCreate } from '../../stories/mishaps';
import { eventually } from '../support/eventually';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('a store whose credentials the gateway does not accept', () => {
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await startWorld();
    const [merchantId = ''] = await world.sandbox.control.merchantIds();
    id = merchantId;
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  const rightKey = (): string => keyOf(world.merchant);
  const changeKey = (): Promise<void> => world.sandbox.control.registerMerchant({ id, key: 'another-key' });
  const closeStore = (): Promise<void> =>
    world.sandbox.control.registerMerchant({ id, key: rightKey(), active: false });
  const mend = (): Promise<void> => world.sandbox.control.registerMerchant({ id, key: rightKey() });

  /** The create is accepted; from then on nothing is. */
  const refuseAfterCreate = (input: SubscriptionStart): Promise<void> =>
    changeAfterCreate(world, input, changeKey);

  it.each([
    ['a wrong key', changeKey, 'refused_146'],
    ['a store that is not active', closeStore, 'refused_110'],
  ])(
    'a create refused for %s waits, is put before a person, and is carried out once it is mended',
    async (_, refuse, code) => {
      await refuse();
      const input = await payNow(world);
      const waiting = await world.begin(input);
      expect(waiting).toMatchObject({
        state: 'creating',
        attention: ['credentials_refused'],
        lastError: { code },
      });
      await mend();
      await world.clock.advanceBy(HOUR_MS);
      expect(await world.view(input.orderId)).toMatchObject({ state: 'active', attention: [] });
      expect(await world.charges(input.orderId)).toMatchObject([{ kind: 'payment', state: 'confirmed' }]);
    },
  );

  it('is blocked when nobody mends them, and goes on by itself when somebody does at last', async () => {
    await changeKey();
    const input = await payNow(world);
    await world.begin(input);
    await world.clock.advanceBy(2 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view).toMatchObject({ state: 'blocked', blocked: { call: 'create', reason: 'refused_146' } });
    expect(view.attention.toSorted()).toEqual(['blocked', 'credentials_refused']);
    await mend();
    await world.clock.advanceBy(2 * DAY_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'active', attention: [] });
    expect(await world.charges(input.orderId)).toHaveLength(1);
  });

  it('a first payment is made once, as soon as they are mended', async () => {
    const input = await payNow(world);
    await refuseAfterCreate(input);
    expect(await world.view(input.orderId)).toMatchObject({
      state: 'paying',
      attention: ['credentials_refused'],
      lastError: { call: 'pay', code: 'refused_146' },
    });
    await mend();
    await world.clock.advanceBy(HOUR_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'active', attention: [] });
    expect(await world.charges(input.orderId)).toMatchObject([{ kind: 'payment', state: 'confirmed' }]);
  });

  it('an activation is made once, as soon as they are mended', async () => {
    const input = await startLater(world);
    await refuseAfterCreate(input);
    expect(await world.view(input.orderId)).toMatchObject({
      state: 'activating',
      attention: ['credentials_refused'],
    });
    await mend();
    await world.clock.advanceBy(11 * DAY_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'active', attention: [] });
    expect(await world.charges(input.orderId)).toMatchObject([{ kind: 'scheduled', cycle: 1 }]);
  });

  it('is asked at a measured pace although no question has ever been answered', async () => {
    const input = await startLater(world);
    await world.sandbox.control.addFault({
      route: 'activate',
      kind: 'execute_then_drop',
      orderId: input.orderId,
    });
    await world.subscriptions.start(input);
    await eventually(
      'the activation is lost',
      async () => (await world.view(input.orderId)).state === 'resolving',
    );
    await changeKey();
    await world.begin(input);
    await world.clock.advanceBy(15 * DAY_MS);
    const ref = { merchant: world.merchant, orderId: input.orderId };
    const decision = { decision: 'happened', by: 'Ana', reason: 'seen in the portal' } as const;
    await world.subscriptions.resolve(ref, decision);
    const asked = async (): Promise<number> =>
      (await world.sandbox.control.requests({ route: 'get_schedule' })).length;
    const before = await asked();
    await world.clock.advanceBy(DAY_MS);
    expect((await asked()) - before).toBeLessThanOrEqual(7);
    await mend();
    await world.clock.advanceBy(2 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view).toMatchObject({ state: 'active', attention: [] });
    expect(view.ledger.cycles.map(({ outcome }) => outcome)).toEqual(['paid', 'due']);
  });

  it('a running subscription tells a person at once, and loses no charge over it', async () => {
    const input = await startLater(world);
    await world.begin(input);
    await world.clock.advanceBy(9 * DAY_MS);
    await changeKey();
    await world.clock.advanceBy(2 * DAY_MS);
    expect(await world.view(input.orderId)).toMatchObject({
      state: 'active',
      attention: ['credentials_refused'],
      lastError: { call: 'getSchedule', code: '146' },
    });
    await mend();
    await world.clock.advanceBy(2 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view.attention).toEqual([]);
    expect(view.ledger.cycles.map(({ outcome }) => outcome)).toEqual(['paid', 'due']);
  });
});
