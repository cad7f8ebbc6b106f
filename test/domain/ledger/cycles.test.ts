import { asNit } from '../../../domain/ids';
import type { Charge } from '../../../domain/ledger/charge';
import {
  giveUpPending,
  recordImmediate,
  withCharge,
  withCycle,
  withCycleBetween,
  type Ledger,
} from '../../../domain/ledger/ledger';
import { LIMITS } from '../../../domain/limits';
import { charge, cycle, cycleOf, ledger, told } from './support';

const DAY = '2027-01-10';

describe('charges that stayed undecided past every bound', () => {
  it('are unknown: only a person can tell; all others stay', () => {
    const before: Ledger = {
      ...ledger(cycleOf(1, DAY, 'pending', 'denied'), cycleOf(2, '2027-02-10', 'paid')),
      immediate: [charge('n0', '2027-01-01', { outcome: 'pending' })],
    };
    const after = giveUpPending(before);
    expect(after.immediate.map(({ outcome }) => outcome)).toEqual(['unknown']);
    expect(after.cycles.map(({ charges }) => charges.map(({ outcome }) => outcome))).toEqual([
      ...[['unknown', 'denied'], ['paid']],
    ]);
  });
});

describe('a cycle that is opened', () => {
  it('comes after the last one, with the date that was to be expected', () => {
    const grown = withCycle(withCycle(ledger(), DAY), '2027-02-20', '2027-02-10');
    expect(grown.cycles).toEqual([cycle(1, DAY), { ...cycle(2, '2027-02-20'), originalDate: '2027-02-10' }]);
    expect(Object.keys(grown.cycles[0] ?? {})).not.toContain('originalDate');
  });

  it('between others moves the numbers of those after it', () => {
    const of = ledger(cycle(4, DAY), cycle(5, '2027-02-10'), cycle(6, '2027-03-10'));
    expect(told(withCycleBetween(of, '2027-02-05'))).toEqual([
      ...['4 2027-01-10', '5 2027-02-05', '6 2027-02-10', '7 2027-03-10'],
    ]);
    // One of the same date comes after it.
    expect(told(withCycleBetween(of, '2027-02-10'))).toEqual([
      ...['4 2027-01-10', '5 2027-02-10', '6 2027-02-10', '7 2027-03-10'],
    ]);
    expect(told(withCycleBetween(of, '2027-01-05'))[0]).toBe('4 2027-01-05');
    expect(told(withCycleBetween(of, '2027-04-10')).at(-1)).toBe('7 2027-04-10');
    expect(told(withCycleBetween(ledger(), DAY))).toEqual(['1 2027-01-10']);
  });

  it('is the last one when the ledger is full: what comes is filed in it', () => {
    const almost = ledger(cycle(LIMITS.cycles - 1, DAY));
    const full = ledger(cycle(LIMITS.cycles, DAY));
    for (const open of [withCycle, withCycleBetween]) {
      expect(open(almost, '2027-02-10').cycles).toHaveLength(2);
      expect(open(full, '2027-02-10')).toBe(full);
    }
  });
});

describe('a later answer about a charge', () => {
  const again = (known: Partial<Charge>, later: Partial<Charge>): Charge | undefined =>
    withCharge(ledger(cycle(1, DAY, [charge('n1', DAY, known)])), 1, charge('N1', DAY, later)).cycles[0]
      ?.charges[0];

  it('adds what it tells, and keeps the NIT as it was first written', () => {
    expect(again({ usn: '12' }, { code: '51' })).toMatchObject({ nit: 'n1', usn: '12', code: '51' });
  });

  it('leaves how an outcome first became known, until there is another', () => {
    const first = { knownBy: 'answer', knownAt: '2027-01-10T07:00:00.000Z' } as const;
    expect(again(first, {})).toMatchObject(first);
    expect(again({ ...first, outcome: 'pending' }, {})).toMatchObject({ knownBy: 'query' });
  });

  it('that does not tell the amount leaves one that was told, and what was sold', () => {
    const assumed = { amountAssumed: true, amountCents: 9 } as const;
    const told = again({ soldCents: 3_990 }, { ...assumed, outcome: 'denied' });
    expect(told).toMatchObject({ amountCents: 4_990, soldCents: 3_990 });
    expect(told).not.toHaveProperty('amountAssumed');
    expect(again({}, { ...assumed, outcome: 'denied' })).not.toHaveProperty('soldCents');
    // One that was assumed before is assumed again.
    expect(again({ amountAssumed: true }, { ...assumed, outcome: 'denied' })).toMatchObject(assumed);
    // An amount that is told replaces one that was told.
    expect(again({ outcome: 'pending', soldCents: 3_990 }, { amountCents: 5_990 })).toMatchObject({
      amountCents: 5_990,
    });
  });

  it('about the immediate payment is recorded once', () => {
    const once = recordImmediate(ledger(), charge('n0', DAY, { outcome: 'pending' }));
    expect(recordImmediate(once, charge('N0', DAY)).immediate).toMatchObject([
      { nit: asNit('n0'), outcome: 'paid' },
    ]);
  });
});
