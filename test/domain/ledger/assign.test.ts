import { assignCharge, type ChargeContext } from '../../../domain/ledger/assign-charge';
import { asNit } from '../../../domain/ids';
import type { Charge } from '../../../domain/ledger/charge';
import type { Ledger } from '../../../domain/ledger/ledger';
import { charge, cycle, cycleOf, ledger, told } from './support';
import { cyclesRepeatedFromBefore } from '../../../domain/ledger/anomalies';

const assigned = (of: Ledger, one: Charge, context: Partial<ChargeContext> = {}): string[] =>
  told(assignCharge(of, one, { intervalMonths: 1, ...context }));
const paid = cycleOf(1, '2027-01-10', 'paid');
const two = ledger(paid, cycle(2, '2027-02-10'));
const error = { outcome: 'failed' } as const;

describe('a charge with a date', () => {
  it('belongs to the last cycle due on or before it, and opens those in between', () => {
    expect(assigned(two, charge('a', '2027-02-10'))[1]).toBe('2 2027-02-10 a');
    expect(assigned(two, charge('a', '2027-03-09'))).toEqual(['1 2027-01-10 n1-0', '2 2027-02-10 a']);
    expect(assigned(two, charge('a', '2027-04-12'))).toEqual([
      ...['1 2027-01-10 n1-0', '2 2027-02-10', '3 2027-03-10', '4 2027-04-10 a'],
    ]);
    expect(assigned(ledger(), charge('a', '2027-01-10'))).toEqual(['1 2027-01-10 a']);
  });

  it('is counted from the date that was planned, where one was put off', () => {
    const error = charge('e', '2027-01-10', { outcome: 'failed' });
    const of = ledger(cycle(1, '2027-01-11', [error], { plannedDate: '2027-01-10' }));
    const first = assignCharge(of, charge('a', '2027-01-11'), { intervalMonths: 1, nextDate: '2027-03-10' });
    expect(assigned(first, charge('b', '2027-02-10'), { nextDate: '2027-03-10' })).toEqual([
      ...['1 2027-01-11 e a', '2 2027-02-10 b'],
    ]);
  });

  it('is counted from its own date, where one was put off for weeks', () => {
    const of = ledger(cycle(1, '2027-02-09', [], { plannedDate: '2027-01-10', originalDate: '2027-01-10' }));
    const next = { nextDate: '2027-03-09' };
    const first = assignCharge(of, charge('a', '2027-02-09'), { intervalMonths: 1, ...next });
    // A day later it is charged once more.
    expect(assigned(first, charge('b', '2027-02-10'), next)).toEqual(['1 2027-02-09 a b']);
  });

  it('is early, and no repetition, where it is not known when the one before was executed', () => {
    const { at, ...undated } = charge('a', '2027-01-10', { knownAt: '2027-02-03T12:00:00.000Z' });
    const of = ledger(cycle(1, '2027-01-10', [undated]), cycle(2, '2027-02-10'));
    expect(assigned(of, charge('b', '2027-02-05'), { nextDate: '2027-03-05' })).toEqual([
      ...['1 2027-01-10 a', '2 2027-02-05 b'],
    ]);
  });

  it('repeats the cycle before within three days of its execution, which may have come late', () => {
    const late = cycle(1, '2027-03-28', [charge('e', '2027-03-28', error), charge('a', '2027-03-30')]);
    const of = ledger(late, cycle(2, '2027-04-28'));
    const next = { nextDate: '2027-05-28' };
    for (const day of ['2027-04-01', '2027-04-02'])
      expect(assigned(of, charge('r', day), next)[0]).toBe('1 2027-03-28 e a r');
    expect(assigned(of, charge('r', '2027-04-03'), next)[0]).toBe('1 2027-03-28 e a');
    // A repetition is repeated no further.
    const repeated = assignCharge(of, charge('r', '2027-04-02'), { intervalMonths: 1, ...next });
    expect(assigned(repeated, charge('s', '2027-04-04'), next)[0]).toBe('1 2027-03-28 e a r');
  });

  it('that is known already stays where it is, by whatever day', () => {
    expect(assigned(two, charge('N1-0', '2027-02-10'))).toEqual(told(two));
    const of = { ...two, immediate: [charge('n0', '2027-01-01')] };
    expect(assigned(of, charge('N0', '2027-02-10'))).toEqual(told(two));
  });

  it('belongs to the day on which its NIT was given, where it was tried for days', () => {
    const denied = charge('a', '2027-02-12', { outcome: 'denied' });
    expect(assigned(ledger(paid), denied, { createdAt: '2027-01-12T06:30:00.000Z' })).toEqual([
      '1 2027-01-10 n1-0 a',
    ]);
    expect(assigned(ledger(paid), denied, { createdAt: '2027-02-20T06:30:00.000Z' })).toEqual([
      ...['1 2027-01-10 n1-0', '2 2027-02-10 a'],
    ]);
  });
});

