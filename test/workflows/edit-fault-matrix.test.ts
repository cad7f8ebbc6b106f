import { pastTheJob } from '../../stories/job-of-today';
import type { SubscriptionRef } from '../../client';
import type { PostFaultKind } from '../../sandbox/posting/post-faults';
import type { LedgerEntry } from '../../sandbox/state/ledger';
import type { FaultKind } from '../../sandbox/wire/faults';
import { MONTHLY_CENTS } from '../../stories/orders';
import { eventually } from '../support/eventually';
import { startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';
import { ANSWER_TIMEOUT_MS, FAULTS, holdOf } from './support/faults';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WHO = { by: 'Ana', reason: 'fault matrix' };
const CHANGED_CENTS = 5_990;

/** What may happen to the gateway's post with a SEID. */
const POST_FAULTS: readonly PostFaultKind[] = [
  'lost',
  'answer_lost',
  'twice',
  'delayed',
  'never',
  'for_another',
  'expired',
];

describe('the fault matrix of edits', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ answerTimeoutMs: ANSWER_TIMEOUT_MS });
  });
  beforeEach(async () => {
    await world.reset();
    await world.openDoors();
  });
  afterAll(() => world.stop());

  /** A subscription that runs; its first charge is ten days ahead. */
  async function running(): Promise<SubscriptionRef> {
    const { orderId } = await world.begin(await startLater(world));
    await pastTheJob(world);
    return { merchant: world.merchant, orderId };
  }

  async function breakOnce(
    route: 'begin_edit' | 'edit',
    kind: FaultKind,
    { orderId }: SubscriptionRef,
  ): Promise<void> {
    await world.sandbox.control.addFault({ route, kind, orderId, ...holdOf(kind) });
  }

  /** Nothing is judged while the gateway still has a request: one that is held may be carried out late. */
  async function afterwards({ orderId }: SubscriptionRef): Promise<void> {
    await world.clock.untilIdle();
    await world.clock.advanceBy(HOUR_MS);
    await eventually('no request is under way', async () =>
      (await world.sandbox.control.requests()).every(({ status }) => status !== 'open'),
    );
    expect((await world.view(orderId)).commands).toMatchObject([{ state: 'done' }]);
  }

  async function chargesAfter(days: number, { orderId }: SubscriptionRef): Promise<LedgerEntry[]> {
    await world.clock.advanceBy(days * DAY_MS);
    return world.charges(orderId);
  }

  async function expectQuiet({ orderId }: SubscriptionRef): Promise<void> {
    const { attention, commands } = await world.view(orderId);
    expect(attention).toEqual([]);
    expect(commands).toMatchObject([{ state: 'done' }]);
  }

  const inDays = async (days: number): Promise<string> =>
    new Date((await world.clock.now()).getTime() + days * DAY_MS).toISOString().slice(0, 10);

  async function changeAmount(ref: SubscriptionRef): Promise<void> {
    await world.subscriptions.changeAmount(ref, { ...WHO, amountCents: CHANGED_CENTS });
    await afterwards(ref);
    expect(await chargesAfter(12, ref)).toMatchObject([{ amountCents: CHANGED_CENTS, outcome: 'approved' }]);
    await expectQuiet(ref);
  }

  describe.each(FAULTS)('%s (the gateway %s)', (kind) => {
    it('begin_edit: begun again where no SEID came, and set once', async () => {
      const ref = await running();
      await breakOnce('begin_edit', kind, ref);
      await changeAmount(ref);
      expect(await world.sandbox.control.requests({ route: 'edit', orderId: ref.orderId })).toHaveLength(1);
    });

    it('edit of the date: charged once, on the new date', async () => {
      const ref = await running();
      await breakOnce('edit', kind, ref);
      await world.subscriptions.changeNextDate(ref, { ...WHO, nextDate: await inDays(15) });
      await afterwards(ref);
      expect(await chargesAfter(12, ref)).toEqual([]);
      expect(await chargesAfter(15, ref)).toMatchObject([{ amountCents: MONTHLY_CENTS, cycle: 1 }]);
      await expectQuiet(ref);
    });

    it('cancellation: nothing is charged any more', async () => {
      const ref = await running();
      await breakOnce('edit', kind, ref);
      await world.subscriptions.cancel(ref, { ...WHO, when: 'now' });
      await afterwards(ref);
      expect(await chargesAfter(40, ref)).toEqual([]);
      expect((await world.view(ref.orderId)).state).toBe('cancelled');
      await expectQuiet(ref);
    });
  });

  it('refuse_connection (nothing ever leaves): set once the gateway is back', async () => {
    const ref = await running();
    await world.sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });
    await world.subscriptions.changeAmount(ref, { ...WHO, amountCents: CHANGED_CENTS });
    await world.clock.advanceBy(HOUR_MS);
    expect(await world.view(ref.orderId)).toMatchObject({
      commands: [{ state: 'under_way' }],
      lastError: { code: 'connection_refused' },
    });
    await world.sandbox.control.clearFaults();
    expect(await chargesAfter(12, ref)).toMatchObject([{ amountCents: CHANGED_CENTS }]);
    await expectQuiet(ref);
    expect(await world.sandbox.control.requests({ route: 'edit', orderId: ref.orderId })).toHaveLength(1);
  });

  it.each(POST_FAULTS)('the post with the SEID is %s: the change is made once', async (kind) => {
    const ref = await running();
    await world.sandbox.control.addPostFault({ to: 'authenticity', kind, orderId: ref.orderId });
    await changeAmount(ref);
    // What has expired is refused, and set with another SEID.
    const sends = kind === 'expired' ? 2 : 1;
    expect(await world.sandbox.control.requests({ route: 'edit', orderId: ref.orderId })).toHaveLength(sends);
  });
});
