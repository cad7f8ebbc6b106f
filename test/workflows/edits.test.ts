import { pastTheJob } from '../../stories/job-of-today';
import { startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';
import type { SubscriptionStart } from '../../contract/input';
import { workflowIdOf } from '../../contract/ids';
import { chargeMomentMs, dateInSaoPaulo, shifted } from '../../domain/calendar';
import { eventually } from '../support/eventually';

const DAY_MS = 86_400_000;
const WHO = { by: 'Ana', reason: 'the customer asked for it' };

describe('commands on a running schedule, through the real doors', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ answerTimeoutMs: 2_000 });
  });
  beforeEach(async () => {
    await world.reset();
    await world.openDoors();
  });
  afterAll(() => world.stop());

  /** A subscription that runs; its first charge is ten days ahead. */
  async function running({ setsDate = true, options = {} } = {}): Promise<{
    input: SubscriptionStart;
    ref: { merchant: string; orderId: string };
  }> {
    const input = await startLater(world, { options });
    await world.begin(input);
    // What the gateway has told is older afterwards than what a refusal goes by.
    if (setsDate) await pastTheJob(world);
    return { input, ref: { merchant: world.merchant, orderId: input.orderId } };
  }

  it('pause and resume: nothing is charged meanwhile, and never the past', async () => {
    const { input, ref } = await running();
    expect(await world.subscriptions.pause(ref, WHO)).toMatchObject({
      result: 'carried_out',
      state: 'paused',
    });
    await world.clock.advanceBy(45 * DAY_MS);
    expect(await world.charges(input.orderId)).toEqual([]);
    expect(await world.subscriptions.resume(ref, WHO)).toMatchObject({
      result: 'carried_out',
      state: 'active',
    });
    await world.clock.advanceBy(40 * DAY_MS);
    const charges = await world.charges(input.orderId);
    expect(charges).toHaveLength(1);
    const view = await world.view(input.orderId);
    expect(view.attention).toEqual([]);
    expect(view.ledger.summary.byOutcome).toMatchObject({ paid: 1, skipped: 2 });
  });

  it('twenty changes at once: each is taken, and all are carried out', async () => {
    const { input, ref } = await running();
    const amounts = Array.from({ length: 20 }, (_, index) => 5_000 + index);
    const answers = await Promise.all(
      amounts.map((amountCents) => world.subscriptions.changeAmount(ref, { ...WHO, amountCents })),
    );
    expect(answers.map(({ result }) => result).filter((result) => result === 'in_doubt')).toEqual([]);
    await eventually('all are done', async () => {
      const { commands } = await world.view(input.orderId);
      return commands.length === 20 && commands.every(({ state }) => state === 'done');
    });
    const asked = await world.sandbox.control.posts({ to: 'authenticity' });
    expect(asked.map(({ answer }) => answer)).toEqual(amounts.map(() => 200));
  });

  it('an edit does not wait for a worker until the job runs: it is not sent then', async () => {
    const { input, ref } = await running();
    const tomorrow = shifted(dateInSaoPaulo((await world.clock.now()).toISOString()), 0, 1);
    await world.clock.advanceTo(new Date(chargeMomentMs(tomorrow) - 10 * 60_000));
    await world.subscriptions.changeAmount(ref, { ...WHO, amountCents: 5_990 });
    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, input.orderId));
    const { events } = await handle.fetchHistory();
    const waits = (call: string): number[] =>
      (events ?? [])
        .map(({ activityTaskScheduledEventAttributes: scheduled }) => scheduled)
        .filter((scheduled) => scheduled?.activityType?.name === call)
        .map((scheduled) => Number(scheduled?.scheduleToStartTimeout?.seconds));
    // What it may not outlast is 03:28; a begin changes nothing.
    const [send = 0] = waits('sendEdit');
    expect(send).toBeGreaterThan(6 * 60);
    expect(send).toBeLessThanOrEqual(8 * 60);
    expect(waits('beginEdit')).toEqual([15 * 60]);
  });

  it('a preview is of the day on which it is asked for, although nothing has happened since', async () => {
    const { ref } = await running();
    await world.subscriptions.pause(ref, WHO);
    const tomorrow = new Date((await world.clock.now()).getTime() + DAY_MS);
    await world.clock.advanceBy(2 * DAY_MS);
    const passed = dateInSaoPaulo(tomorrow.toISOString());
    const request = { ...WHO, nextDate: passed };
    const told = await world.subscriptions.preview(ref, 'resume', request);
    expect(told).toMatchObject({
      allowed: false,
      why: expect.stringContaining('must be after today') as string,
    });
    await expect(world.subscriptions.resume(ref, request)).rejects.toMatchObject({
      message: expect.stringContaining('must be after today') as string,
    });
  });

  it('another amount is charged from then on, and is no difference from what was sold', async () => {
    const { input, ref } = await running({ setsDate: false });
    const told = await world.subscriptions.preview(ref, 'changeAmount', { ...WHO, amountCents: 5_990 });
    const [firstDate] = (await world.view(input.orderId)).ledger.cycles;
    expect(told).toMatchObject({
      allowed: true,
      sets: 'amount R$ 59,90',
      nextCharges: [{ date: firstDate?.dueDate, amountCents: 5_990 }, {}, {}],
    });
    expect(await world.subscriptions.preview(ref, 'resume', WHO)).toEqual({
      allowed: false,
      why: 'it is not paused',
    });
    expect(await world.subscriptions.preview(ref, 'retire', WHO)).toMatchObject({
      ...{ allowed: true, sets: 'nothing', gatewayCalls: [] },
      nextCharges: [{ date: firstDate?.dueDate, amountCents: 4_990 }, {}, {}],
    });
    expect((await world.view(input.orderId)).commands).toEqual([]);
    expect(await world.subscriptions.changeAmount(ref, { ...WHO, amountCents: 5_990 })).toMatchObject({
      result: 'carried_out',
    });
    await world.clock.advanceBy(12 * DAY_MS);
    expect(await world.charges(input.orderId)).toMatchObject([{ amountCents: 5_990 }]);
    expect((await world.view(input.orderId)).attention).toEqual([]);
  });

  it('a reply to the edit that is lost: the schedule is asked, and nothing is sent twice', async () => {
    const { input, ref } = await running();
    await world.sandbox.control.addFault({
      route: 'edit',
      kind: 'execute_then_drop',
      orderId: input.orderId,
    });
    const answer = await world.subscriptions.changeAmount(ref, {
      ...WHO,
      amountCents: 6_990,
      updateId: 'once',
    });
    expect(['in_doubt', 'carried_out']).toContain(answer.result);
    await eventually(
      'it is done',
      async () => (await world.view(input.orderId)).commands[0]?.state === 'done',
    );
    expect(await world.sandbox.control.requests({ route: 'edit', orderId: input.orderId })).toHaveLength(1);
    expect(
      await world.subscriptions.changeAmount(ref, { ...WHO, amountCents: 6_990, updateId: 'once' }),
    ).toMatchObject({
      result: 'carried_out',
    });
  });

  it('another change under a known update id: it is refused, also where the server has forgotten the id', async () => {
    const { input, ref } = await running({ options: { continueAsNewAfterEvents: 50 } });
    const change = { ...WHO, amountCents: 6_990, updateId: 'once' };
    expect(await world.subscriptions.changeAmount(ref, change)).toMatchObject({ result: 'carried_out' });
    const other = world.subscriptions.changeAmount(ref, { ...change, amountCents: 7_990 });
    await expect(other).rejects.toMatchObject({
      code: 'command_not_allowed',
      problems: [{ field: 'updateId' }],
    });
    await world.clock.advanceBy(200 * DAY_MS);
    const { raw, runId } = await world.client.workflow
      .getHandle(workflowIdOf(world.merchant, input.orderId))
      .describe();
    expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(runId);
    await expect(
      world.subscriptions.changeAmount(ref, { ...change, amountCents: 7_990 }),
    ).rejects.toMatchObject({ code: 'command_not_allowed', problems: [{ field: 'updateId' }] });
    expect(await world.subscriptions.changeAmount(ref, change)).toMatchObject({ result: 'carried_out' });
    expect((await world.view(input.orderId)).gateway.amountCents).toBe(6_990);
  });

  it('a SEID that is lost on its way: another one is asked for', async () => {
    const { input, ref } = await running();
    await world.sandbox.control.addPostFault({ to: 'authenticity', kind: 'never', orderId: input.orderId });
    await world.subscriptions.changeAmount(ref, { ...WHO, amountCents: 7_990 });
    await world.clock.advanceBy(3_600_000);
    expect((await world.view(input.orderId)).commands).toMatchObject([{ state: 'done' }]);
    expect((await world.view(input.orderId)).gateway.amountCents).toBe(7_990);
  });

  it('a cancellation at the end of the period charges no more, is taken back, or comes to its end', async () => {
    const { input, ref } = await running();
    const cancelled = await world.subscriptions.cancel(ref, { ...WHO, when: 'period_end' });
    expect(cancelled).toMatchObject({ result: 'carried_out', state: 'cancelling', scheduleStatus: 'INA' });
    expect(await world.subscriptions.uncancel(ref, WHO)).toMatchObject({
      result: 'carried_out',
      state: 'active',
    });
    await world.clock.advanceBy(12 * DAY_MS);
    expect(await world.charges(input.orderId)).toHaveLength(1);
    await world.subscriptions.cancel(ref, { ...WHO, when: 'now' });
    await world.clock.advanceBy(40 * DAY_MS);
    const view = await world.view(input.orderId);
    expect(view).toMatchObject({ state: 'cancelled', attention: [], cancellation: { by: 'Ana' } });
    expect(await world.charges(input.orderId)).toHaveLength(1);
  });

  it('a command that the record forbids is refused before anything is sent', async () => {
    const { input, ref } = await running({ setsDate: false });
    await expect(world.subscriptions.resume(ref, WHO)).rejects.toMatchObject({ code: 'command_not_allowed' });
    await expect(
      world.subscriptions.changeNextDate(ref, { ...WHO, nextDate: '2020-01-01' }),
    ).rejects.toMatchObject({ code: 'command_not_allowed' });
    expect(await world.sandbox.control.requests({ route: 'begin_edit', orderId: input.orderId })).toEqual([]);
  });

  it('another card is charged from then on', async () => {
    const { input, ref } = await running();
    const reference = await world.vault.put({ number: '4000000000000044', expiryDate: '1239' });
    await world.subscriptions.changeCard(ref, { ...WHO, card: { kind: 'vault', reference } });
    await world.clock.advanceBy(12 * DAY_MS);
    expect(await world.charges(input.orderId)).toHaveLength(1);
    expect((await world.view(input.orderId)).commands).toMatchObject([{ state: 'done' }]);
  });

  it('retire: we follow it no more, and it goes on at the gateway', async () => {
    const { input, ref } = await running();
    expect(await world.subscriptions.retire(ref, WHO)).toMatchObject({
      result: 'carried_out',
      state: 'retired',
    });
    await world.clock.advanceBy(20 * DAY_MS);
    expect(await world.charges(input.orderId)).toHaveLength(1);
  });
});