describe('an execution that ended in an error', () => {
  const dueInJanuary = ledger(cycle(1, '2027-01-10'));
  it('stays with the cycle whose date the gateway still names, for however long', () => {
    const context = { nextDate: '2027-01-10' };
    expect(assigned(dueInJanuary, charge('e', '2027-03-20', error), context)).toEqual(['1 2027-01-10 e']);
    expect(assigned(dueInJanuary, charge('e', '2027-03-20', { outcome: 'expired' }), context)).toEqual([
      '1 2027-01-10 e',
    ]);
    expect(assigned(dueInJanuary, charge('e', '2027-01-10', error), context)).toEqual(['1 2027-01-10 e']);
  });

  it('or that was decided, or of another date, opens its own', () => {
    expect(assigned(dueInJanuary, charge('p', '2027-03-20'), { nextDate: '2027-01-10' }).at(-1)).toBe(
      '3 2027-03-10 p',
    );
    expect(assigned(dueInJanuary, charge('e', '2027-03-20', error), { nextDate: '2027-04-10' }).at(-1)).toBe(
      '3 2027-03-10 e',
    );
    expect(assigned(ledger(paid), charge('e', '2027-02-10', error), { nextDate: '2027-01-10' }).at(-1)).toBe(
      '2 2027-02-10 e',
    );
  });
});

describe('a charge before the date of the open cycle', () => {
  const on = (day: string, context: Partial<ChargeContext>, changes: Partial<Charge> = {}): string[] =>
    assigned(two, charge('a', day, changes), context);

  it('repeats the cycle before within three days', () => {
    expect(on('2027-01-13', { nextDate: '2027-03-10' })).toEqual(['1 2027-01-10 n1-0 a', '2 2027-02-10']);
  });

  it('is this one, charged early, where the gateway has gone on', () => {
    expect(on('2027-01-14', { nextDate: '2027-03-10' })).toEqual(['1 2027-01-10 n1-0', '2 2027-01-14 a']);
    expect(on('2027-02-09', {})).toEqual(['1 2027-01-10 n1-0', '2 2027-02-09 a']);
  });

  it('is not this one where the gateway still names its date, unless it ended in an error', () => {
    const context = { nextDate: '2027-02-10' };
    expect(on('2027-01-20', context)).toEqual(['1 2027-01-10 n1-0 a', '2 2027-02-10']);
    expect(on('2027-01-20', context, error)).toEqual(['1 2027-01-10 n1-0', '2 2027-01-20 a']);
  });

  it('is this one, too, days after the last retry of a denied one', () => {
    const denied = charge('a', '2027-01-24', { outcome: 'denied' });
    const of = ledger(cycle(1, '2027-01-10', [denied]), cycle(2, '2027-02-10'));
    expect(assigned(of, charge('b', '2027-01-26'), { nextDate: '2027-02-26' })).toEqual([
      ...['1 2027-01-10 a', '2 2027-01-26 b'],
    ]);
  });

  it('is not this one where it has a decided charge', () => {
    const charged = ledger(paid, cycleOf(2, '2027-02-10', 'denied'));
    expect(assigned(charged, charge('a', '2027-01-20'), { nextDate: '2027-03-10' })).toEqual([
      ...['1 2027-01-10 n1-0 a', '2 2027-02-10 n2-0'],
    ]);
  });
});

describe('a schedule that is charged more often than it was sold', () => {
  const quarterly = (day: string, nextDate?: string): string[] =>
    assigned(ledger(paid), charge('a', day), {
      intervalMonths: 3,
      ...(nextDate === undefined ? {} : { nextDate }),
    });

  it('gets a cycle of its own on a date that nobody expected', () => {
    const of = assignCharge(ledger(paid), charge('a', '2027-02-10'), {
      ...{ intervalMonths: 3, nextDate: '2027-03-10' },
    });
    expect(of.cycles[1]).toMatchObject({ number: 2, dueDate: '2027-02-10', originalDate: '2027-04-10' });
    expect(quarterly('2027-01-14', '2027-02-14')).toHaveLength(2);
  });

  it('but no repetition within three days, and none where the sold date comes next', () => {
    expect(quarterly('2027-01-13', '2027-02-13')).toEqual(['1 2027-01-10 n1-0 a']);
    expect(quarterly('2027-02-10', '2027-04-12')).toEqual(['1 2027-01-10 n1-0 a']);
    expect(quarterly('2027-02-10', '2027-07-10')).toEqual(['1 2027-01-10 n1-0 a']);
    expect(quarterly('2027-02-10')).toEqual(['1 2027-01-10 n1-0 a']);
  });

  it('but none on the date that was sold, or about it', () => {
    expect(quarterly('2027-04-10', '2027-05-10')).toEqual(['1 2027-01-10 n1-0', '2 2027-04-10 a']);
    expect(quarterly('2027-04-08', '2027-05-08')).toEqual(['1 2027-01-10 n1-0 a']);
    expect(quarterly('2027-05-20', '2027-06-20').at(-1)).toBe('2 2027-04-10 a');
  });
});

