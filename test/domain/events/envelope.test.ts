import { eventOf } from '../../../domain/events/envelope';
import type { KeptEvent } from '../../../domain/events/event';
import { withFacts } from '../../../domain/events/tell';
import { emptyOutbox } from '../../../domain/events/outbox';
import { LIMITS } from '../../../domain/limits';
import { LATER_MS, newest, told } from './support';

const owner = { merchant: 'loja-a', orderId: 'A0001' };
const kept = (): KeptEvent => {
  const event = newest(told());
  if (event === undefined) throw new Error('it tells');
  return event;
};
const attempt = { startedAt: 'a', endedAt: 'b', what: 'rejected', lastEvent: 3 };

describe('an event that is handed out', () => {
  it('says whose it is, and keeps all else but its key', () => {
    const { key, ...event } = kept();
    const { id, ...told } = eventOf(owner, { key, ...event });
    expect(told).toEqual({ ...event, schemaVersion: 1, merchant: 'loja-a', orderId: 'A0001' });
    expect(id).toMatch(/^evt_A0001_[a-p]{16}$/);
  });

  it('has an id that follows from what happened, and not from when or where it is told', () => {
    const { id } = eventOf(owner, kept());
    expect(eventOf(owner, { ...kept(), sequence: 90, time: '2030-01-01T00:00:00.000Z' }).id).toBe(id);
    expect(eventOf(owner, { ...kept(), key: 'another' }).id).not.toBe(id);
    expect(eventOf({ ...owner, merchant: 'loja-b' }, kept()).id).not.toBe(id);
    expect(eventOf({ ...owner, orderId: 'A0002' }, kept()).id.split('_')[2]).not.toBe(id.split('_')[2]);
  });

  it('keeps the id that it has always had: receivers drop what they have', () => {
    expect(eventOf(owner, { ...kept(), key: 'charge.paid/n1/4990' }).id).toBe('evt_A0001_ggikilbmfiakkjkd');
  });

  it('of a later attempt at the order says which, and has an id of its own', () => {
    const first = eventOf(owner, kept());
    const second = eventOf({ ...owner, earlierAttempts: [attempt] }, kept());
    const third = eventOf({ ...owner, earlierAttempts: [attempt, attempt] }, kept());
    expect(first).not.toHaveProperty('attempt');
    expect([second.attempt, third.attempt]).toEqual([2, 3]);
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
  });
});

describe('the events that a record keeps', () => {
  const fact = (key: string): Omit<KeptEvent, 'sequence' | 'time'> => {
    const { type, subject, data } = kept();
    return { type, subject, data, key };
  };

  it('have a key each, also where the same comes about once more', () => {
    const twice = withFacts(emptyOutbox(), [fact('a'), fact('a'), fact('b')], LATER_MS);
    expect(twice.kept.map(({ key }) => key)).toEqual(['a', 'a/2027-01-02T12:00:00.000Z/2', 'b']);
    const more = withFacts(twice, [fact('b')], LATER_MS + 1);
    expect(more.kept.at(-1)?.key).toBe('b/2027-01-02T12:00:00.001Z/4');
    expect(emptyOutbox().life).toBe('opening');
  });

  it('are the newest ones; their numbers go on without a gap', () => {
    const facts = Array.from({ length: LIMITS.events.count + 3 }, (_one, index) => fact(String(index)));
    const { last, kept: events } = withFacts(emptyOutbox(), facts, LATER_MS);
    expect(last).toBe(LIMITS.events.count + 3);
    expect(events).toHaveLength(LIMITS.events.count);
    expect(events.at(0)?.sequence).toBe(4);
    expect(events.at(-1)?.sequence).toBe(last);
  });
});
