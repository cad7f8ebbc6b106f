import type { NewStart } from '../../contract/input';
import type { LedgerEntry } from '../../sandbox/state/ledger';
import { cardToken } from '../../stories/cards';
import { eventually } from '../support/eventually';
import { startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CENTS = 4_990;
const WHO = { by: 'Ana', reason: 'the customer asked for it' };
const FIRST = { kind: 'cycle', number: 1 } as const;

describe('refunds, through the real doors', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ answerTimeoutMs: 2_000 });
  });
  beforeEach(async () => {
    await world.reset();
    await world.sandbox.control.changeSettings({ refundCardRequired: 'never' });
    await world.openDoors();
  });
  afterAll(() => world.stop());

  interface Paid {
    input: NewStart;
    ref: { merchant: string; orderId: string };
  }

  /** A subscription whose first cycle is paid. */
  async function paid(): Promise<Paid> {
    const input = await startLater(world);
    await world.begin(input);
    await world.clock.advanceBy(12 * DAY_MS);
    return { input, ref: { merchant: world.merchant, orderId: input.orderId } };
  }

  /** What the gateway gave back: its own ledger is the truth. */
  const refunds = async ({ input }: Paid): Promise<LedgerEntry[]> =>
    (await world.charges(input.orderId)).filter(({ kind }) => kind === 'refund');

  const sends = async ({ input }: Paid): Promise<unknown[]> =>
    world.sandbox.control.requests({ route: 'refund', orderId: input.orderId });

  it('whole: the money goes back once, the charge is refunded, and nothing is flagged', async () => {
    const life = await paid();
    expect(await world.subscriptions.refund(life.ref, { ...WHO, charge: FIRST })).toMatchObject({
      result: 'carried_out',
      state: 'active',
    });
    await world.clock.advanceBy(HOUR_MS);
    expect(await refunds(life)).toMatchObject([{ outcome: 'approved', amountCents: CENTS }]);
    const view = await world.view(life.input.orderId);
    expect(view.attention).toEqual([]);
    expect(view.ledger.cycles[0]).toMatchObject({
      outcome: 'refunded',
      charges: [{ outcome: 'refunded', gatewayStatus: 'EST', amountCents: CENTS, refundedCents: CENTS }],
    });
    expect(view.ledger.summary).toMatchObject({ paidCents: 0, refundedCents: CENTS, reversedCents: 0 });
    await expect(world.subscriptions.refund(life.ref, { ...WHO, charge: FIRST })).rejects.toMatchObject({
      code: 'command_not_allowed',
    });
  });

  it('in parts: the charge stays paid, and no more goes back than was paid', async () => {
    const life = await paid();
    const part = { ...WHO, charge: FIRST, amountCents: 1_000 };
    expect(await world.subscriptions.preview(life.ref, 'refund', part)).toMatchObject({
      allowed: true,
      refund: { amountCents: 1_000, leftCents: CENTS - 1_000 },
    });
    expect(await refunds(life)).toEqual([]);
    expect(await world.subscriptions.refund(life.ref, part)).toMatchObject({ result: 'carried_out' });
    expect((await world.view(life.input.orderId)).ledger.summary).toMatchObject({
      paidCents: CENTS - 1_000,
      refundedCents: 1_000,
    });
    const more = { ...WHO, charge: FIRST, amountCents: CENTS };
    await expect(world.subscriptions.refund(life.ref, more)).rejects.toMatchObject({
      code: 'command_not_allowed',
    });
    await world.subscriptions.refund(life.ref, { ...WHO, charge: FIRST });
    await world.clock.advanceBy(HOUR_MS);
    expect((await refunds(life)).map(({ amountCents }) => amountCents)).toEqual([1_000, CENTS - 1_000]);
    const view = await world.view(life.input.orderId);
    expect(view.attentionDetails).toEqual([]);
    expect(view.ledger.cycles[0]).toMatchObject({ outcome: 'refunded' });
    const lines = [{ refundedCents: 1_000 }, { refundedCents: CENTS - 1_000 }];
    expect((await world.subscriptions.charges(life.ref)).refunds).toMatchObject(lines);
    const { entries } = await world.subscriptions.timeline(life.ref);
    const told = entries.filter(({ event }) => event === 'refund');
    expect(told).toMatchObject(lines.map(({ refundedCents: amountCents }) => ({ amountCents, by: 'Ana' })));
  });

  it('a reply that is lost: the gateway is asked, and nothing is sent again', async () => {
    const life = await paid();
    const { orderId } = life.input;
    await world.sandbox.control.addFault({ route: 'refund', kind: 'execute_then_drop', orderId });
    const request = { ...WHO, charge: FIRST, updateId: 'once' };
    expect(['in_doubt', 'carried_out']).toContain(
      (await world.subscriptions.refund(life.ref, request)).result,
    );
    await eventually('it is done', async () => (await world.view(orderId)).refunds[0]?.state === 'done');
    expect(await sends(life)).toHaveLength(1);
    expect(await refunds(life)).toHaveLength(1);
    expect(await world.subscriptions.refund(life.ref, request)).toMatchObject({ result: 'carried_out' });
    expect((await world.view(orderId)).attention).toEqual([]);
  });

  it('another one under a known update id: it is refused, and not told as carried out', async () => {
    const life = await paid();
    const part = { ...WHO, charge: FIRST, amountCents: 1_000, updateId: 'once' };
    expect(await world.subscriptions.refund(life.ref, part)).toMatchObject({ result: 'carried_out' });
    await expect(world.subscriptions.refund(life.ref, { ...part, amountCents: 2_000 })).rejects.toMatchObject(
      {
        code: 'command_not_allowed',
        problems: [{ field: 'updateId' }],
        nextStep: expect.stringContaining('an update id of its own') as string,
      },
    );
    // Somebody else may repeat it, and say why in other words.
    const repeated = await world.subscriptions.refund(life.ref, { ...part, by: 'Bia', reason: 'once more' });
    expect(repeated).toMatchObject({ result: 'carried_out' });
    expect(repeated).not.toHaveProperty('content');
    expect(await refunds(life)).toMatchObject([{ amountCents: 1_000 }]);
  });

  it('a NIT that never comes, and one that our doors never saw: another one is asked for', async () => {
    const life = await paid();
    const { orderId } = life.input;
    await world.sandbox.control.addPostFault({ to: 'authenticity', kind: 'never', orderId });
    await world.sandbox.control.addPostFault({ to: 'authenticity', kind: 'lost', orderId });
    expect(await world.subscriptions.refund(life.ref, { ...WHO, charge: FIRST })).toMatchObject({
      result: 'accepted',
    });
    await world.clock.advanceBy(HOUR_MS);
    expect(await refunds(life)).toMatchObject([{ amountCents: CENTS }]);
    expect((await world.view(orderId)).refunds).toMatchObject([{ state: 'done', refundedCents: CENTS }]);
  });

  it('of a charge that the gateway made after a cancellation: given back, no longer flagged, and it ends', async () => {
    const life = await paid();
    const { orderId } = life.input;
    await world.clock.advanceBy(26 * DAY_MS);
    const away = { route: 'begin_edit', kind: 'error_500', times: 'always', orderId } as const;
    await world.sandbox.control.addFault(away);
    await world.subscriptions.cancel(life.ref, WHO);
    await world.clock.advanceBy(5 * DAY_MS);
    await world.sandbox.control.clearFaults();
    await world.clock.advanceBy(2 * DAY_MS);
    expect(await world.view(orderId)).toMatchObject({
      state: 'cancelling',
      attention: ['charged_after_cancellation'],
    });
    const second = { kind: 'cycle', number: 2 } as const;
    await world.subscriptions.refund(life.ref, { ...WHO, charge: second });
    await world.clock.advanceBy(50 * DAY_MS);
    expect(await refunds(life)).toHaveLength(1);
    expect(await world.view(orderId)).toMatchObject({ state: 'cancelled', attention: [] });
  });

  it('where the acquirer wants the card: it is sent by reference, and another card is refused', async () => {
    await world.sandbox.control.changeSettings({ refundCardRequired: 'on_sitef', acquirer: 'bin_sitef' });
    const life = await paid();
    const without = world.subscriptions.refund(life.ref, { ...WHO, charge: FIRST });
    await expect(without).rejects.toMatchObject({ code: 'command_not_carried_out' });
    expect(await refunds(life)).toEqual([]);
    const card = { kind: 'carat_token', token: await cardToken(world) } as const;
    expect(await world.subscriptions.refund(life.ref, { ...WHO, charge: FIRST, card })).toMatchObject({
      result: 'carried_out',
    });
    expect(await refunds(life)).toHaveLength(1);
  });
});
