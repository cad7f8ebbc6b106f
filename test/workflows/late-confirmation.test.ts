import { CommandNotAllowedError } from '../../client/errors/subscription-errors';
import { cardToken } from '../../stories/cards';
import { payNow } from '../support/orders';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const by = { by: 'Ana', reason: 'the order was checked' };

describe('late confirmation', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  async function authorised(confirmWithinMinutes = 48 * 60): Promise<{ merchant: string; orderId: string }> {
    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes } });
    const view = await world.begin(input);
    expect(view).toMatchObject({ state: 'pending_confirmation', gateway: { paymentStatus: 'PPC' } });
    return { merchant: world.merchant, orderId: input.orderId };
  }

  it('captures the payment when the billing system confirms, and says who did', async () => {
    const ref = await authorised();
    await world.clock.advanceBy(5 * HOUR_MS);
    const answer = await world.subscriptions.confirm(ref, by);
    expect(answer).toMatchObject({ state: 'active', paymentStatus: 'CON' });
    expect(await world.charges(ref.orderId)).toMatchObject([{ outcome: 'approved', state: 'confirmed' }]);
    const { audit } = await world.view(ref.orderId);
    expect(audit).toContainEqual(expect.objectContaining({ by: 'Ana', reason: 'the order was checked' }));
  });

  it('gives the same answer to a repeated confirm, and confirms once', async () => {
    const ref = await authorised();
    const first = await world.subscriptions.confirm(ref, by);
    const second = await world.subscriptions.confirm(ref, by);
    expect(second).toEqual(first);
    expect(await world.sandbox.control.requests({ route: 'confirm' })).toHaveLength(1);
  });

  it('releases the payment when the billing system undoes it', async () => {
    const ref = await authorised();
    expect(await world.subscriptions.undo(ref, by)).toMatchObject({ state: 'undone', paymentStatus: 'PPN' });
    expect(await world.charges(ref.orderId)).toMatchObject([{ state: 'undone' }]);
  });

  it('undoes at the deadline what nobody confirmed, not before', async () => {
    const ref = await authorised(36 * 60);
    await world.clock.advanceBy(35 * HOUR_MS);
    expect((await world.view(ref.orderId)).state).toBe('pending_confirmation');
    await world.clock.advanceBy(2 * HOUR_MS);
    const view = await world.view(ref.orderId);
    expect(view).toMatchObject({ state: 'undone', decision: { kind: 'undo', by: 'system' } });
    expect(await world.charges(ref.orderId)).toMatchObject([{ state: 'undone' }]);
  });

  it('carries a confirm through that was decided in time, even when the gateway is back only after the deadline', async () => {
    const ref = await authorised(60);
    await world.sandbox.control.addFault({ route: 'confirm', kind: 'error_500', times: 1 });
    await world.sandbox.control.addFault({ route: 'get_transaction', kind: 'error_500', times: 30 });
    const answer = await world.subscriptions.confirm(ref, by);
    expect(answer.state).toBe('resolving');
    await world.clock.advanceBy(2 * DAY_MS);
    expect((await world.view(ref.orderId)).state).toBe('active');
    expect(await world.charges(ref.orderId)).toMatchObject([{ state: 'confirmed' }]);
  });

  it('refuses an undo after a confirm, and changes nothing', async () => {
    const ref = await authorised();
    await world.subscriptions.confirm(ref, by);
    const undo = world.subscriptions.undo(ref, by);
    await expect(undo).rejects.toBeInstanceOf(CommandNotAllowedError);
    await expect(undo).rejects.toThrow(/Ana decided to confirm it/);
    expect(await world.charges(ref.orderId)).toMatchObject([{ state: 'confirmed' }]);
  });

  it('notices that the gateway undid the payment by itself', async () => {
    await world.sandbox.control.changeSettings({ autoUndoPpcAfterMinutes: 60 });
    const ref = await authorised();
    await world.clock.advanceBy(2 * DAY_MS);
    expect(await world.view(ref.orderId)).toMatchObject({
      state: 'undone',
      gateway: { paymentStatus: 'PPN' },
    });
  });

  it('learns by query that the payment was undone when a confirm comes too late', async () => {
    await world.sandbox.control.changeSettings({ autoUndoPpcAfterMinutes: 60 });
    const ref = await authorised();
    await world.clock.advanceBy(2 * HOUR_MS);
    await world.subscriptions.confirm(ref, by);
    await world.clock.advanceBy(HOUR_MS);
    expect(await world.view(ref.orderId)).toMatchObject({
      state: 'undone',
      gateway: { paymentStatus: 'PPN' },
    });
  });

  it('ends as rejected when the issuer denies the authorisation', async () => {
    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 60 } });
    const deny = { kind: 'deny', authorizerCode: '05' } as const;
    await world.sandbox.control.scriptCard(await cardToken(world), { orderId: input.orderId, payment: deny });
    expect((await world.begin(input)).state).toBe('rejected');
  });
});
