import type { FaultKind } from '../../sandbox/wire/faults';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PAST_THE_WALL_MS = 15 * DAY_MS;
const ana = { by: 'Ana', reason: 'looked it up in the portal' };

type Call = 'confirm' | 'undo' | 'activate';
/** What the gateway made of the call whose answer was lost. */
type Truth = 'executed' | 'never arrived';

const FAULT: Readonly<Record<Truth, FaultKind>> = {
  executed: 'execute_then_drop',
  'never arrived': 'reset_before',
};

interface Ref {
  merchant: string;
  orderId: string;
}

describe('a person decides about a call that nobody could learn the outcome of', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  /** One call is lost, and no question is answered until a person is called; then the gateway is back. */
  async function blockedAt(call: Call | 'pay', truth: Truth): Promise<Ref> {
    const { control } = world.sandbox;
    await control.changeSettings({ nitLifeDays: 60, creationTimeLimitMinutes: 60 * 24 * 60 });
    const lateConfirmation = { confirmWithinMinutes: 14 * 24 * 60 };
    const input = call === 'activate' ? await startLater(world) : await payNow(world, { lateConfirmation });
    const ref = { merchant: world.merchant, orderId: input.orderId };
    await control.addFault({ route: call, kind: FAULT[truth], orderId: input.orderId });
    const silence = async (): Promise<void> => {
      await control.addFault({ route: 'get_transaction', kind: 'error_500', times: 'always' });
      await control.addFault({ route: 'get_schedule', kind: 'error_500', times: 'always' });
    };
    if (call === 'activate' || call === 'pay') await silence();
    await world.begin(input);
    if (call === 'confirm' || call === 'undo') {
      await silence();
      await world.subscriptions[call](ref, ana);
    }
    await world.clock.advanceBy(PAST_THE_WALL_MS);
    expect(await world.view(input.orderId)).toMatchObject({
      state: 'blocked',
      attention: ['blocked'],
      blocked: { call },
    });
    await control.clearFaults();
    return ref;
  }

  const payments = async ({ orderId }: Ref): Promise<unknown[]> =>
    (await world.charges(orderId))
      .filter(({ kind }) => kind === 'payment')
      .map(({ outcome, state }) => ({ outcome, state }));
  const sends = async (call: Call): Promise<number> =>
    (await world.sandbox.control.requests({ route: call })).length;
  /** What the gateway says of the schedule when the story is over. */
  const scheduleStatus = async ({ orderId }: Ref): Promise<string | undefined> =>
    (await world.sandbox.control.schedules()).find((schedule) => schedule.orderId === orderId)?.status;

  it.each([
    // The person is right.
    ['confirm', 'executed', 'happened', 'active', 'confirmed', 1],
    ['confirm', 'never arrived', 'did_not_happen', 'active', 'confirmed', 2],
    ['undo', 'executed', 'happened', 'undone', 'undone', 1],
    ['undo', 'never arrived', 'did_not_happen', 'undone', 'undone', 2],
    // The person is wrong: the gateway refuses what is over, and nothing is captured or released twice.
    ['confirm', 'executed', 'did_not_happen', 'active', 'confirmed', 2],
    ['undo', 'executed', 'did_not_happen', 'undone', 'undone', 2],
    // The gateway is asked instead.
    ['confirm', 'executed', 'ask_again', 'active', 'confirmed', 1],
    ['undo', 'executed', 'ask_again', 'undone', 'undone', 1],
  ] as const)(
    'about a %s that was %s: %s leads to %s, and the money is %s',
    async (call, truth, decision, state, money, requests) => {
      const ref = await blockedAt(call, truth);
      await world.subscriptions.resolve(ref, { ...ana, decision });
      await world.clock.advanceBy(DAY_MS);
      const view = await world.view(ref.orderId);
      expect(view).toMatchObject({ state, attention: [] });
      expect(view.audit).toContainEqual(
        expect.objectContaining({ ...ana, what: `decided: ${call} ${decision}` }),
      );
      expect(await payments(ref)).toEqual([{ outcome: 'approved', state: money }]);
      expect(await sends(call)).toBe(requests);
      expect(await scheduleStatus(ref)).toBe(state === 'active' ? 'ATV' : 'DES');
    },
  );

  it.each([
    ['executed', 'happened', 'active', 'ATV'],
    ['never arrived', 'did_not_happen', 'cancelled', 'NOV'],
    ['executed', 'ask_again', 'active', 'ATV'],
  ] as const)(
    'about an activation that was %s: %s leads to %s, and the schedule reads %s',
    async (truth, decision, state, status) => {
      const ref = await blockedAt('activate', truth);
      await world.subscriptions.resolve(ref, { ...ana, decision });
      await world.clock.advanceBy(DAY_MS);
      const view = await world.view(ref.orderId);
      expect(view).toMatchObject({ state, attention: [] });
      expect(await scheduleStatus(ref)).toBe(status);
      expect(await sends('activate')).toBe(1);
      const known = view.ledger.cycles.flatMap(({ charges }) => charges.map(({ nit }) => nit));
      expect(known).toEqual((await world.charges(ref.orderId)).map(({ nit }) => nit));
    },
  );

  it('is called while the NIT still answers: the wall of a late confirm counts from the creation of the NIT', async () => {
    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 14 * 24 * 60 } });
    await world.begin(input);
    await world.clock.advanceBy(12 * DAY_MS);
    const { control } = world.sandbox;
    await control.addFault({ route: 'confirm', kind: 'execute_then_drop', orderId: input.orderId });
    await control.addFault({ route: 'get_transaction', kind: 'error_500', times: 'always' });
    await control.addFault({ route: 'get_schedule', kind: 'error_500', times: 'always' });
    await world.subscriptions.confirm({ merchant: world.merchant, orderId: input.orderId }, ana);
    await world.clock.advanceBy(2 * DAY_MS + HOUR_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'blocked', blocked: { call: 'confirm' } });
    // On the fifteenth day the gateway answers for the NIT for the last time, and is asked.
    await control.clearFaults();
    await world.clock.advanceBy(DAY_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'active', attention: [] });
    expect(await payments(input)).toEqual([{ outcome: 'approved', state: 'confirmed' }]);
    expect(await sends('confirm')).toBe(1);
  });

  it('about a payment with late confirmation: that it was authorised does not make it paid', async () => {
    const ref = await blockedAt('pay', 'executed');
    const answer = await world.subscriptions.resolve(ref, { ...ana, decision: 'happened' });
    expect(answer.state).toBe('pending_confirmation');
    expect((await world.view(ref.orderId)).ledger.summary.paidCents).toBe(0);
    expect(await world.subscriptions.confirm(ref, ana)).toMatchObject({ state: 'active' });
    expect(await payments(ref)).toEqual([{ outcome: 'approved', state: 'confirmed' }]);
    expect((await world.view(ref.orderId)).ledger.immediate).toMatchObject([{ outcome: 'paid' }]);
  });
});
