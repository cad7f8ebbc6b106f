import type { SubscriptionStart } from '../../contract/input';
import type { SubscriptionView } from '../../contract/view';
import type { FaultKind } from '../../sandbox/wire/faults';
import { MONTHLY_CENTS } from '../../stories/orders';
import { changeAfterCreate } from '../../stories/mishaps';
import { eventually } from '../support/eventually';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';
import { ANSWER_TIMEOUT_MS, FAULTS, holdOf } from './support/faults';

type Call = 'create' | 'pay' | 'activate' | 'confirm' | 'undo';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Faults that the client reads through: the call is answered as if nothing were wrong. */
const HARMLESS: readonly FaultKind[] = ['extra_fields', 'json_numbers'];

describe('the fault matrix', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ answerTimeoutMs: ANSWER_TIMEOUT_MS });
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  async function breakOnce(call: Call, kind: FaultKind, orderId: string): Promise<void> {
    await world.sandbox.control.addFault({ route: call, kind, orderId, ...holdOf(kind) });
  }

  /** From the create on, connections are refused. */
  const refuseAfterCreate = (input: SubscriptionStart): Promise<void> =>
    changeAfterCreate(world, input, () =>
      world.sandbox.control.addFault({ route: '*', kind: 'refuse_connection' }),
    );

  const requests = async (call: Call): Promise<unknown[]> => world.sandbox.control.requests({ route: call });

  async function expectPaidOnce(orderId: string): Promise<void> {
    const charges = (await world.charges(orderId)).filter((charge) => charge.kind === 'payment');
    expect(charges).toMatchObject([{ outcome: 'approved', amountCents: MONTHLY_CENTS }]);
    expect(charges).toMatchObject([{ state: 'confirmed', reversed: false }]);
    const view = await world.view(orderId);
    expect(view.ledger.immediate).toMatchObject([{ outcome: 'paid', amountCents: MONTHLY_CENTS }]);
  }

  async function expectChargedOnFirstDate(orderId: string): Promise<void> {
    expect(await world.charges(orderId)).toHaveLength(0);
    await world.clock.advanceBy(11 * DAY_MS);
    const charges = await world.charges(orderId);
    expect(charges).toMatchObject([{ kind: 'scheduled', outcome: 'approved', cycle: 1 }]);
  }

  /** Only time skipping can overtake a request that is held: then it is sent again, and one of the two is refused. */
  async function expectSends(call: Call, kind: FaultKind, sends: number): Promise<void> {
    const { length } = await requests(call);
    if (kind === 'hold_before') expect([1, 2]).toContain(length);
    else expect(length).toBe(sends);
  }

  const decide = (call: 'confirm' | 'undo', orderId: string): Promise<unknown> =>
    world.subscriptions[call](
      { merchant: world.merchant, orderId },
      { by: 'billing test', reason: 'fault matrix' },
    );

  async function awaitingConfirmation(): Promise<string> {
    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 2 * 24 * 60 } });
    const view = await world.begin(input);
    expect(view).toMatchObject({
      state: 'pending_confirmation',
      gateway: { paymentStatus: 'PPC', scheduleStatus: 'PEN' },
    });
    return input.orderId;
  }

  /** Nothing is judged while the gateway still has a request: one that is held may be executed late. */
  async function afterwards(orderId: string): Promise<SubscriptionView> {
    await world.clock.untilIdle();
    await world.clock.advanceBy(HOUR_MS);
    await eventually('no request is under way', async () =>
      (await world.sandbox.control.requests()).every(({ status }) => status !== 'open'),
    );
    return world.view(orderId);
  }

  describe.each(FAULTS)('%s (the gateway %s)', (kind, executes) => {
    const sendsNeeded = executes === 'executes' ? 1 : 2;

    it('create: created again where the answer is lost, paid once', async () => {
      const input = await payNow(world);
      await breakOnce('create', kind, input.orderId);
      await world.begin(input);
      expect((await afterwards(input.orderId)).state).toBe('active');
      await expectPaidOnce(input.orderId);
      expect(await requests('create')).toHaveLength(HARMLESS.includes(kind) ? 1 : 2);
    });

    it('create without a payment: created again where the answer is lost, charged once on the first date', async () => {
      const input = await startLater(world);
      await breakOnce('create', kind, input.orderId);
      await world.begin(input);
      expect((await afterwards(input.orderId)).state).toBe('active');
      expect(await requests('create')).toHaveLength(HARMLESS.includes(kind) ? 1 : 2);
      expect(await requests('activate')).toHaveLength(1);
      await expectChargedOnFirstDate(input.orderId);
    });

    it('pay: the customer is charged once', async () => {
      const input = await payNow(world);
      await breakOnce('pay', kind, input.orderId);
      await world.begin(input);
      expect((await afterwards(input.orderId)).state).toBe('active');
      await expectPaidOnce(input.orderId);
      await expectSends('pay', kind, sendsNeeded);
    });

    it('activate: the schedule runs, and charges once on its first date', async () => {
      const input = await startLater(world);
      await breakOnce('activate', kind, input.orderId);
      await world.begin(input);
      expect((await afterwards(input.orderId)).state).toBe('active');
      await expectSends('activate', kind, sendsNeeded);
      await expectChargedOnFirstDate(input.orderId);
    });

    it('confirm: captured once', async () => {
      const orderId = await awaitingConfirmation();
      await breakOnce('confirm', kind, orderId);
      await decide('confirm', orderId);
      expect(await afterwards(orderId)).toMatchObject({ state: 'active', gateway: { paymentStatus: 'CON' } });
      await expectPaidOnce(orderId);
      await expectSends('confirm', kind, sendsNeeded);
    });

    it('undo: nothing stays charged', async () => {
      const orderId = await awaitingConfirmation();
      await breakOnce('undo', kind, orderId);
      await decide('undo', orderId);
      expect(await afterwards(orderId)).toMatchObject({ state: 'undone', gateway: { paymentStatus: 'PPN' } });
      expect(await world.charges(orderId)).toMatchObject([{ state: 'undone' }]);
      await expectSends('undo', kind, sendsNeeded);
    });
  });

  describe('refuse_connection (nothing ever leaves)', () => {
    it('create: created once the gateway is back', async () => {
      const input = await payNow(world);
      await world.sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });
      expect(await world.begin(input)).toMatchObject({
        state: 'creating',
        lastError: { code: 'connection_refused' },
      });
      await world.sandbox.control.clearFaults();
      expect((await afterwards(input.orderId)).state).toBe('active');
      await expectPaidOnce(input.orderId);
      expect(await requests('create')).toHaveLength(1);
    });

    it('pay: paid once the gateway is back', async () => {
      const input = await payNow(world);
      await refuseAfterCreate(input);
      expect(await world.view(input.orderId)).toMatchObject({
        state: 'paying',
        lastError: { code: 'connection_refused' },
      });
      await world.sandbox.control.clearFaults();
      expect((await afterwards(input.orderId)).state).toBe('active');
      await expectPaidOnce(input.orderId);
      expect(await requests('pay')).toHaveLength(1);
    });

    it('activate: activated once the gateway is back', async () => {
      const input = await startLater(world);
      await refuseAfterCreate(input);
      expect(await world.view(input.orderId)).toMatchObject({
        state: 'activating',
        lastError: { code: 'connection_refused' },
      });
      await world.sandbox.control.clearFaults();
      expect((await afterwards(input.orderId)).state).toBe('active');
      expect(await requests('activate')).toHaveLength(1);
      await expectChargedOnFirstDate(input.orderId);
    });

    it.each([
      ['confirm', 'active', 'CON', 'confirmed'],
      ['undo', 'undone', 'PPN', 'undone'],
    ] as const)('%s: carried out once the gateway is back', async (call, state, paymentStatus, money) => {
      const orderId = await awaitingConfirmation();
      await world.sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });
      const decision = decide(call, orderId);
      await eventually(
        'a refused connection',
        async () => (await world.view(orderId)).lastError?.code === 'connection_refused',
      );
      await world.sandbox.control.clearFaults();
      const view = await afterwards(orderId);
      await decision;
      expect(view).toMatchObject({ state, gateway: { paymentStatus } });
      expect(await world.charges(orderId)).toMatchObject([{ kind: 'payment', state: money }]);
      expect(await requests(call)).toHaveLength(1);
    });
  });
});
