import { keyOf } from '../../devstack/stack';
import type { SandboxSettings } from '../../sandbox/settings';
import { cardToken } from '../../stories/cards';
import { inDays } from '../../stories/orders';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TIMES = 3;
/** Where the executions stand in the ledger of the gateway when all is told. */
const isMoney = ({ state }: { state: string }): boolean => state === 'confirmed';

/** The readings of the documents' gaps that are not the sandbox's defaults (docs/gateway.md §14). */
const OTHER_READINGS: readonly Partial<SandboxSettings>[] = [
  { acquirer: 'cielo_ecommerce', nextDateAfterFin: 'kept', consumedSidCode: '107' },
  { statusWhileProcessing: 'PEN', authorizationDurationMs: 300 },
  { payAnswerIncludesSchedule: false, deniedNitReusable: false },
  { immediatePaymentCounts: true },
  { scheduleStatusAfterDeniedPayment: 'INV', scheduleStatusAfterErroredPayment: 'ERR' },
  { scheduleStatusAfterDeniedPayment: 'PEN', scheduleStatusAfterErroredPayment: 'PEN' },
  { scheduleStatusAfterDeniedPayment: 'DES' },
  { scheduleStatusAfterDeniedPayment: 'ERR' },
  { nitLifeDays: 5, agedNitCode: '3' },
  { erroredExecutionRetriedNextDay: false },
  { listedErroredNits: false },
];

