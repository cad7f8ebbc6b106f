import type { KeptEvent } from '../../../domain/events/event';
import type { Push } from '../../../domain/events/outbox';
import { eventsToSend, noteDelivered, noteReceiver, noteUndelivered } from '../../../domain/events/push';
import { LIMITS } from '../../../domain/limits';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { running } from '../support/record';
import { LATER, LATER_MS } from './support';

const event = (sequence: number): KeptEvent => ({
  ...{ type: 'cycle.missed', key: `k${String(sequence)}`, subject: 'cycle/2027-01-10', sequence },
  time: '2027-01-10T08:00:00.000Z',
  data: { number: 1, dueDate: '2027-01-10', outcome: 'missed', charges: [] },
});
const events = (from: number, to: number): KeptEvent[] =>
  Array.from({ length: to - from + 1 }, (_one, index) => event(from + index));

/** A record that keeps the events of a span. */
const keeps = (from: number, to: number, push?: Push): SubscriptionRecord => ({
  ...running(),
  events: {
    ...{ last: to, kept: events(from, to), life: 'active', raised: [] },
    ...(push === undefined ? {} : { push }),
  },
});
const sequences = (record: SubscriptionRecord): number[] =>
  eventsToSend(record).map(({ sequence }) => sequence);
const pushOf = ({ events: outbox }: SubscriptionRecord): Push | undefined => outbox?.push;

describe('a receiver', () => {
  it('that is there from the beginning gets all, in order; an order that is tried again goes on', () => {
    expect(sequences(noteReceiver(keeps(1, 3), true))).toEqual([1, 2, 3]);
    expect(sequences(noteReceiver(keeps(4, 6), true, 4))).toEqual([5, 6]);
  });

  it('that is configured later gets what happens from then on', () => {
    const without = noteReceiver(keeps(1, 3), false);
    expect(pushOf(without)).toEqual({ isOn: false });
    expect(sequences(without)).toEqual([]);
    const later = noteReceiver(without, true);
    expect(pushOf(later)).toEqual({ isOn: true, after: 3 });
    const after = { ...later, events: { ...later.events, kept: events(1, 4), last: 4 } };
    expect(sequences(after as SubscriptionRecord)).toEqual([4]);
  });

  it('that was away for a while gets what it missed', () => {
    const away = noteReceiver(keeps(1, 5, { isOn: true, after: 2 }), false);
    expect(sequences(away)).toEqual([]);
    expect(pushOf(away)).toEqual({ isOn: false, after: 2 });
    expect(sequences(noteReceiver(away, true))).toEqual([3, 4, 5]);
  });

  it('that is known changes nothing; what could not be delivered stays known', () => {
    const on = keeps(1, 2, { isOn: true, after: 1 });
    expect(noteReceiver(on, true)).toBe(on);
    const undelivered = [{ from: 1, to: 1, at: LATER, problem: 'gone' }];
    const off = noteReceiver(keeps(1, 2, { isOn: true, after: 1, undelivered }), false);
    expect(pushOf(off)).toEqual({ isOn: false, after: 1, undelivered });
  });

  it('of a record without events gets the first one that comes', () => {
    const { events: none, ...untold } = running();
    expect(none).toBeUndefined();
    expect(noteReceiver(untold, true).events).toMatchObject({ last: 0, push: { isOn: true, after: 0 } });
    expect(eventsToSend(untold)).toEqual([]);
  });

  it('gets so many at once, the oldest first', () => {
    const many = keeps(1, 50, { isOn: true, after: 3 });
    const first = sequences(many);
    expect(first).toHaveLength(LIMITS.eventsSentAtOnce);
    expect(first[0]).toBe(4);
  });
});

describe('a delivery', () => {
  const on = (): SubscriptionRecord => keeps(1, 5, { isOn: true, after: 0 });

  it('is not made again', () => {
    const delivered = noteDelivered(on(), events(1, 3), LATER_MS);
    expect(pushOf(delivered)).toEqual({ isOn: true, after: 3 });
    expect(sequences(delivered)).toEqual([4, 5]);
    expect(pushOf(noteDelivered(delivered, events(4, 5), LATER_MS))).toEqual({ isOn: true, after: 5 });
  });

  it('that delivered nothing changes nothing', () => {
    const after = keeps(1, 5, { isOn: true, after: 2 });
    expect(pushOf(noteDelivered(after, [], LATER_MS))).toEqual({ isOn: true, after: 2 });
  });

  it('shows what had left the record before it could be sent', () => {
    const late = noteDelivered(keeps(6, 8, { isOn: true, after: 2 }), events(6, 7), LATER_MS);
    expect(pushOf(late)).toEqual({
      ...{ isOn: true, after: 7 },
      undelivered: [{ from: 3, to: 5, at: LATER, problem: 'too many events waited' }],
    });
  });

  it('that is given up shows its span, and the next events are sent', () => {
    const givenUp = noteUndelivered(
      keeps(1, 5, { isOn: true, after: 1 }),
      events(2, 4),
      'HTTP 500',
      LATER_MS,
    );
    expect(pushOf(givenUp)).toEqual({
      ...{ isOn: true, after: 4 },
      undelivered: [{ from: 2, to: 4, at: LATER, problem: 'HTTP 500' }],
    });
    expect(sequences(givenUp)).toEqual([5]);
    const delivered = noteDelivered(givenUp, events(5, 5), LATER_MS);
    expect(pushOf(delivered)?.undelivered).toHaveLength(1);
  });

  it('that is given up again adds to what is shown, up to a limit', () => {
    let record = keeps(1, 9, { isOn: true, after: 0 });
    for (let sequence = 1; sequence <= 7; sequence += 1)
      record = noteUndelivered(record, [event(sequence)], 'gone', LATER_MS);
    const shown = pushOf(record)?.undelivered?.map(({ from }) => from);
    expect(shown).toEqual([3, 4, 5, 6, 7].slice(-LIMITS.undeliveredKept));
  });

  it('that ends when there never was a receiver leaves the record as it is', () => {
    const none = keeps(1, 2);
    const { events: gone, ...untold } = none;
    expect(gone).toBeDefined();
    for (const record of [none, untold]) {
      expect(noteDelivered(record, events(1, 1), LATER_MS)).toBe(record);
      expect(noteUndelivered(record, events(1, 1), 'gone', LATER_MS)).toBe(record);
    }
  });
});
