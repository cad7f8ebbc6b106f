import { cardToken } from '../../stories/cards';
import { MONTHLY_CENTS } from '../../stories/orders';
import { changeAfterCreate } from '../../stories/mishaps';
import { eventually } from '../support/eventually';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('a call whose outcome is not known', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ answerTimeoutMs: 1_000 });
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  const loseReplyOf = (route: 'pay' | 'activate', orderId: string): Promise<string> =>
    world.sandbox.control.addFault({ route, kind: 'execute_then_drop', orderId });
  const silence = (route: 'get_transaction' | 'get_schedule'): Promise<string> =>
    world.sandbox.control.addFault({ route, kind: 'error_500', times: 'always' });

  it('is a denial when the query says that the issuer said no; the NIT is not paid again', async () => {
    const input = await payNow(world);
    const deny = { kind: 'deny', authorizerCode: '51' } as const;
    await world.sandbox.control.scriptCard(await cardToken(world), { orderId: input.orderId, payment: deny });
    await loseReplyOf('pay', input.orderId);
    await world.begin(input);
    await world.clock.advanceBy(HOUR_MS);
    expect(await world.view(input.orderId)).toMatchObject({
      state: 'rejected',
      ledger: { immediate: [{ outcome: 'denied', code: '51' }] },
    });
    expect(await world.charges(input.orderId)).toHaveLength(1);
  });

  it('is shown as resolving, with the question and the next moment, while nobody answers', async () => {
    const input = await payNow(world);
    await loseReplyOf('pay', input.orderId);
    await silence('get_transaction');
    await world.begin(input);
    await world.clock.advanceBy(3 * HOUR_MS);
    const view = await world.view(input.orderId);
    expect(view).toMatchObject({ state: 'resolving', doubt: { call: 'pay', reason: 'connection_lost' } });
    expect(view.nextMoment).toBeDefined();
    await world.sandbox.control.clearFaults();
    await world.clock.advanceBy(DAY_MS);
    expect((await world.view(input.orderId)).state).toBe('active');
    expect(await world.charges(input.orderId)).toMatchObject([{ amountCents: MONTHLY_CENTS }]);
  });

  it('holds every further payment: a NIT that is in progress is asked for, never paid again', async () => {
    const slow = { authorizationDurationMs: 12_000, statusWhileProcessing: 'PEN' } as const;
    await world.sandbox.control.changeSettings(slow);
    const input = await payNow(world);
    await world.begin(input);
    await world.clock.advanceBy(HOUR_MS);
    expect(await world.view(input.orderId)).toMatchObject({
      state: 'resolving',
      doubt: { call: 'pay', reason: 'answer_timeout' },
      gateway: { paymentStatus: 'PEN' },
    });
    await eventually('the authorisation ends', async () => (await world.charges(input.orderId)).length === 1);
    await world.clock.advanceBy(DAY_MS);
    expect((await world.view(input.orderId)).state).toBe('active');
    expect(await world.charges(input.orderId)).toMatchObject([{ outcome: 'approved' }]);
    expect(await world.sandbox.control.requests({ route: 'pay' })).toHaveLength(1);
  });

  it('expires when the payment never arrives and the gateway lets the NIT die', async () => {
    const input = await payNow(world);
    await world.sandbox.control.addFault({ route: 'pay', kind: 'reset_before', times: 'always' });
    await world.begin(input);
    await world.clock.advanceBy(3 * DAY_MS);
    expect(await world.view(input.orderId)).toMatchObject({
      state: 'expired',
      gateway: { paymentStatus: 'EXP' },
    });
    expect(await world.charges(input.orderId)).toHaveLength(0);
    expect(await world.sandbox.control.requests({ route: 'pay' })).toHaveLength(3);
  });

  it('is given up when it can never leave: after hours only questions are left, and the gateway lets the NIT die', async () => {
    const input = await payNow(world);
    const { control } = world.sandbox;
    await changeAfterCreate(world, input, () => control.addFault({ route: '*', kind: 'refuse_connection' }));
    await world.clock.advanceBy(16 * HOUR_MS);
    expect(await world.view(input.orderId)).toMatchObject({
      state: 'resolving',
      doubt: { call: 'pay', reason: 'connection_refused' },
    });
    await control.clearFaults();
    await world.clock.advanceBy(2 * DAY_MS);
    expect((await world.view(input.orderId)).state).toBe('expired');
    expect(await control.requests({ route: 'pay' })).toHaveLength(0);
    expect(await world.charges(input.orderId)).toHaveLength(0);
  });

  it('expires when the card is no longer in the vault; nothing was sent', async () => {
    const reference = await world.vault.put({ number: '5000000000000001', expiryDate: '1230' });
    await world.vault.discard(reference);
    const input = await payNow(world, { card: { kind: 'vault', reference } });
    await world.begin(input);
    expect((await world.view(input.orderId)).lastError).toMatchObject({ code: 'card_reference_expired' });
    await world.clock.advanceBy(3 * DAY_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'expired' });
    expect(await world.sandbox.control.requests({ route: 'pay' })).toHaveLength(0);
  });

  describe('after fourteen days without an answer', () => {
    async function blockedPayment(): Promise<{ merchant: string; orderId: string }> {
      const input = await payNow(world);
      await loseReplyOf('pay', input.orderId);
      await silence('get_transaction');
      await silence('get_schedule');
      await world.begin(input);
      await world.clock.advanceBy(15 * DAY_MS);
      expect(await world.view(input.orderId)).toMatchObject({
        state: 'blocked',
        attention: ['blocked'],
        blocked: { call: 'pay', decisions: ['happened', 'did_not_happen', 'ask_again'] },
      });
      return { merchant: world.merchant, orderId: input.orderId };
    }

    it('a named person says that it happened, and the schedule is followed', async () => {
      const ref = await blockedPayment();
      await world.sandbox.control.clearFaults();
      const decision = { decision: 'happened', by: 'Ana', reason: 'seen in the portal' } as const;
      expect(await world.subscriptions.resolve(ref, decision)).toMatchObject({ state: 'active' });
      await world.clock.advanceBy(DAY_MS);
      const view = await world.view(ref.orderId);
      expect(view).toMatchObject({ state: 'active', attention: [], gateway: { scheduleStatus: 'ATV' } });
      expect(view.ledger.immediate).toMatchObject([{ outcome: 'paid' }]);
      expect(view.audit).toContainEqual(expect.objectContaining({ by: 'Ana', reason: 'seen in the portal' }));
    });

    it('a named person says that it did not happen, and it is cancelled', async () => {
      const ref = await blockedPayment();
      const decision = { decision: 'did_not_happen', by: 'Ana', reason: 'not in the portal' } as const;
      expect(await world.subscriptions.resolve(ref, decision)).toMatchObject({
        result: 'accepted',
        state: 'resolving',
      });
      // The gateway is asked for a day: nobody else has said so.
      await world.clock.advanceBy(DAY_MS / 2);
      expect(await world.view(ref.orderId)).toMatchObject({ state: 'resolving' });
      await world.clock.advanceBy(DAY_MS);
      expect(await world.view(ref.orderId)).toMatchObject({ state: 'cancelled' });
    });

    it('a named person has it asked again', async () => {
      const ref = await blockedPayment();
      await world.sandbox.control.changeSettings({ nitLifeDays: 60 });
      await world.sandbox.control.clearFaults();
      const decision = { decision: 'ask_again', by: 'Ana', reason: 'the gateway is back' } as const;
      expect(await world.subscriptions.resolve(ref, decision)).toMatchObject({ state: 'resolving' });
      await world.clock.advanceBy(HOUR_MS);
      expect((await world.view(ref.orderId)).state).toBe('active');
      expect((await world.charges(ref.orderId)).filter((charge) => charge.kind === 'payment')).toHaveLength(
        1,
      );
    });

    it('the gateway, asked rarely, gives the answer after all through the schedule', async () => {
      const ref = await blockedPayment();
      await world.sandbox.control.clearFaults();
      await world.clock.advanceBy(8 * DAY_MS);
      expect(await world.view(ref.orderId)).toMatchObject({ state: 'active', attention: [] });
    });
  });

  it('asks for a person when creates stay unanswered, and goes on when told to', async () => {
    const input = await startLater(world);
    await world.sandbox.control.addFault({ route: 'create', kind: 'error_500', times: 'always' });
    await world.begin(input);
    await world.clock.advanceBy(2 * DAY_MS);
    const ref = { merchant: world.merchant, orderId: input.orderId };
    expect(await world.view(input.orderId)).toMatchObject({ state: 'blocked', blocked: { call: 'create' } });
    await world.sandbox.control.clearFaults();
    await world.subscriptions.resolve(ref, { decision: 'ask_again', by: 'Ana', reason: 'it is up again' });
    await world.clock.untilIdle();
    expect((await world.view(input.orderId)).state).toBe('active');
  });
});