describe('an adopted schedule that repeats an execution from before us', () => {
  const before = { lastDueBefore: '2027-01-10', countedBefore: true };
  const first = ledger(cycle(1, '2027-02-10'));

  it('gets a cycle of its own within three days, in which nothing is missed', () => {
    const of = assignCharge(first, charge('a', '2027-01-13'), { intervalMonths: 1, ...before });
    expect(told(of)).toEqual(['1 2027-01-10 skipped a', '2 2027-02-10']);
    expect(of.cycles[0]?.executedBefore).toBe(true);
    expect(assigned(of, charge('b', '2027-01-11'), before)).toEqual([
      '1 2027-01-10 skipped a b',
      '2 2027-02-10',
    ]);
  });

  it('which is one of ours where the gateway had counted none, as one that ended ERR', () => {
    const uncounted = { ...before, intervalMonths: 1, countedBefore: false };
    const of = assignCharge(first, charge('a', '2027-01-11', { outcome: 'failed' }), uncounted);
    const paid = assignCharge(of, charge('b', '2027-01-12'), uncounted);
    expect(told(paid)).toEqual(['1 2027-01-10 skipped a b', '2 2027-02-10']);
    expect(paid.cycles[0]).not.toHaveProperty('executedBefore');
    expect(cyclesRepeatedFromBefore(paid)).toEqual([]);
  });

  it('and a later one is the first cycle of ours, executed early', () => {
    expect(assigned(first, charge('a', '2027-01-14'), before)).toEqual(['1 2027-01-14 a']);
  });

  it('and one of ours that was moved close to it is ours', () => {
    const moved = ledger(cycle(1, '2027-01-13'));
    expect(assigned(moved, charge('a', '2027-01-13'), before)).toEqual(['1 2027-01-13 a']);
    expect(assigned(moved, charge('a', '2027-01-12'), before)[0]).toBe('1 2027-01-10 skipped a');
  });
});

describe('a charge without a date', () => {
  const undated = (nit: string, knownOn: string, changes: Partial<Charge> = {}): Charge => {
    const { at, ...rest } = charge(nit, knownOn, changes);
    expect(at).toBeDefined();
    return rest;
  };
  const three = ledger(
    paid,
    cycle(2, '2027-02-10'),
    cycleOf(3, '2027-03-10', 'paid'),
    cycle(4, '2027-04-10'),
  );

  it('is filed where one is missing, between those that are listed before and after it', () => {
    const listed = ['n1-0', 'a', 'n3-0'].map(asNit);
    expect(assigned(three, undated('a', '2027-03-20'), { listed })[1]).toBe('2 2027-02-10 a');
    expect(assigned(three, undated('a', '2027-04-10'), { listed: ['n3-0', 'a'].map(asNit) })[3]).toBe(
      '4 2027-04-10 a',
    );
  });

  it('is a second charge of the last one between them where none is missing', () => {
    const listed = ['a', 'n1-0'].map(asNit);
    expect(assigned(three, undated('a', '2027-03-20'), { listed })[0]).toBe('1 2027-01-10 n1-0 a');
  });

  it('is not filed in a cycle that was skipped, or has not come', () => {
    const skipped = { ...cycle(2, '2027-02-10'), passed: 'skipped' } as const;
    const of = ledger(paid, skipped, cycle(3, '2027-03-10'));
    const context = { nextDate: '2027-03-10' };
    expect(assigned(of, undated('a', '2027-02-20'), context)).toEqual([
      ...['1 2027-01-10 n1-0', '2 2027-02-10 skipped a', '3 2027-03-10'],
    ]);
    expect(assigned(of, undated('a', '2027-03-10'), context)[2]).toBe('3 2027-03-10 a');
    // The gateway has gone past that date already: it may have been charged before.
    expect(assigned(of, undated('a', '2027-02-20'), { nextDate: '2027-04-10' })[2]).toBe('3 2027-03-10 a');
  });

  it('that nobody can read gets a cycle of its own where no cycle has room', () => {
    const unknown = { outcome: 'unknown' } as const;
    expect(assigned(ledger(paid), undated('a', '2027-01-20', unknown), { nextDate: '2027-02-10' })).toEqual([
      ...['1 2027-01-10 n1-0', '2 2027-01-20 a'],
    ]);
    expect(assigned(ledger(paid), undated('a', '2027-01-10', unknown))).toEqual([
      ...['1 2027-01-10 n1-0', '2 2027-01-10 a'],
    ]);
    expect(assigned(ledger(cycle(1, '2027-01-10')), undated('a', '2027-01-20', unknown))).toEqual([
      '1 2027-01-10 a',
    ]);
  });

  it('opens the cycles until the day on which it became known', () => {
    expect(assigned(ledger(paid), undated('a', '2027-03-12'))).toEqual([
      ...['1 2027-01-10 n1-0', '2 2027-02-10 a', '3 2027-03-10'],
    ]);
    expect(assigned(ledger(), undated('a', '2027-01-12'))).toEqual(['1 2027-01-12 a']);
  });
});
