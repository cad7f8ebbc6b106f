import { inDays } from '../../stories/orders';
import { startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;
const accept = { by: 'Ana', reason: 'the customer agreed', flags: ['terms_differ' as const] };

describe('a person accepts the terms that the gateway keeps', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  /** Sold for R$ 49,90; the portal has set another amount, which was told some days ago. */
  async function differing(): Promise<{ merchant: string; orderId: string; sid: string }> {
    const firstDate = await inDays(world, 3);
    const input = await startLater(world, { schedule: { amountCents: 4_990, firstDate } });
    const { gateway } = await world.begin(input);
    const sid = gateway.sid ?? '';
    await world.sandbox.control.editSchedule(sid, { amountCents: 7_777 });
    await world.clock.advanceBy(10 * DAY_MS);
    const { attention, sold } = await world.view(input.orderId);
    expect(attention).toEqual(['terms_differ', 'charge_differs']);
    expect(sold.amountCents).toBe(4_990);
    return { merchant: world.merchant, orderId: input.orderId, sid };
  }

  const soldCents = async (orderId: string): Promise<number> => (await world.view(orderId)).sold.amountCents;

  /** What it told days ago is not accepted: it is asked, and the person looks again. */
  async function lookedAtAnew(ref: { merchant: string; orderId: string }): Promise<void> {
    await expect(world.subscriptions.acknowledge(ref, accept)).rejects.toMatchObject({
      code: 'command_not_allowed',
      message: expect.stringContaining('it is being asked anew') as string,
    });
    await world.clock.untilIdle();
  }

  it('as it keeps them now: later charges are held against them', async () => {
    const ref = await differing();
    await lookedAtAnew(ref);
    await world.subscriptions.acknowledge(ref, accept);
    expect(await soldCents(ref.orderId)).toBe(7_777);
    await world.clock.advanceBy(35 * DAY_MS);
    expect((await world.view(ref.orderId)).attention).toEqual(['charge_differs']);
  });

  it('and nothing where they were corrected in the portal meanwhile: the flag goes', async () => {
    const ref = await differing();
    await world.sandbox.control.editSchedule(ref.sid, { amountCents: 4_990 });
    await lookedAtAnew(ref);
    await expect(world.subscriptions.acknowledge(ref, accept)).rejects.toMatchObject({
      message: expect.stringContaining('not flagged: terms_differ') as string,
    });
    expect(await world.view(ref.orderId)).toMatchObject({
      attention: ['charge_differs'],
      sold: { amountCents: 4_990 },
    });
  });

  it('and not what nobody has seen yet', async () => {
    const ref = await differing();
    await world.sandbox.control.editSchedule(ref.sid, { amountCents: 9_999 });
    await lookedAtAnew(ref);
    const { attentionDetails } = await world.view(ref.orderId);
    expect(attentionDetails).toContainEqual(expect.objectContaining({ flag: 'terms_differ', found: 9_999 }));
    expect(await soldCents(ref.orderId)).toBe(4_990);
    await world.subscriptions.acknowledge(ref, accept);
    expect(await soldCents(ref.orderId)).toBe(9_999);
  });

  it('and not while the gateway wants to be left alone, which keeps no other command waiting', async () => {
    await world.openDoors();
    const ref = await differing();
    const { control } = world.sandbox;
    await control.addFault({
      ...{ route: 'get_schedule', kind: 'error_429', retryAfterSeconds: 3_600, times: 'always' },
    });
    // As many as Temporal takes at a time, and one more.
    for (let tries = 0; tries <= 10; tries += 1) await lookedAtAnew(ref);
    expect(await soldCents(ref.orderId)).toBe(4_990);
    const { by, reason } = accept;
    const { result } = await world.subscriptions.cancel(ref, { by, reason, when: 'now' });
    // It was sent; that it shows is asked for once the gateway wants to be asked.
    expect(result).toBe('accepted');
    await world.clock.untilIdle();
    const schedules = await control.schedules();
    expect(schedules.find(({ sid }) => sid === ref.sid)?.status).toBe('INA');
  });
});
