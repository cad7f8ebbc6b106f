import { cycleOutcome } from '../../domain/ledger/ledger';
import { heardOf } from '../../domain/schedule/hint';
import { flagsOf } from '../../domain/subscription/attention';
import { plan } from '../../domain/subscription/plan';
import { type SubscriptionRecord } from '../../domain/subscription/record';
import { lookedAt, type Look } from './support/looks';
import { at } from './support/record';
import { adopted, BEFORE, orderOf, stepOf, told } from './support/adoption';

describe('what was executed before us', () => {
  const order = orderOf();
  const life = (...looks: Look[]): SubscriptionRecord =>
    lookedAt(
      adopted(),
      order,
      looks.map((look) => ({ ...look })),
      BEFORE,
    );
  const january: Look = {
    on: '2027-01-10',
    charges: [['2027-01-10', 'n1']],
    nextDate: '2027-02-10',
    currentTimes: 7,
  };

  it('is never asked for, flagged or counted', () => {
    const record = life(january);
    expect(record.ledger.cycles.map(cycleOutcome)).toEqual(['paid', 'due']);
    expect(record.schedule.openPolls).toBe(0);
    expect(record.schedule.unreadSince).toEqual({});
    expect(flagsOf(record, at('2027-01-10T09:00:00.000Z', order))).toEqual([]);
  });

  it('an execution that the gateway counts and does not list is missed all the same', () => {
    const record = life({ ...january, currentTimes: 8 });
    expect(flagsOf(record, at('2027-01-10T09:00:00.000Z', order))).toEqual(['counter_unexplained']);
  });

  it('a late post about it brings no look', () => {
    const known = heardOf(
      life(january),
      { nit: 'B3', status: 'CON' },
      Date.parse('2027-01-11T09:00:00.000Z'),
    );
    expect(known).toBe('known');
    const fresh = heardOf(
      life(january),
      { nit: 'n2', status: 'CON' },
      Date.parse('2027-01-11T09:00:00.000Z'),
    );
    expect(fresh).toBe('news');
  });

  it('counts towards what was sold: the last one ends it, three days later', () => {
    const months = ['2027-01-10', '2027-02-10', '2027-03-10', '2027-04-10', '2027-05-10', '2027-06-10'];
    const looks = months.map((on, index): Look => {
      const nextDate = months[index + 1];
      const charges: Look['charges'] = [[on, `n${String(index + 1)}`]];
      return { on, charges, currentTimes: 7 + index, ...(nextDate === undefined ? {} : { nextDate }) };
    });
    const finished = life(...looks);
    const context = at('2027-06-10T12:00:00.000Z', order);
    expect(flagsOf(finished, context)).toEqual([]);
    expect(new Date(plan(finished, context)[0]?.atMs ?? 0).toISOString().slice(0, 10)).toBe('2027-06-13');
    const looked = life(...looks, { on: '2027-06-14', currentTimes: 12 });
    expect(stepOf(looked, order, '2027-06-14T12:00:00.000Z')?.step).toEqual({ kind: 'end', as: 'completed' });
  });

  it('an execution beyond what was sold is flagged, where the gateway tells no count', () => {
    const { numberOfTimes, ...facts } = told({ currentTimes: 11 });
    expect(numberOfTimes).toBe(12);
    const looks: Look[] = [{ ...january, currentTimes: 12 }];
    const record = lookedAt(adopted(facts, order), order, looks, BEFORE);
    expect(flagsOf(record, at('2027-01-10T09:00:00.000Z', order))).toEqual(['terms_differ']);
  });
});

describe('an execution from before that is repeated (March 2023)', () => {
  const order = orderOf();
  /** Executed on 10 January, adopted at noon of that day. */
  const start = adopted(
    told({ nextDate: '2027-02-10', currentTimes: 7, nits: [...BEFORE, 'b7'] }),
    order,
    '2027-01-10T15:00:00.000Z',
  );
  const repeated: Look = {
    on: '2027-01-14',
    charges: [
      ['2027-01-11', 'r1'],
      ['2027-01-12', 'r2', 'denied'],
      ['2027-01-13', 'r3', 'failed'],
    ],
    nextDate: '2027-02-10',
    currentTimes: 9,
  };
  const looked = (...looks: Look[]) => lookedAt(start, order, looks, [...BEFORE, 'b7']);

  it('is in a cycle of its own, and a person is told', () => {
    const record = looked(repeated);
    expect(record.ledger.cycles.map(({ dueDate, charges }) => [dueDate, charges.length])).toEqual([
      ['2027-01-10', 3],
      ['2027-02-10', 0],
    ]);
    expect(flagsOf(record, at('2027-01-14T09:00:00.000Z', order))).toEqual(['cycle_paid_twice']);
  });

  it('does not change what is charged in February', () => {
    const record = looked(repeated, {
      on: '2027-02-10',
      charges: [['2027-02-10', 'n1']],
      nextDate: '2027-03-10',
      currentTimes: 10,
    });
    expect(record.ledger.cycles.map(cycleOutcome)).toEqual(['paid', 'paid', 'due']);
    expect(flagsOf(record, at('2027-02-10T09:00:00.000Z', order))).toEqual(['cycle_paid_twice']);
  });

  it('took nothing where it was denied, and nothing was missed', () => {
    const record = looked({ ...repeated, charges: [['2027-01-11', 'r1', 'failed']], currentTimes: 7 });
    expect(record.ledger.cycles.map(cycleOutcome)).toEqual(['skipped', 'due']);
    expect(flagsOf(record, at('2027-01-14T09:00:00.000Z', order))).toEqual([]);
  });

  it('one of four days later is our first cycle, charged early', () => {
    const record = looked({
      on: '2027-01-20',
      charges: [['2027-01-18', 'n1']],
      nextDate: '2027-02-18',
      currentTimes: 8,
    });
    expect(record.ledger.cycles.map(({ dueDate }) => dueDate)).toEqual(['2027-01-18', '2027-02-18']);
  });
});
