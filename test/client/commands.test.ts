import { SubscriptionClient, workflowIdOf } from '../../client';
import { payNow } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;
const ana = { by: 'ana', reason: 'goods were sent' };

describe('deciding about a subscription', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ answerTimeoutMs: 700 });
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  async function awaitingConfirmation(): Promise<{ merchant: string; orderId: string }> {
    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 2 * 24 * 60 } });
    expect(await world.begin(input)).toMatchObject({ state: 'pending_confirmation' });
    return { merchant: world.merchant, orderId: input.orderId };
  }

  const confirmations = async (orderId: string): Promise<unknown> =>
    (await world.charges(orderId)).map(({ state }) => state);

  it('confirms once, however often the confirmation is repeated, and always answers the same', async () => {
    const ref = await awaitingConfirmation();
    const answers = await Promise.all([
      world.subscriptions.confirm(ref, ana),
      world.subscriptions.confirm(ref, ana),
    ]);
    answers.push(await world.subscriptions.confirm(ref, { by: 'bruno', reason: 'again' }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ state: 'active', paymentStatus: 'CON' });
    expect(await world.sandbox.control.requests({ route: 'confirm' })).toHaveLength(1);
    expect(await confirmations(ref.orderId)).toEqual(['confirmed']);
    expect((await world.view(ref.orderId)).decision).toMatchObject(ana);
  });

  it('repeats the answer of an undo although the subscription has ended by it', async () => {
    const ref = await awaitingConfirmation();
    const answer = await world.subscriptions.undo(ref, ana);
    expect(answer).toMatchObject({ state: 'undone' });
    await world.client.workflow.result(workflowIdOf(ref.merchant, ref.orderId));
    expect(await world.subscriptions.undo(ref, ana)).toEqual(answer);
    await expect(world.subscriptions.confirm(ref, ana)).rejects.toMatchObject({
      code: 'command_not_allowed',
      message: expect.stringContaining('has ended (COMPLETED)') as string,
    });
    expect(await confirmations(ref.orderId)).toEqual(['undone']);
  });

  it('hears that a confirm is in doubt while it is, and since when it is done once it is', async () => {
    const ref = await awaitingConfirmation();
    const { control } = world.sandbox;
    await control.addFault({ route: 'confirm', kind: 'execute_then_drop', orderId: ref.orderId });
    const answer = await world.subscriptions.confirm(ref, ana);
    expect(answer).toMatchObject({ result: 'in_doubt', state: 'resolving' });
    await world.clock.advanceBy(60_000);
    const repeated = await world.subscriptions.confirm(ref, ana);
    expect(repeated).toMatchObject({ result: 'carried_out', state: 'active', paymentStatus: 'CON' });
    expect(repeated.since).toBe((await world.view(ref.orderId)).decision?.doneAt);
    expect(await control.requests({ route: 'confirm', orderId: ref.orderId })).toHaveLength(1);
  });

  it('hears that a confirm goes on when it could not be sent, and the same of a repetition until it is done', async () => {
    const ref = await awaitingConfirmation();
    const { control } = world.sandbox;
    await control.addFault({ route: '*', kind: 'refuse_connection' });
    expect(await world.subscriptions.confirm(ref, ana)).toMatchObject({ result: 'accepted' });
    expect(await world.subscriptions.confirm(ref, ana)).toMatchObject({ result: 'accepted' });
    await control.clearFaults();

    await world.clock.advanceBy(3_600_000);
    expect(await world.subscriptions.confirm(ref, ana)).toMatchObject({
      result: 'carried_out',
      state: 'active',
    });
    expect(await confirmations(ref.orderId)).toEqual(['confirmed']);
  });

  it('is told by the workflow what the state forbids; a later confirmation is not spoilt by that', async () => {
    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 60 } });
    const ref = { merchant: world.merchant, orderId: input.orderId };
    await world.sandbox.control.addFault({ route: 'pay', kind: 'hold', orderId: input.orderId, holdMs: 500 });
    await world.subscriptions.start(input);
    await expect(world.subscriptions.confirm(ref, ana)).rejects.toMatchObject({
      code: 'command_not_allowed',
      docsUrl: 'docs/errors.md#command_not_allowed',
    });
    await world.subscriptions.waitFor(ref, ['pending_confirmation']);
    expect(await world.subscriptions.confirm(ref, ana)).toMatchObject({ state: 'active' });
  });

  it('refuses a command that is not valid before it is sent', async () => {
    const ref = { merchant: world.merchant, orderId: 'nobody' };
    const refusal = world.subscriptions.confirm(ref, { by: ' ', reason: 'card 4000 0000 0000 0044' });
    await expect(refusal).rejects.toMatchObject({
      code: 'invalid_command',
      problems: [{ field: 'reason' }],
      message: expect.not.stringContaining('4000') as string,
    });
    await expect(world.subscriptions.confirm(ref, { ...ana, by: '' })).rejects.toMatchObject({
      problems: [{ field: 'by' }],
    });
    await expect(world.subscriptions.confirm(ref, { ...ana, updateId: '' })).rejects.toMatchObject({
      problems: [{ field: 'updateId' }],
    });
  });

  it('says so when there is no such subscription', async () => {
    const ref = { merchant: world.merchant, orderId: 'nobody' };
    await expect(world.subscriptions.undo(ref, ana)).rejects.toMatchObject({
      code: 'subscription_not_found',
    });
  });

  it('leaves the outcome open when no answer comes in time, and names the id to ask with', async () => {
    const ref = await awaitingConfirmation();
    await world.sandbox.control.addFault({
      route: 'confirm',
      kind: 'hold',
      orderId: ref.orderId,
      holdMs: 600,
    });
    await expect(world.subscriptions.confirm(ref, { ...ana, timeoutMs: 200 })).rejects.toMatchObject({
      code: 'command_outcome_pending',
      updateId: 'confirm',
      nextStep: expect.stringContaining('update id "confirm"') as string,
    });
    expect(await world.subscriptions.confirm(ref, ana)).toMatchObject({
      state: 'active',
      paymentStatus: 'CON',
    });
    expect(await confirmations(ref.orderId)).toEqual(['confirmed']);
  });

  it('takes one update id for a pause and for a cancellation, each once', async () => {
    const input = await payNow(world);
    const ref = { merchant: world.merchant, orderId: input.orderId };
    await expect(world.begin(input)).resolves.toMatchObject({ state: 'active' });
    const ticket = { ...ana, updateId: 'ticket-17' };
    await world.subscriptions.pause(ref, ticket);
    await world.subscriptions.pause(ref, ticket);
    await world.subscriptions.cancel(ref, ticket);
    const { state, commands } = await world.view(input.orderId);
    expect(state).toBe('cancelling');
    expect(commands.map(({ id }) => id)).toEqual(['pause/ticket-17', 'cancel/ticket-17']);
  });

  it('leaves a running schedule to somebody else: our side ends, the gateway keeps it, and nothing more is taken', async () => {
    const input = await payNow(world);
    const ref = { merchant: world.merchant, orderId: input.orderId };
    await expect(world.begin(input)).resolves.toMatchObject({ state: 'active' });
    const retired = { by: 'ana', reason: 'the other system follows it', updateId: 'ana-1' };
    const answer = await world.subscriptions.retire(ref, retired);
    expect(answer).toMatchObject({ result: 'carried_out', state: 'retired', scheduleStatus: 'ATV' });
    await world.client.workflow.result(workflowIdOf(ref.merchant, ref.orderId));
    expect(await world.subscriptions.retire(ref, retired)).toEqual(answer);
    expect((await world.view(input.orderId)).audit.at(-1)).toMatchObject({
      by: 'ana',
      event: 'retired',
      reason: 'the other system follows it',
    });
    await expect(world.subscriptions.pause(ref, ana)).rejects.toMatchObject({
      code: 'command_not_allowed',
      message: expect.stringContaining('has ended (COMPLETED)') as string,
    });
  });

  it('is told in the words of the rules why a running schedule cannot be changed so', async () => {
    const input = await payNow(world);
    const ref = { merchant: world.merchant, orderId: input.orderId };
    const { gateway } = await world.begin(input);
    const refused = (words: string): object => ({
      code: 'command_not_allowed',
      message: expect.stringContaining(words) as string,
    });
    await expect(world.subscriptions.resume(ref, ana)).rejects.toMatchObject(refused('it is not paused'));
    await expect(world.subscriptions.uncancel(ref, ana)).rejects.toMatchObject(
      refused('it is not cancelled'),
    );
    const amountCents = gateway.amountCents ?? 0;
    await expect(world.subscriptions.changeAmount(ref, { ...ana, amountCents })).rejects.toMatchObject(
      refused('already'),
    );
    await expect(
      world.subscriptions.changeNextDate(ref, { ...ana, nextDate: '2020-01-10' }),
    ).rejects.toMatchObject(refused('nextDate: must be after today'));
    expect((await world.view(input.orderId)).commands).toEqual([]);
  });

  it('lets a person decide about a blocked one', async () => {
    const input = await payNow(world);
    const ref = { merchant: world.merchant, orderId: input.orderId };
    const { control } = world.sandbox;
    await control.addFault({ route: 'pay', kind: 'execute_then_drop', orderId: input.orderId });
    await control.addFault({ route: 'get_transaction', kind: 'error_500', times: 'always' });
    await control.addFault({ route: 'get_schedule', kind: 'error_500', times: 'always' });
    await world.begin(input);
    await world.clock.advanceBy(16 * DAY_MS);
    const blocked = await world.view(input.orderId);
    expect(blocked).toMatchObject({ state: 'blocked', blocked: { call: 'pay' } });
    await expect(
      world.subscriptions.resolve(ref, { ...ana, decision: 'maybe' as 'happened' }),
    ).rejects.toMatchObject({ code: 'invalid_command', problems: [{ field: 'decision' }] });

    await control.clearFaults();
    const found = { by: 'ana', reason: 'seen as paid in the portal', decision: 'happened' } as const;
    const answer = await world.subscriptions.resolve(ref, { ...found, updateId: 'ana-1' });
    expect(await world.subscriptions.resolve(ref, { ...found, updateId: 'ana-1' })).toEqual(answer);
    expect(['active', 'resolving']).toContain(answer.state);
    const payments = (await world.charges(input.orderId)).filter(({ kind }) => kind === 'payment');
    expect(payments).toMatchObject([{ outcome: 'approved' }]);
  });
});

describe('when no worker is there', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('questions and commands say so, and a command keeps its id', async () => {
    const subscriptions = new SubscriptionClient(world.client, { taskQueue: 'a-queue-without-workers' });
    const input = await payNow(world);
    await subscriptions.start(input);
    await expect(subscriptions.get(input, { timeoutMs: 500 })).rejects.toMatchObject({
      code: 'no_worker',
      message: expect.stringContaining('no worker polls the task queue a-queue-without-workers') as string,
    });
    await expect(subscriptions.confirm(input, { ...ana, timeoutMs: 500 })).rejects.toMatchObject({
      code: 'no_worker',
      updateId: 'confirm',
    });
    await expect(subscriptions.waitFor(input, ['active'], { timeoutMs: 1_500 })).rejects.toMatchObject({
      code: 'wait_timed_out',
      view: undefined,
      message: expect.stringContaining('its state could not be read; the last look failed') as string,
    });
  });
});
