import { Client, type WorkflowClientInterceptor } from '@temporalio/client';
import { SubscriptionClient } from '../../client/subscription-client';
import { WORKFLOW_TYPE, workflowIdOf } from '../../contract/ids';
import type { NewStart } from '../../contract/input';
import { heardQuery, statusPostedSignal } from '../../contract/messages';
import { authorizerOf, cardToken } from '../../stories/cards';
import { denyFirstPayment } from '../../stories/mishaps';
import { ana } from '../../stories/persons';
import { payNow } from '../support/orders';
import { eventually } from '../support/eventually';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe.each([false, true])('a rejected order is started once more, asksForOrders: %s', (asksForOrders) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ asksForOrders });
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  const idOf = ({ orderId }: NewStart): string => workflowIdOf(world.merchant, orderId);
  const approved = async ({ orderId }: NewStart) =>
    (await world.charges(orderId)).filter(({ outcome }) => outcome === 'approved');
  const created = async ({ orderId }: NewStart) =>
    (await world.sandbox.control.requests({ route: 'create' })).filter((request) =>
      JSON.stringify(request).includes(orderId),
    );

  /** An order whose first payment the issuer has denied. */
  async function denied(): Promise<NewStart> {
    const order = await payNow(world);
    await denyFirstPayment(world, order);
    expect(await world.begin(order)).toMatchObject({ state: 'rejected' });
    return order;
  }

  const withAnotherCard = async (order: NewStart, brand: 'visa' | 'elo' = 'visa'): Promise<NewStart> => ({
    ...order,
    card: { kind: 'carat_token', token: await cardToken(world, brand) },
    authorizerId: authorizerOf(brand),
  });

  async function settled(order: NewStart) {
    world.clock.follow(idOf(order));
    await world.clock.untilIdle();
    return world.view(order.orderId);
  }

  it('with another card it pays once; the story is kept, and repeating the attempt starts nothing', async () => {
    const order = await denied();
    const { gateway } = await world.view(order.orderId);
    const { last } = await world.subscriptions.events(order);
    const second = await withAnotherCard(order);

    const begun = await world.subscriptions.start(second, { attempt: 2 });
    expect(begun.alreadyRunning).toBe(false);
    expect(await settled(second)).toMatchObject({
      state: 'active',
      attempt: 2,
      earlierAttempts: [
        { what: 'the issuer denied the payment', nit: gateway.nit, sid: gateway.sid, lastEvent: last },
      ],
    });
    expect(await approved(order)).toHaveLength(1);

    expect(await world.subscriptions.start(second, { attempt: 2 })).toMatchObject({
      runId: begun.runId,
      alreadyRunning: true,
    });
    await expect(world.subscriptions.start(order, { attempt: 2 })).rejects.toMatchObject({
      differingFields: ['authorizerId', 'card.token'],
    });
    // A job that repeats its start, and knows nothing of the second attempt, is answered with what is there.
    expect(await world.subscriptions.start(second)).toMatchObject({
      runId: begun.runId,
      alreadyRunning: true,
    });
    await expect(world.subscriptions.start(order)).rejects.toMatchObject({
      differingFields: ['authorizerId', 'card.token'],
    });
    await world.clock.advanceBy(DAY_MS);
    expect(await approved(order)).toHaveLength(1);
    expect(await created(order)).toHaveLength(2);

    const { events, missed } = await world.subscriptions.events(order, { since: last });
    expect(missed).toBeUndefined();
    expect(events[0]).toMatchObject({ type: 'subscription.created', sequence: last + 1, attempt: 2 });
    await eventually('the list has both attempts', async () => {
      const told = await world.subscriptions.merchantEvents({ merchant: world.merchant });
      const ours = told.events.filter(({ orderId }) => orderId === order.orderId);
      return ours.some(({ sequence }) => sequence === 1) && ours.some(({ sequence }) => sequence > last);
    });
    const { entries } = await world.subscriptions.timeline(order);
    expect(entries.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['earlier_attempt', 'requested', 'charge']),
    );
  });

  it('a late post of the first attempt changes nothing in the second', async () => {
    const order = await denied();
    const { nit } = (await world.view(order.orderId)).gateway;
    const second = await withAnotherCard(order);
    await world.subscriptions.start(second, { attempt: 2 });
    const before = await settled(second);
    const asked = (await world.sandbox.control.requests({})).length;
    const handle = world.client.workflow.getHandle(idOf(order));
    for (const status of ['NEG', 'CON']) {
      const post = { nit: nit ?? '', status };
      expect(await handle.query(heardQuery, post)).toBe('known');
      await handle.signal(statusPostedSignal, post);
    }
    await world.clock.advanceBy(HOUR_MS);
    expect(await world.view(order.orderId)).toEqual(before);
    expect(await world.sandbox.control.requests({})).toHaveLength(asked);
  });

  it('of two that race one starts, whatever each of them was to pay with', async () => {
    const order = await denied();
    const one = await withAnotherCard(order);
    const other = await withAnotherCard(order, 'elo');
    const results = await Promise.allSettled(
      [one, other, one, other].map((each) => world.subscriptions.start(each, { attempt: 2 })),
    );
    const begun = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(begun.filter(({ alreadyRunning }) => !alreadyRunning)).toHaveLength(1);
    expect(new Set(begun.map(({ runId }) => runId)).size).toBe(1);
    await settled(order);
    expect(await approved(order)).toHaveLength(1);
    expect(await created(order)).toHaveLength(2);
  });

  it('one that looked before another began and ended starts nothing', async () => {
    const order = await denied();
    const slow = slowClient(world);
    const late = slow.subscriptions.start(await withAnotherCard(order, 'elo'), { attempt: 2 });
    await slow.isAtStart;
    const second = await withAnotherCard(order);
    await denyFirstPayment(world, second);
    const begun = await world.subscriptions.start(second, { attempt: 2 });
    expect(await settled(second)).toMatchObject({ state: 'rejected', attempt: 2 });
    slow.goOn();
    await expect(late).rejects.toMatchObject({ code: 'subscription_exists_with_different_content' });
    expect((await world.client.workflow.getHandle(idOf(order)).describe()).runId).toBe(begun.runId);
    expect(await approved(order)).toHaveLength(0);

    await world.subscriptions.start(await withAnotherCard(order, 'elo'), { attempt: 3 });
    expect(await settled(order)).toMatchObject({ state: 'active', attempt: 3 });
    expect(await approved(order)).toHaveLength(1);
  });

  it('a foreign start whose story contradicts itself fails at once, and says where', async () => {
    const order = await denied();
    const { nit } = (await world.view(order.orderId)).gateway;
    const at = '2026-11-01T12:00:00.000Z';
    const attempt = { startedAt: at, endedAt: at, what: 'denied', nit, lastEvent: 4 };
    const handle = await world.client.workflow.start(WORKFLOW_TYPE, {
      workflowId: idOf(order),
      taskQueue: world.taskQueue,
      args: [{ ...order, earlierAttempts: [attempt, attempt] }],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    await expect(handle.result()).rejects.toMatchObject({
      cause: { type: 'invalid_input', message: expect.stringContaining('earlierAttempts.1.nit') as string },
    });
    const refused = { code: 'attempt_refused', reason: 'not_rejected' };
    await expect(world.subscriptions.start(order, { attempt: 4 })).rejects.toMatchObject(refused);
    const told = { ...order, earlierAttempts: [{ ...attempt, nit: nit ?? '' }] };
    await expect(world.subscriptions.start(told)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await created(order)).toHaveLength(1);
  });

  it('nothing else is started once more', async () => {
    const order = await payNow(world);
    order.schedule.numberOfTimes = 1;
    const attempt = (start: NewStart, number: number) =>
      world.subscriptions.start(start, { attempt: number });
    const refused = (reason: string) => ({
      code: 'attempt_refused',
      reason,
      problems: [{ field: 'attempt' }],
    });
    await expect(attempt(order, 2)).rejects.toMatchObject(refused('nothing_to_repeat'));
    await expect(attempt(order, 11)).rejects.toMatchObject(refused('too_many_attempts'));
    await expect(attempt(order, 0)).rejects.toMatchObject({ code: 'invalid_input' });

    await world.begin(order);
    await expect(attempt(order, 2)).rejects.toMatchObject(refused('still_running'));
    await expect(attempt(order, 3)).rejects.toMatchObject(refused('wrong_number'));
    await world.clock.advanceBy(60 * DAY_MS);
    expect(await world.view(order.orderId)).toMatchObject({ state: 'completed' });
    await expect(attempt(order, 2)).rejects.toMatchObject(refused('not_rejected'));

    const undone = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 60 } });
    await world.begin(undone);
    await world.subscriptions.undo(undone, ana('the customer left'));
    await world.clock.advanceBy(DAY_MS);
    await expect(attempt(undone, 2)).rejects.toMatchObject(refused('not_rejected'));

    const rejected = await denied();
    await expect(attempt(rejected, 3)).rejects.toMatchObject(refused('wrong_number'));
    expect(await approved(order)).toHaveLength(2);
    expect(await world.subscriptions.start(rejected)).toMatchObject({ alreadyRunning: true });
    expect(await created(rejected)).toHaveLength(1);
  });
});

/** A client that waits with the start itself until it is told. */
function slowClient(world: World): {
  subscriptions: SubscriptionClient;
  isAtStart: Promise<void>;
  goOn: () => void;
} {
  let arrived = (): void => undefined;
  let goOn = (): void => undefined;
  const isAtStart = new Promise<void>((resolve) => (arrived = resolve));
  const released = new Promise<void>((resolve) => (goOn = resolve));
  const holding: WorkflowClientInterceptor = {
    startWithDetails: async (input, next) => {
      arrived();
      await released;
      return next(input);
    },
  };
  const { client, taskQueue } = world;
  const slow = new Client({
    connection: client.connection,
    namespace: client.options.namespace,
    dataConverter: client.options.loadedDataConverter,
    interceptors: { workflow: [holding] },
  });
  return { subscriptions: new SubscriptionClient(slow, { taskQueue }), isAtStart, goOn };
}
