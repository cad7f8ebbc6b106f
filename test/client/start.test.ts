import { Client } from '@temporalio/client';
import { SubscriptionClient, workflowIdOf, WORKFLOW_TYPE } from '../../client';
import type { NewStart } from '../../contract/input';
import { inDays } from '../../stories/orders';
import { newOrderId, payNow, startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';
import { reversingCodec } from './support/reversing-codec';

describe('starting a subscription', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  const startRaw = (input: object, orderId: string): Promise<unknown> =>
    world.client.workflow.start(WORKFLOW_TYPE, {
      workflowId: workflowIdOf(world.merchant, orderId),
      taskQueue: world.taskQueue,
      args: [input],
    });

  it('gives the same answer to a start that is repeated because its reply got lost', async () => {
    const input = await payNow(world);
    const first = await world.subscriptions.start(input);
    expect(first).toEqual({
      workflowId: `subscription/${world.merchant}/${input.orderId}`,
      runId: expect.any(String) as string,
      merchant: world.merchant,
      orderId: input.orderId,
      alreadyRunning: false,
    });
    expect(await world.subscriptions.start(input)).toEqual({ ...first, alreadyRunning: true });
    await world.subscriptions.waitFor(input, ['active']);
    expect(await world.charges(input.orderId)).toHaveLength(1);
  });

  it('refuses a first date that has passed before the order id is used up, and still knows a start from before it', async () => {
    const passed = await payNow(world, {
      schedule: { amountCents: 4_990, firstDate: await inDays(world, -1), numberOfTimes: 12 },
    });
    await expect(world.subscriptions.start(passed)).rejects.toMatchObject({
      code: 'invalid_input',
      problems: [
        { field: 'schedule.firstDate', problem: expect.stringContaining('must not have passed') as string },
      ],
    });
    const later = { ...passed, schedule: { ...passed.schedule, firstDate: await inDays(world, 1) } };
    expect(await world.subscriptions.start(later)).toMatchObject({ alreadyRunning: false });
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 40 * 86_400_000);
    const repeated = world.subscriptions.start(later);
    await expect(repeated).resolves.toMatchObject({ alreadyRunning: true });
    jest.restoreAllMocks();
  });

  it('starts one of two that arrive at the same moment', async () => {
    const input = await startLater(world);
    const answers = await Promise.all([world.subscriptions.start(input), world.subscriptions.start(input)]);
    expect(answers.map(({ alreadyRunning }) => alreadyRunning).sort()).toEqual([false, true]);
    expect(answers[0].runId).toBe(answers[1].runId);
  });

  it('still knows one that has ended', async () => {
    const input = await payNow(world);
    await world.sandbox.control.scriptCard(tokenOf(input), {
      orderId: input.orderId,
      payment: { kind: 'deny', authorizerCode: '51' },
    });
    const { runId } = await world.subscriptions.start(input);
    await world.subscriptions.waitFor(input, ['rejected']);
    await world.client.workflow.result(workflowIdOf(world.merchant, input.orderId));
    expect(await world.subscriptions.start(input)).toMatchObject({ runId, alreadyRunning: true });
    expect(await world.charges(input.orderId)).toHaveLength(1);
  });

  it('still knows one whose history was handed over to a new run', async () => {
    const schedule = { ...(await startLater(world)).schedule, numberOfTimes: 24 };
    const input = await startLater(world, { schedule, options: { continueAsNewAfterEvents: 50 } });
    const { runId, workflowId } = await world.subscriptions.start(input);
    await world.begin(input);
    await world.clock.advanceBy(200 * 86_400_000);
    const { runId: runNow } = await world.client.workflow.getHandle(workflowId).describe();
    expect(runNow).not.toBe(runId);
    expect(await world.subscriptions.start(input)).toMatchObject({ runId, alreadyRunning: true });
  });

  it('refuses the same order with other content, naming the fields and no value', async () => {
    const input = await startLater(world);
    await world.subscriptions.start(input);
    const other = {
      ...input,
      requestedBy: 'somebody',
      schedule: { ...input.schedule, amountCents: 987_654_321 },
    };
    const refusal = world.subscriptions.start(other);
    await expect(refusal).rejects.toMatchObject({
      code: 'subscription_exists_with_different_content',
      differingFields: ['requestedBy', 'schedule.amountCents'],
      message: expect.not.stringContaining('987654321') as string,
    });
  });

  it('takes the same card put into the vault again as the same content', async () => {
    const input = await startLater(world, { card: { kind: 'vault', reference: 'card-first' } });
    await world.subscriptions.start(input);
    const again = { ...input, card: { kind: 'vault', reference: 'card-again' } } as const;
    expect(await world.subscriptions.start(again)).toMatchObject({ alreadyRunning: true });
  });

  it('finds out about an input that is not valid before anything is started', async () => {
    const input = { ...(await startLater(world)), authorizerId: 'Visa' };
    await expect(world.subscriptions.start(input)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(world.subscriptions.get(input)).rejects.toMatchObject({ code: 'subscription_not_found' });
  });

  it('goes together with a foreign client that sends plain JSON', async () => {
    const input = await startLater(world);
    await startRaw(JSON.parse(JSON.stringify(input)) as object, input.orderId);
    expect(await world.subscriptions.start(input)).toMatchObject({ alreadyRunning: true });
    expect((await world.subscriptions.waitFor(input, ['active'])).gateway.scheduleStatus).toBe('ATV');
  });

  it('explains a foreign start that failed at once: nothing was sent, and the id stays taken', async () => {
    const input = await startLater(world);
    await startRaw({ ...input, schedule: { ...input.schedule, firstDate: 'soon' } }, input.orderId);
    await expect(world.subscriptions.get(input)).rejects.toMatchObject({
      code: 'workflow_failed',
      closedAs: 'FAILED',
      failureCode: 'invalid_input',
      message: expect.stringContaining('schedule.firstDate') as string,
      nextStep: expect.stringContaining('Nothing was sent to the gateway') as string,
      lastKnown: undefined,
    });
    await expect(world.subscriptions.start(input)).rejects.toMatchObject({
      code: 'subscription_exists_with_different_content',
      differingFields: ['(the whole input)'],
    });
    expect(await world.charges(input.orderId)).toHaveLength(0);
  });

  it('shows amount and rhythm in the Web UI, and no personal data', async () => {
    const input = await startLater(world);
    const { workflowId } = await world.subscriptions.start(input);
    const handle = world.client.workflow.getHandle(workflowId);
    const described = await handle.describe();
    expect(await described.staticSummary()).toBe(`${world.merchant}/${input.orderId}: R$ 49,90 monthly ×12`);
    expect(await described.staticDetails()).not.toContain(input.payer.storeIdentification);
  });

  it('compares through the codec that encrypts the histories', async () => {
    const encrypting = new Client({
      connection: world.client.connection,
      dataConverter: { payloadCodecs: [reversingCodec] },
    });
    const subscriptions = new SubscriptionClient(encrypting, { taskQueue: 'nobody' });
    const input = await startLater(world, { orderId: newOrderId() });
    await subscriptions.start(input);
    expect(await subscriptions.start(input)).toMatchObject({ alreadyRunning: true });
    await expect(subscriptions.start({ ...input, authorizerId: '1' })).rejects.toMatchObject({
      differingFields: ['authorizerId'],
    });
    await expect(world.subscriptions.start(input)).rejects.toMatchObject({ code: 'unexpected_answer' });
  });
});

function tokenOf({ card }: NewStart): string {
  if (card.kind !== 'carat_token') throw new Error('not a token');
  return card.token;
}
