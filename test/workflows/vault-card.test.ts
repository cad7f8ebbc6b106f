import { cardToken } from '../../stories/cards';
import { historyText } from '../support/history-text';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
/** The documented test card (docs/gateway.md §11). Its security code is digits that no id of a history holds by itself. */
const CARD = { number: '5000000000000001', expiryDate: '1230', securityCode: '123' };

describe('a card from the vault', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  const inVault = async (): Promise<{ kind: 'vault'; reference: string }> => ({
    kind: 'vault',
    reference: await world.vault.put(CARD),
  });

  async function expectOutsideTemporal(orderId: string): Promise<void> {
    const text = await historyText(world.client, `subscription/${world.merchant}/${orderId}`);
    expect(text).toContain('payTransaction');
    expect(text).not.toContain(CARD.number);
    expect(text).not.toContain('securityCode');
    expect(text).not.toContain('expiryDate');
  }

  it('pays, never enters the history, and is forgotten once the gateway has decided', async () => {
    const card = await inVault();
    const input = await payNow(world, { card });
    expect(await world.begin(input)).toMatchObject({ state: 'active' });
    expect(await world.charges(input.orderId)).toMatchObject([{ kind: 'payment', state: 'confirmed' }]);
    await expectOutsideTemporal(input.orderId);
    expect(await world.vault.get(card.reference)).toBeUndefined();
  });

  it('is forgotten after a denial too', async () => {
    const card = await inVault();
    const input = await payNow(world, { card });
    const payment = { kind: 'deny', authorizerCode: '51' } as const;
    await world.sandbox.control.scriptCard(await cardToken(world), { orderId: input.orderId, payment });
    expect(await world.begin(input)).toMatchObject({ state: 'rejected' });
    await expectOutsideTemporal(input.orderId);
    expect(await world.vault.get(card.reference)).toBeUndefined();
  });

  it('is kept while the outcome is open, so that a payment that never arrived can be made after all', async () => {
    const card = await inVault();
    const input = await payNow(world, { card });
    await world.sandbox.control.addFault({ route: 'pay', kind: 'reset_before', orderId: input.orderId });
    expect(await world.begin(input)).toMatchObject({ state: 'resolving' });
    expect(await world.vault.get(card.reference)).toEqual(CARD);
    await world.clock.advanceBy(HOUR_MS);
    expect((await world.view(input.orderId)).state).toBe('active');
    expect(await world.charges(input.orderId)).toMatchObject([{ kind: 'payment', state: 'confirmed' }]);
    await expectOutsideTemporal(input.orderId);
    expect(await world.vault.get(card.reference)).toBeUndefined();
  });

  it('activates a schedule and is forgotten', async () => {
    const card = await inVault();
    expect(await world.begin(await startLater(world, { card }))).toMatchObject({ state: 'active' });
    expect(await world.vault.get(card.reference)).toBeUndefined();
  });
});
