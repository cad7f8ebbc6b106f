import { DateTime } from 'luxon';
import { workflowIdOf } from '../../contract/ids';
import { cardToken } from '../../stories/cards';
import { inDays } from '../../stories/orders';
import { payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;

describe('following a schedule', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  async function running(
    changes: Parameters<typeof startLater>[1] = {},
  ): Promise<{ orderId: string; sid: string }> {
    const input = await startLater(world, changes);
    const view = await world.begin(input);
    expect(view.state).toBe('active');
    return { orderId: input.orderId, sid: view.gateway.sid ?? '' };
  }

  it('is open-ended: charges for years through many runs, and nothing is lost between them', async () => {
    const schedule = { amountCents: 990, firstDate: await inDays(world, 3) };
    const { orderId } = await running({ schedule, options: { continueAsNewAfterEvents: 50 } });
    await world.clock.advanceBy(3 * 365 * DAY_MS);
    const view = await world.view(orderId);
    expect(view.state).toBe('active');
    const charges = await world.charges(orderId);
    expect(charges.length).toBeGreaterThanOrEqual(36);
    const known = view.ledger.cycles.flatMap((cycle) => cycle.charges.map(({ nit }) => nit));
    expect(known).toEqual(charges.map(({ nit }) => nit));
    expect(view.ledger.summary.paidCents).toBe(charges.length * 990);
    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, orderId));
    const { runId, raw } = await handle.describe();
    expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(runId);
    expect(view.audit[0]).toMatchObject({ what: 'asked for the subscription' });
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toContain('**active** since');
    expect(currentDetails).toContain(`order ${orderId}: \`R$ 9,90\` monthly, open-ended`);
    expect(currentDetails).toContain(`${String(charges.length)} cycles paid, 0 denied`);
  });

  it('asks after the next daily job when the first date is today', async () => {
    const schedule = { amountCents: 990, firstDate: await inDays(world, 0), numberOfTimes: 3 };
    const { orderId } = await running({ schedule });
    await world.clock.advanceBy(2 * DAY_MS);
    expect(await world.charges(orderId)).toHaveLength(1);
    const view = await world.view(orderId);
    expect(view.ledger.cycles.map(({ outcome }) => outcome)).toEqual(['paid', 'due']);
    expect(view.attention).toEqual([]);
  });

  it('explains the first charge although nobody could ask from the activation until after it', async () => {
    const input = await startLater(world);
    await world.sandbox.control.addFault({
      route: 'activate',
      kind: 'execute_then_drop',
      orderId: input.orderId,
    });
    await world.sandbox.control.addFault({ route: 'get_schedule', kind: 'error_500', times: 'always' });
    await world.begin(input);
    await world.clock.advanceBy(12 * DAY_MS);
    await world.sandbox.control.clearFaults();
    await world.clock.advanceBy(70 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view.ledger.cycles.map(({ outcome }) => outcome)).toEqual(['paid', 'paid', 'paid', 'due']);
    expect(view.ledger.cycles[0]?.dueDate).toBe(input.schedule.firstDate);
    expect(view.attention).toEqual([]);
  });

  it('takes a whole day of silence without losing a charge', async () => {
    const { orderId } = await running();
    await world.clock.advanceBy(9 * DAY_MS);
    await world.sandbox.control.addFault({ route: '*', kind: 'error_500', times: 'always' });
    await world.clock.advanceBy(3 * DAY_MS);
    expect((await world.view(orderId)).lastError).toMatchObject({ call: 'getSchedule' });
    await world.sandbox.control.clearFaults();
    await world.clock.advanceBy(2 * DAY_MS);
    expect((await world.view(orderId)).ledger.cycles[0]).toMatchObject({ outcome: 'paid' });
  });

  it('asks again when an execution ended ERR: the gateway tries on the next day', async () => {
    const input = await startLater(world);
    const script = { orderId: input.orderId, onExecution: { 1: { kind: 'error' } } } as const;
    await world.sandbox.control.scriptCard(await cardToken(world), script);
    await world.begin(input);
    await world.clock.advanceBy(13 * DAY_MS);
    const [first] = (await world.view(input.orderId)).ledger.cycles;
    expect(first).toMatchObject({ outcome: 'paid', charges: [{ outcome: 'failed' }, { outcome: 'paid' }] });
  });

  it('sees the same schedule charged on two days of one cycle, and calls for a person', async () => {
    const { orderId } = await running();
    const firstDay = await inDays(world, 10);
    await world.sandbox.control.addIncident({ firstDay, repeatDays: 1 });
    await world.clock.advanceBy(45 * DAY_MS);
    const view = await world.view(orderId);
    expect(view.ledger.cycles[0]?.outcome).toBe('paid_twice');
    expect(view.attention).toContain('cycle_paid_twice');
  });

  it('shows a schedule made inactive in the portal as paused, skips its cycles, and goes on when it is active again', async () => {
    const { orderId, sid } = await running();
    await world.clock.advanceBy(20 * DAY_MS);
    await world.sandbox.control.editSchedule(sid, { status: 'INA' });
    await world.clock.advanceBy(60 * DAY_MS);
    expect(await world.view(orderId)).toMatchObject({ state: 'paused', gateway: { scheduleStatus: 'INA' } });
    await world.sandbox.control.editSchedule(sid, { status: 'ATV' });
    await world.clock.advanceBy(60 * DAY_MS);
    const view = await world.view(orderId);
    expect(view.state).toBe('active');
    expect(view.ledger.cycles.map((cycle) => cycle.outcome)).toContain('skipped');
    expect(view.ledger.cycles.map((cycle) => cycle.outcome)).not.toContain('missed');
  });

  it('follows a next date that was moved in the portal', async () => {
    const { orderId, sid } = await running();
    const moved = await inDays(world, 20);
    await world.sandbox.control.editSchedule(sid, { nextDate: moved });
    await world.clock.advanceBy(25 * DAY_MS);
    const view = await world.view(orderId);
    expect(view.ledger.cycles[0]).toMatchObject({ dueDate: moved, outcome: 'paid' });
    expect(await world.charges(orderId)).toHaveLength(1);
  });

  it('keeps each charge in its month when the date was moved forward and charged before we looked', async () => {
    const { orderId, sid } = await running();
    await world.clock.advanceBy(12 * DAY_MS);
    await world.sandbox.control.editSchedule(sid, { nextDate: await inDays(world, 20) });
    await world.clock.advanceBy(60 * DAY_MS);
    const view = await world.view(orderId);
    expect(view.ledger.cycles.map(({ outcome }) => outcome)).toEqual(['paid', 'paid', 'paid', 'due']);
    // Nothing was missed or paid twice; that somebody moved the date is told.
    expect(view.attention).toEqual(['terms_differ']);
    expect(await world.charges(orderId)).toHaveLength(3);
  });

  it('stays in one piece when somebody parks the schedule in a far year, and follows it back', async () => {
    const { orderId, sid } = await running();
    await world.clock.advanceBy(12 * DAY_MS);
    await world.sandbox.control.editSchedule(sid, { nextDate: '2099-12-31' });
    await world.clock.advanceBy(70 * DAY_MS);
    expect(await world.view(orderId)).toMatchObject({
      state: 'active',
      attention: ['cycle_missed', 'terms_differ'],
      gateway: { nextDate: '2099-12-31' },
    });
    const back = await inDays(world, 5);
    await world.sandbox.control.editSchedule(sid, { nextDate: back });
    await world.clock.advanceBy(60 * DAY_MS);
    const known = (await world.view(orderId)).ledger.cycles.flatMap(({ charges }) =>
      charges.map(({ nit }) => nit),
    );
    expect(known).toEqual((await world.charges(orderId)).map(({ nit }) => nit));
    expect((await world.view(orderId)).ledger.cycles.find(({ dueDate }) => dueDate === back)).toMatchObject({
      outcome: 'paid',
    });
  });

  it.each(['clamp_and_restore', 'clamp_and_stick'] as const)(
    'explains every cycle at month ends (%s)',
    async (monthEndRule) => {
      await world.sandbox.control.changeSettings({ monthEndRule });
      const now = DateTime.fromJSDate(await world.clock.now(), { zone: 'America/Sao_Paulo' });
      const firstDate = DateTime.fromObject({ year: now.year + 1, month: 1, day: 31 }).toFormat('yyyy-MM-dd');
      const { orderId } = await running({ schedule: { amountCents: 990, firstDate, numberOfTimes: 6 } });
      await world.clock.advanceBy(420 * DAY_MS);
      const view = await world.view(orderId);
      expect(view).toMatchObject({ state: 'completed', attention: [] });
      expect(view.ledger.cycles.map((cycle) => cycle.outcome)).toEqual(Array(6).fill('paid'));
    },
  );

  it('finishes one charge earlier when the gateway counts the immediate payment', async () => {
    await world.sandbox.control.changeSettings({ immediatePaymentCounts: true });
    const input = await payNow(world);
    await world.begin(input);
    await world.clock.advanceBy(370 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view).toMatchObject({ state: 'completed', attention: [] });
    expect(view.ledger.summary.byOutcome).toMatchObject({ paid: 11, missed: 0 });
    expect(await world.charges(input.orderId)).toHaveLength(12);
  });

  it('notices a charge that was reversed in the portal some days later, although nothing is posted', async () => {
    const { orderId } = await running({ options: { statusQueryEveryDays: 14 } });
    await world.clock.advanceBy(16 * DAY_MS);
    const [charge] = await world.charges(orderId);
    await world.sandbox.control.reversePayment(charge?.nit ?? '');
    expect((await world.view(orderId)).ledger.cycles[0]).toMatchObject({ outcome: 'paid' });
    await world.clock.advanceBy(14 * DAY_MS);
    const view = await world.view(orderId);
    expect(view.ledger.cycles[0]).toMatchObject({ outcome: 'reversed', charges: [{ gatewayStatus: 'EST' }] });
    expect(view.ledger.summary).toMatchObject({ paidCents: 0, reversedCents: charge?.amountCents });
    expect(view.attention).toEqual(['payment_reversed']);
  });

  it('finds a charge by date when its NIT can no longer be asked for', async () => {
    const { orderId } = await running();
    await world.clock.advanceBy(9 * DAY_MS);
    await world.sandbox.control.addFault({ route: 'get_schedule', kind: 'error_500', times: 'always' });
    await world.clock.advanceBy(20 * DAY_MS);
    await world.sandbox.control.clearFaults();
    await world.clock.advanceBy(10 * DAY_MS);
    const view = await world.view(orderId);
    expect(view.ledger.cycles[0]).toMatchObject({ outcome: 'paid', charges: [{ knownBy: 'list' }] });
    expect(view.attention).toEqual([]);
  });
});
