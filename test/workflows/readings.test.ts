import type { SandboxSettings } from '../../sandbox/settings';
import { cardToken, inDays, payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;
const TIMES = 3;
/** Where the executions stand in the ledger of the gateway when all is told. */
const isMoney = ({ state }: { state: string }): boolean => state === 'confirmed';

/** The readings of the documents' gaps that are not the sandbox's defaults (docs/gateway.md §14). */
const OTHER_READINGS: readonly Partial<SandboxSettings>[] = [
  { acquirer: 'cielo_ecommerce' },
  { statusWhileProcessing: 'PEN', authorizationDurationMs: 300 },
  { payAnswerIncludesSchedule: false },
  { immediatePaymentCounts: true },
  { scheduleStatusAfterDeniedPayment: 'INV' },
  { scheduleStatusAfterDeniedPayment: 'DES' },
  { scheduleStatusAfterDeniedPayment: 'ERR' },
  { scheduleStatusAfterErroredPayment: 'ERR' },
  { deniedNitReusable: false },
  { consumedSidCode: '107' },
  { nitLifeDays: 5, agedNitCode: '3' },
  { nextDateAfterFin: 'kept' },
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
      await Promise.all([paid, activated, denied, errored].map((input) => world.begin(input)));
      await world.clock.advanceBy(150 * DAY_MS);

      expect(await world.view(paid.orderId)).toMatchObject({ state: 'completed', attention: [] });
      expect((await world.view(activated.orderId)).state).toMatch(/completed|active/);
      expect((await world.view(denied.orderId)).state).toBe('rejected');
      expect((await world.view(errored.orderId)).state).toBe('rejected');
      for (const { orderId } of [paid, activated, denied, errored]) await expectSameBooks(orderId);
      const payments = (await control.ledger()).filter(({ kind }) => kind === 'payment');
      expect(payments.filter(isMoney)).toHaveLength(1);
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
      expect(ledger.cycles.map(({ outcome }) => outcome)).toContain('skipped');
    },
  );
});
