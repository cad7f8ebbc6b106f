import { eventOf } from '../../../domain/events/envelope';
import type { KeptEvent } from '../../../domain/events/event';
import type { Cycle } from '../../../domain/ledger/ledger';
import { LIMITS } from '../../../domain/limits';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { charge, cycleOf } from '../ledger/support';
import { eventsOf, keptIn, LATER_MS, step, told, toldSince, withStatus } from './support';

const DAY = '2027-01-10';
const MARK_LENGTH = 16;

/** With this as its first cycle; what came after it stays. */
const withFirst = (record: SubscriptionRecord, cycle: Cycle, nowMs = LATER_MS): SubscriptionRecord => {
  const cycles = [cycle, ...record.ledger.cycles.slice(1)];
  return step(record, { ledger: { ...record.ledger, cycles } }, nowMs);
};

/** So much happens afterwards that nothing of before is kept: the schedule is paused and resumed in the portal, time and again. */
const longAfter = (record: SubscriptionRecord): SubscriptionRecord => {
  let now = record;
  for (let times = 1; times <= LIMITS.events.count / 2; times += 1)
    for (const status of ['INA', 'ATV']) now = step(now, withStatus(now, status), LATER_MS + times);
  return now;
};

const newOf = (before: SubscriptionRecord, after: SubscriptionRecord): KeptEvent[] =>
  keptIn(after).filter(({ sequence }) => sequence > eventsOf(before).last);

const idsOf = (events: readonly KeptEvent[]): string[] =>
  events.map((event) => eventOf({ merchant: 'loja-a', orderId: 'A0001' }, event).id);

describe('a fact that comes back when its first event is kept no more', () => {
  const paid = withFirst(told(), cycleOf(1, DAY, 'paid'));
  const reversed = withFirst(longAfter(paid), cycleOf(1, DAY, 'reversed'));
  const before = longAfter(reversed);
  const again = withFirst(before, cycleOf(1, DAY, 'paid'), LATER_MS + 1_000);

  it('is another event, so that a receiver does not drop it', () => {
    expect(keptIn(before).map(({ type }) => type)).not.toContain('charge.paid');
    expect(toldSince(before, again)).toEqual(['charge.paid', 'cycle.paid']);
    const ids = idsOf([...newOf(told(), paid), ...newOf(before, again)]);
    expect(new Set(ids).size).toBe(4);
  });

  it('has its first id where the first telling is not known, as after a restored backup', () => {
    const restored = withFirst(longAfter(told()), cycleOf(1, DAY, 'paid'), LATER_MS + 2_000);
    expect(idsOf(newOf(longAfter(told()), restored))).toEqual(idsOf(newOf(told(), paid)));
  });

  it('is told apart by its moment each time that it comes', () => {
    const back = longAfter(withFirst(longAfter(again), cycleOf(1, DAY, 'reversed'), LATER_MS + 3_000));
    const third = withFirst(back, cycleOf(1, DAY, 'paid'), LATER_MS + 4_000);
    const ids = idsOf([...newOf(told(), paid), ...newOf(before, again), ...newOf(back, third)]);
    expect(new Set(ids).size).toBe(6);
  });
});

describe('a cycle that was missed', () => {
  it('is not missed again when its event is kept no more', () => {
    const cycleWith = (...outcomes: ('pending' | 'failed')[]): Cycle => ({
      ...{ number: 1, dueDate: DAY, passed: 'missed' },
      charges: outcomes.map((outcome) => charge('late', DAY, { outcome })),
    });
    const missed = withFirst(told(), cycleWith());
    expect(toldSince(told(), missed)).toEqual(['cycle.missed']);
    const executing = withFirst(longAfter(missed), cycleWith('pending'));
    expect(toldSince(executing, withFirst(executing, cycleWith('failed')))).toEqual(['charge.failed']);
  });
});

describe('what is known of events that are kept no more', () => {
  it('is a mark of each that may come back; steps of a life have their moment', () => {
    const paid = withFirst(told(), cycleOf(1, DAY, 'paid'));
    expect(eventsOf(longAfter(told())).left).toHaveLength(MARK_LENGTH);
    expect(eventsOf(longAfter(paid)).left).toHaveLength(3 * MARK_LENGTH);
  });

  it('is bounded', () => {
    let now = told();
    for (let number = 1; number <= LIMITS.eventsRemembered; number += 1) {
      const cycles = [...now.ledger.cycles, cycleOf(number, DAY, 'paid')];
      now = step(now, { ledger: { ...now.ledger, cycles } });
    }
    expect(eventsOf(now).left).toHaveLength(LIMITS.eventsRemembered * MARK_LENGTH);
  });
});
