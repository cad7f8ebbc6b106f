import { randomBytes } from 'node:crypto';
import { workflowIdOf, type SubscriptionEvent } from '../../client';
import { leftEventsIdOf } from '../../contract/ids';
import type { NewStart } from '../../contract/input';
import { authorizerOf, cardToken } from '../../stories/cards';
import { ExecutionClock } from '../../devstack/execution-clock';
import { denyFirstPayment } from '../../stories/mishaps';
import { ana } from '../../stories/persons';
import { isSilence } from '../../client/errors/translate-error';
import { fixedFaults } from './support/receiver-faults';
import { eventually } from '../support/eventually';
import { payNow, startLater } from '../support/orders';
import { TestReceiver } from '../support/receiver';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;
const YEAR_DAYS = 366;

/** What a billing system that has nothing but the events says was paid, by NIT. */
function paidByEvents(events: readonly SubscriptionEvent[]): Map<string, number> {
  const paid = new Map<string, number>();
  for (const event of events)
    if (event.type === 'charge.paid') paid.set(event.data.charge.nit, event.data.charge.amountCents ?? 0);
  return paid;
}

describe('a billing system that is told', () => {
  const secrets = [`whsec_${randomBytes(32).toString('base64')}`];
  let world: World;
  let receiver: TestReceiver;

  beforeAll(async () => {
    receiver = await TestReceiver.open(secrets);
    world = await startWorld({ receiver: receiver.options() });
  });
  beforeEach(() => world.reset());
  afterAll(async () => {
    await world.stop();
    await receiver.close();
  });

  const ref = (orderId: string): { merchant: string; orderId: string } => ({
    merchant: world.merchant,
    orderId,
  });
  const arrived = async (orderId: string): Promise<boolean> => {
    const all = await world.subscriptions.events(ref(orderId));
    const { last } = all;
    // A reader that is ahead has read what a reset, or a restored backup, has undone: it is given everything, and told so.
    expect(await world.subscriptions.events(ref(orderId), { since: last + 5 })).toEqual({
      ...all,
      rewound: true,
    });
    expect(await world.subscriptions.events(ref(orderId), { since: last })).not.toHaveProperty('rewound');
    return receiver.of(orderId).at(-1)?.sequence === last;
  };

  it('hears of a year exactly what the ledger has, whatever happens to the requests', async () => {
    // It hands over while requests fail.
    const order = await payNow(world, { options: { continueAsNewAfterEvents: 60 } });
    const { orderId } = order;
    receiver.faults = fixedFaults(120);
    await world.begin(order);
    await world.clock.advanceBy(YEAR_DAYS * DAY_MS);
    await eventually('all events have arrived', () => arrived(orderId));

    const told = receiver.of(orderId);
    const { events, undelivered } = await world.subscriptions.events(ref(orderId));
    expect(told).toEqual(events);
    expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_event, index) => index + 1));
    expect(undelivered).toEqual([]);
    expect({ refused: receiver.refused, duplicated: receiver.duplicates > 0 }).toEqual({
      refused: 0,
      duplicated: true,
    });
    const charged = (await world.charges(orderId)).map(({ nit, amountCents }) => [nit, amountCents]);
    expect(charged).toHaveLength(13);
    expect([...paidByEvents(told)]).toEqual(charged);
    expect(told.at(-1)?.type).toBe('subscription.completed');
    await eventually('the list has it', async () => {
      const { subscriptions } = await world.subscriptions.list({ merchant: world.merchant, open: false });
      return subscriptions.length === 1;
    });
    const all = await world.subscriptions.merchantEvents({ merchant: world.merchant });
    expect(all).toMatchObject({ unread: [], hasMore: false });
    expect(all.events).toEqual(told);
    const [first] = receiver.events;
    expect(first?.type).toBe('subscription.created');
  });

  it('a receiver that is dead holds no charge up; what it missed is flagged, and sent again on demand', async () => {
    receiver.isDown = true;
    const order = await startLater(world, {});
    const { orderId } = order;
    await world.begin(order);
    await world.clock.advanceBy(45 * DAY_MS);
    const view = await world.view(orderId);
    expect(view.ledger.summary.byOutcome.paid).toBe(2);
    expect(view.attention).toEqual(['events_undelivered']);
    expect(receiver.of(orderId)).toEqual([]);
    const { events, undelivered } = await world.subscriptions.events(ref(orderId));
    const [missed] = events;
    expect(undelivered[0]).toMatchObject({
      from: 1,
      problem: expect.stringContaining('ECONNRESET') as string,
    });

    // What waits for the end of a resend until its deadline learns no more than that.
    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, orderId));
    const noEnd: unknown = await world.client
      .withDeadline(Date.now() + 200, () => handle.result())
      .catch((error: unknown) => error);
    expect(isSilence(noEnd)).toBe(true);

    receiver.isDown = false;
    receiver.faults = [];
    expect(await world.subscriptions.resendEvent(ref(orderId), missed?.id ?? '')).toMatchObject({
      result: 'delivered',
    });
    expect(receiver.of(orderId)).toEqual([missed]);
    await world.clock.advanceBy(31 * DAY_MS);
    await eventually('later events arrive', () => arrived(orderId));
    const flags = receiver.of(orderId).filter(({ type }) => type.startsWith('attention.'));
    expect(flags).toEqual([]);
  });

  it('somebody who asks Temporal to cancel is told of, and the charges go on, in this run and in the next', async () => {
    receiver.isDown = false;
    const order = await startLater(world, { options: { continueAsNewAfterEvents: 60 } });
    const { orderId } = order;
    await world.begin(order);
    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, orderId));
    const { runId } = await handle.describe();
    await handle.cancel();
    await eventually('it is told', () =>
      Promise.resolve(
        receiver
          .of(orderId)
          .some(({ type, subject }) => type === 'attention.raised' && subject.endsWith('cancel_requested')),
      ),
    );
    await world.subscriptions.pause({ ...ref(orderId) }, ana('the customer travels'));
    await world.subscriptions.resume({ ...ref(orderId) }, ana('the customer is back'));
    await world.clock.advanceBy(200 * DAY_MS);
    expect((await handle.describe()).runId).not.toBe(runId);
    await handle.cancel();
    await world.clock.advanceBy(31 * DAY_MS);
    expect(await world.view(orderId)).toMatchObject({ state: 'active', attention: ['cancel_requested'] });
    await eventually('all events have arrived', () => arrived(orderId));
    expect([...paidByEvents(receiver.of(orderId))]).toEqual(
      (await world.charges(orderId)).map(({ nit, amountCents }) => [nit, amountCents]),
    );
    expect(paidByEvents(receiver.of(orderId)).size).toBeGreaterThanOrEqual(6);
  });

  it('a subscription that hands over between two pages is on one of them', async () => {
    receiver.isDown = false;
    const older = await startLater(world, { options: { continueAsNewAfterEvents: 60 } });
    await world.begin(older);
    const handle = world.client.workflow.getHandle(workflowIdOf(world.merchant, older.orderId));
    const { runId } = await handle.describe();
    const newer = await startLater(world, {});
    await world.begin(newer);
    await eventually('both are listed', async () => {
      const { subscriptions } = await world.subscriptions.list({ merchant: world.merchant, open: true });
      return [older, newer].every(({ orderId }) => subscriptions.some((row) => row.orderId === orderId));
    });
    const of = async (since?: string) =>
      world.subscriptions.merchantEvents({
        merchant: world.merchant,
        pageSize: 1,
        ...(since === undefined ? {} : { since }),
      });
    let page = await of();
    const read = [...page.events];
    expect(read.map(({ orderId }) => orderId)).not.toContain(older.orderId);

    world.clock.releaseAll();
    world.clock.follow(handle.workflowId);
    await world.clock.advanceBy(200 * DAY_MS);
    await eventually('the new run is listed', async () => {
      const { subscriptions } = await world.subscriptions.list({ merchant: world.merchant });
      return subscriptions.some((row) => row.orderId === older.orderId && row.runId !== runId);
    });
    while (page.hasMore) {
      page = await of(page.cursor);
      read.push(...page.events);
    }
    const { events } = await world.subscriptions.events(older);
    const ofOlder = read.filter(({ orderId }) => orderId === older.orderId);
    expect(ofOlder.at(-1)).toEqual(events.at(-1));
  });

  /** An order whose first payment was denied while the receiver was down, and what starts it once more. */
  async function deniedUntold(): Promise<NewStart> {
    receiver.isDown = true;
    const order = await payNow(world);
    await denyFirstPayment(world, order);
    expect(await world.begin(order)).toMatchObject({ state: 'rejected' });
    return { ...order, authorizerId: authorizerOf('visa'), card: await storedCard('visa') };
  }
  const storedCard = async (brand: 'visa'): Promise<NewStart['card']> => ({
    kind: 'carat_token',
    token: await cardToken(world, brand),
  });
  const paid = async ({ orderId }: NewStart): Promise<number> =>
    (await world.charges(orderId)).filter(({ outcome }) => outcome === 'approved').length;

  /** Moves a delivery on to each of its retries, until it has ended. */
  async function untilGivenUp(workflowId: string): Promise<void> {
    const executions = new ExecutionClock(world.client.connection, world.client.options.namespace);
    await eventually('it is given up', async () => {
      const standing = await executions.standing(workflowId);
      if (standing?.retryAt !== undefined && standing.retryAt > standing.now)
        await executions.advanceTo(workflowId, standing.retryAt, standing.now);
      return standing === undefined;
    });
  }

  it('a receiver that is dead keeps no next attempt waiting, and hears of both once it is back', async () => {
    const again = await deniedUntold();
    const first = world.client.workflow.getHandle(workflowIdOf(world.merchant, again.orderId));
    expect(await world.subscriptions.lookBeforeStart(again, { attempt: 2 })).toMatchObject({ exists: false });
    expect((await first.describe()).status.name).toBe('RUNNING');

    await world.subscriptions.start(again, { attempt: 2 });
    world.clock.follow(first.workflowId);
    await world.clock.untilIdle();
    expect(await world.view(again.orderId)).toMatchObject({ state: 'active', attempt: 2 });
    expect(await paid(again)).toBe(1);

    receiver.isDown = false;
    await world.clock.advanceBy(DAY_MS);
    const { last } = await world.subscriptions.events(again);
    await eventually('all events of both have arrived', async () =>
      Promise.resolve(receiver.of(again.orderId).length === last),
    );
    const sequences = receiver.of(again.orderId).map(({ sequence }) => sequence);
    expect(sequences.sort((one, other) => one - other)).toEqual(
      Array.from({ length: last }, (_one, index) => index + 1),
    );
    expect((await world.view(again.orderId)).attention).toEqual([]);
  });

  it('what nobody took of an earlier attempt is flagged in the next one, and sent again on demand', async () => {
    const again = await deniedUntold();
    const { events } = await world.subscriptions.events(again);
    const [created] = events;
    await world.subscriptions.start(again, { attempt: 2 });
    world.clock.follow(workflowIdOf(world.merchant, again.orderId));
    await world.clock.untilIdle();
    await untilGivenUp(leftEventsIdOf(world.merchant, again.orderId, 1));
    await eventually('what was left is flagged', async () => {
      const { undelivered } = await world.subscriptions.events(again);
      return undelivered.some(({ from, to }) => from === 1 && to === events.at(-1)?.sequence);
    });
    const view = await world.view(again.orderId);
    expect(view).toMatchObject({ state: 'active', attempt: 2, attention: ['events_undelivered'] });
    expect(await paid(again)).toBe(1);

    receiver.isDown = false;
    expect(await world.subscriptions.resendEvent(again, created?.id ?? '')).toMatchObject({
      result: 'delivered',
    });
    expect(receiver.of(again.orderId)).toContainEqual(created);
  });
});
