import { randomBytes } from 'node:crypto';
import type { AdoptionStart } from '../../contract/input';
import { existingSchedule } from '../../stories/existing';
import { eventually } from '../support/eventually';
import { newOrderId } from '../support/orders';
import { TestReceiver } from '../support/receiver';
import { startWorld, type World } from '../support/world';
import { adoptionOutcome } from './support/adoption-outcome';

describe('the events of an adoption', () => {
  const secrets = [`whsec_${randomBytes(32).toString('base64')}`];
  let world: World;
  let receiver: TestReceiver;

  beforeAll(async () => {
    receiver = await TestReceiver.open(secrets);
    world = await startWorld({ receiver: receiver.options() });
  });
  beforeEach(async () => {
    receiver.isDown = false;
    await world.reset();
  });
  afterAll(async () => {
    await world.stop();
    await receiver.close();
  });

  const existing = async (): Promise<AdoptionStart> =>
    (await existingSchedule(world, newOrderId(), {})).adoption;

  const reasonOf = (adoption: AdoptionStart): Promise<string> => adoptionOutcome(world, adoption);

  const arrived = (orderId: string): string[] =>
    receiver.of(orderId).map(({ sequence, type }) => `${String(sequence)} ${type}`);

  const withWrongTerms = (adoption: AdoptionStart): AdoptionStart => ({
    ...adoption,
    schedule: { ...adoption.schedule, amountCents: 1 },
  });

  it('arrive also where another follows the schedule, so that the gateway was not even asked', async () => {
    const one = await existing();
    expect(await reasonOf(one)).toBe('adopted');
    const other = { ...one, orderId: newOrderId() };
    expect(await reasonOf(other)).toBe('already_followed');
    await eventually('it is told', () => Promise.resolve(arrived(other.orderId).length === 2));
    expect(arrived(other.orderId)).toEqual(['1 subscription.created', '2 subscription.rejected']);
  });

  it('go on in number where it is asked for again after it was refused, so that a reader misses none', async () => {
    const adoption = await existing();
    const wrong = withWrongTerms(adoption);
    expect(await reasonOf(wrong)).toBe('terms_differ');
    const { last } = await world.subscriptions.events(adoption);
    expect(last).toBe(2);
    expect(await reasonOf(wrong)).toBe('terms_differ');
    expect(await reasonOf(adoption)).toBe('adopted');

    const { events } = await world.subscriptions.events(adoption, { since: last });
    expect(events.map(({ sequence, type }) => `${String(sequence)} ${type}`).slice(0, 4)).toEqual([
      ...['3 subscription.created', '4 subscription.rejected'],
      ...['5 subscription.created', '6 subscription.activated'],
    ]);
    await eventually('they are told', () => Promise.resolve(arrived(adoption.orderId).length >= 6));
    expect(arrived(adoption.orderId).slice(0, 6)).toEqual([
      ...['1 subscription.created', '2 subscription.rejected'],
      ...['3 subscription.created', '4 subscription.rejected'],
      ...['5 subscription.created', '6 subscription.activated'],
    ]);
    expect(new Set(receiver.of(adoption.orderId).map(({ id }) => id)).size).toBe(
      receiver.of(adoption.orderId).length,
    );
    // Repeated, it is the same one; what is filled in is no content.
    expect(await world.subscriptions.adopt(adoption)).toMatchObject({ alreadyRunning: true });
  });

  it('hold up no other adoption while their receiver is away, and arrive once it is back', async () => {
    const adoption = await existing();
    receiver.isDown = true;
    for (let times = 0; times < 2; times += 1)
      expect(await reasonOf(withWrongTerms(adoption))).toBe('terms_differ');
    expect(await reasonOf(adoption)).toBe('adopted');
    receiver.isDown = false;
    await eventually('all are told', async () => {
      await world.clock.advanceBy(3_600_000);
      return receiver.of(adoption.orderId).length >= 6;
    });
    const sequences = receiver.of(adoption.orderId).map(({ sequence }) => sequence);
    expect(new Set(sequences).size).toBe(sequences.length);
    expect(sequences.toSorted((one, other) => one - other).slice(0, 6)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('that an adoption is told to go on from are filled in, and not to be given', async () => {
    const adoption = { ...(await existing()), eventsBefore: 7 };
    await expect(world.subscriptions.adopt(adoption)).rejects.toMatchObject({
      code: 'invalid_input',
      problems: [{ field: 'eventsBefore' }],
    });
  });
});