describe('either reading of what the documents leave open', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  /** What the books of a subscription and the gateway's own say of the money that was taken. */
  async function expectSameBooks(orderId: string): Promise<void> {
    const { ledger } = await world.view(orderId);
    const known = [...ledger.immediate, ...ledger.cycles.flatMap(({ charges }) => charges)];
    const paid = known.filter(({ outcome }) => outcome === 'paid').map(({ nit }) => nit);
    const executed = (await world.charges(orderId)).filter(isMoney).map(({ nit }) => nit);
    expect(paid.toSorted()).toEqual(executed.toSorted());
    expect(ledger.summary).toMatchObject({ openCharges: 0, byOutcome: { paid_twice: 0 } });
  }

  it.each(OTHER_READINGS.map((settings) => [JSON.stringify(settings), settings] as const))(
    '%s: lives that are paid, denied, errored and activated end with the same books on both sides',
    async (_name, settings) => {
      const { control } = world.sandbox;
      await control.changeSettings(settings);
      const schedule = { amountCents: 990, firstDate: await inDays(world, 5), numberOfTimes: TIMES };
      const token = await cardToken(world);
      const paid = await payNow(world, { schedule });
      const activated = await startLater(world, { schedule });
      const denied = await payNow(world, { schedule });
      const errored = await payNow(world, { schedule });
      const late = await payNow(world, { schedule, lateConfirmation: { confirmWithinMinutes: 3 * 24 * 60 } });
      await control.scriptCard(token, {
        orderId: activated.orderId,
        onExecution: { 1: { kind: 'error' }, 2: { kind: 'deny', authorizerCode: '51' } },
      });
      await control.scriptCard(token, {
        orderId: denied.orderId,
        payment: { kind: 'deny', authorizerCode: '51' },
      });
      await control.scriptCard(token, { orderId: errored.orderId, payment: { kind: 'error' } });
      // Two replies get lost on the way, so that the questions meet the other reading too.
      await control.addFault({ route: 'pay', kind: 'execute_then_drop', orderId: denied.orderId });
      await control.addFault({ route: 'activate', kind: 'execute_then_drop', orderId: activated.orderId });
      // One payment never arrives at first, so that it is asked for before it is made.
      await control.addFault({ route: 'pay', kind: 'reset_before', orderId: paid.orderId });
      await Promise.all([paid, activated, denied, errored, late].map((input) => world.begin(input)));
      await world.clock.advanceBy(2 * DAY_MS);
      const decision = { by: 'billing test', reason: 'checked' };
      await world.subscriptions.confirm({ merchant: world.merchant, orderId: late.orderId }, decision);
      await world.clock.advanceBy(100 * DAY_MS);

      for (const { orderId } of [paid, late])
        expect(await world.view(orderId)).toMatchObject({ state: 'completed', attention: [] });
      expect((await world.view(activated.orderId)).state).toMatch(/completed|active/);
      expect((await world.view(denied.orderId)).state).toBe('rejected');
      expect((await world.view(errored.orderId)).state).toBe('rejected');
      for (const { orderId } of [paid, activated, denied, errored, late]) await expectSameBooks(orderId);
      const payments = (await control.ledger()).filter(({ kind }) => kind === 'payment');
      expect(payments.filter(isMoney)).toHaveLength(2);
      const cycles = (await control.ledger())
        .filter(({ kind, state }) => kind === 'scheduled' && state === 'confirmed')
        .map(({ sid, cycle }) => `${String(sid)}/${String(cycle)}`);
      expect(new Set(cycles).size).toBe(cycles.length);
    },
  );

  it.each<[string, Partial<SandboxSettings>]>([
    ['the next cycle to come', { reactivationRule: 'next_cycle_in_future' }],
    ['the date that has passed', { reactivationRule: 'keep_date' }],
    ['every date that has passed', { reactivationRule: 'keep_date', missedDates: 'charge_each_day' }],
  ])(
    'a schedule that is active again after a pause charges %s: no charge is missing',
    async (_name, settings) => {
      const { control } = world.sandbox;
      await control.changeSettings(settings);
      const input = await startLater(world);
      const { sid = '' } = (await world.begin(input)).gateway;
      await world.clock.advanceBy(20 * DAY_MS);
      await control.editSchedule(sid, { status: 'INA' });
      await world.clock.advanceBy(65 * DAY_MS);
      await control.editSchedule(sid, { status: 'ATV' });
      await world.clock.advanceBy(60 * DAY_MS);
      const { state, ledger } = await world.view(input.orderId);
      expect(state).toBe('active');
      const known = ledger.cycles.flatMap(({ charges }) => charges.map(({ nit }) => nit));
      expect(known.toSorted()).toEqual((await world.charges(input.orderId)).map(({ nit }) => nit).toSorted());
      const outcomes = ledger.cycles.map(({ outcome }) => outcome);
      expect(outcomes).toContain('skipped');
      expect(outcomes).not.toContain('missed');
    },
  );

  it('a store with automatic retries: a denied execution is open until the gateway has given up or succeeded', async () => {
    const { control } = world.sandbox;
    const [id = ''] = await control.merchantIds();
    await control.registerMerchant({ id, key: keyOf(world.merchant), offlineRetries: {} });
    const schedule = { amountCents: 990, firstDate: await inDays(world, 5), numberOfTimes: 2 };
    const saved = await startLater(world, { schedule });
    const lost = await startLater(world, { schedule });
    const token = await cardToken(world);
    const denial = { kind: 'deny', authorizerCode: '51' } as const;
    await control.scriptCard(token, { orderId: saved.orderId, onExecution: { 1: denial } });
    await control.scriptCard(token, { orderId: lost.orderId, executions: denial });
    await Promise.all([saved, lost].map((input) => world.begin(input)));

    // To the morning of the due date, whatever the time of day is now: the next try is on the day after.
    const now = await control.now();
    await world.clock.advanceBy(Date.parse(`${schedule.firstDate}T09:00:00Z`) - now.getTime());
    const [open] = (await world.view(saved.orderId)).ledger.cycles;
    expect(open).toMatchObject({
      outcome: 'open',
      charges: [{ outcome: 'pending', gatewayStatus: 'RET' }],
    });

    await world.clock.advanceBy(60 * DAY_MS);
    const outcomesOf = async (orderId: string): Promise<string[]> =>
      (await world.view(orderId)).ledger.cycles.map(({ outcome }) => outcome);
    expect(await outcomesOf(saved.orderId)).toEqual(['paid', 'paid']);
    expect(await outcomesOf(lost.orderId)).toEqual(['denied', 'denied']);
    for (const { orderId } of [saved, lost]) {
      expect(await world.view(orderId)).toMatchObject({ state: 'completed', attention: [] });
      await expectSameBooks(orderId);
    }
  });
});
