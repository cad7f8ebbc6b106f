import { randomBytes } from 'node:crypto';
import { workflowIdOf, type SubscriptionEvent } from '../../client';
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
  afterAll(async () => {
    await world.stop();
    await receiver.close();
  });

  const ref = (orderId: string): { merchant: string; orderId: string } => ({
    merchant: world.merchant,
    orderId,
  });
  const arrived = async (orderId: string): Promise<boolean> => {
    const { last } = await world.subscriptions.events(ref(orderId));
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
});
