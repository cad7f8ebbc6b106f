import { historyText } from '../support/history-text';
import { payNow } from '../support/orders';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
/** A documented test card (docs/gateway.md §11). */
const CARD = { number: '5000000000000001', expiryDate: '1230', securityCode: '123' };
/** What a careless vault says when it fails. */
const TELLTALE = 'no route to the store of 5000000000000001';

describe('a vault that is out of order', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => world.stop());

  const inVault = async (): Promise<{ kind: 'vault'; reference: string }> => ({
    kind: 'vault',
    reference: await world.vault.put(CARD),
  });
  const paySends = async (): Promise<number> =>
    (await world.sandbox.control.requests({ route: 'pay' })).length;

  it('cannot be asked at first: nothing was sent, then the customer is charged once', async () => {
    const input = await payNow(world, { card: await inVault() });
    jest.spyOn(world.vault, 'get').mockRejectedValueOnce(new Error(TELLTALE));
    expect(await world.begin(input)).toMatchObject({
      state: 'paying',
      lastError: { call: 'pay', code: 'vault_unavailable' },
    });
    expect(await paySends()).toBe(0);
    await world.clock.advanceBy(HOUR_MS);
    expect((await world.view(input.orderId)).state).toBe('active');
    expect(await paySends()).toBe(1);
    expect(await world.charges(input.orderId)).toMatchObject([{ kind: 'payment', state: 'confirmed' }]);
  });

  it('cannot forget: the payment is known as made, at once, and its words are in no history', async () => {
    const input = await payNow(world, { card: await inVault() });
    jest.spyOn(world.vault, 'discard').mockRejectedValue(new Error(TELLTALE));
    expect(await world.begin(input)).toMatchObject({ state: 'active', attention: [] });
    expect(await world.charges(input.orderId)).toMatchObject([{ kind: 'payment', state: 'confirmed' }]);
    const text = await historyText(world.client, `subscription/${world.merchant}/${input.orderId}`);
    expect(text).toContain('payTransaction');
    expect(text).not.toContain('no route');
  });
});
