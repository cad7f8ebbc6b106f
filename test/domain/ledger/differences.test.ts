import {
  chargesThatDiffer,
  termsThatDiffer,
  type Difference,
  type Kept,
  type Sold,
} from '../../../domain/ledger/differences';
import type { Ledger } from '../../../domain/ledger/ledger';
import type { ChargeOutcome } from '../../../domain/ledger/outcomes';
import { charge, cycle, cycleOf, ledger } from './support';

const SOLD: Sold = { amountCents: 4_990, firstDate: '2027-01-10' };
const terms = (sold: Partial<Sold>, kept: Partial<Kept>, of: Ledger = ledger()): Difference[] =>
  termsThatDiffer({ ...SOLD, ...sold }, { phase: 'active', ...kept }, of);
const words = (...of: Parameters<typeof terms>): string[] => terms(...of).map(({ what }) => what);
const twoPaid = ledger(cycleOf(1, '2027-01-10', 'paid'), cycleOf(2, '2027-02-10', 'denied', 'paid'));

describe('terms that differ from what was sold', () => {
  it('are none where the gateway keeps the same, or tells nothing', () => {
    const same = { amountCents: 4_990, initialDate: '2027-01-10', numberOfTimes: 12 };
    expect(terms({ numberOfTimes: 12 }, same)).toEqual([]);
    expect(terms({}, {})).toEqual([]);
  });

  it('are told with both values, amount and first date', () => {
    expect(terms({}, { amountCents: 5_990, initialDate: '2027-01-12' })).toEqual([
      {
        key: 'amount/4990/5990',
        what: 'amount: sold R$ 49,90, the gateway keeps R$ 59,90',
        about: { field: 'amountCents', sold: 4_990, found: 5_990 },
      },
      {
        key: 'firstDate/2027-01-10/2027-01-12',
        what: 'first date: sold 2027-01-10, the gateway keeps 2027-01-12',
        about: { field: 'firstDate', sold: '2027-01-10', found: '2027-01-12' },
      },
    ]);
  });

  it('are told with both counts', () => {
    expect(terms({ numberOfTimes: 12 }, { numberOfTimes: 6 })).toEqual([
      {
        key: 'times/12/6',
        what: 'number of times: sold 12, the gateway keeps 6',
        about: { field: 'numberOfTimes', sold: 12, found: 6 },
      },
    ]);
    expect(terms({}, { numberOfTimes: 6 })).toEqual([
      {
        key: 'times/without end/6',
        what: 'number of times: sold without end, the gateway keeps 6',
        about: { field: 'numberOfTimes', found: 6 },
      },
    ]);
  });
});

describe('a schedule that finished', () => {
  const finished = (sold: Partial<Sold>, kept: Partial<Kept>, of: Ledger = twoPaid): string[] =>
    words(sold, { phase: 'finished', ...kept }, of);

  it('after all that was sold differs in nothing', () => {
    expect(finished({ numberOfTimes: 2 }, { currentTimes: 2 })).toEqual([]);
    expect(finished({ numberOfTimes: 2 }, { currentTimes: 3 })).toEqual([]);
  });

  it('before that differs', () => {
    expect(terms({ numberOfTimes: 4 }, { phase: 'finished', currentTimes: 2 }, twoPaid)).toEqual([
      {
        key: 'times/4/finished/2',
        what: 'number of times: sold 4, and the gateway has finished after 2',
        about: { field: 'executions', sold: 4, found: 2, isFinished: true },
      },
    ]);
    expect(finished({}, { currentTimes: 2 })).toEqual([
      'number of times: sold without end, and the gateway has finished after 2',
    ]);
  });

  it('counts what we know where the gateway does not: its executions, those before us, the immediate payment', () => {
    expect(finished({ numberOfTimes: 4 }, {})).toEqual([
      'number of times: sold 4, and the gateway has finished after 3',
    ]);
    expect(finished({ numberOfTimes: 4 }, { executedBefore: 1 })).toEqual([]);
    expect(
      finished({ numberOfTimes: 4 }, {}, { ...twoPaid, immediate: [charge('n0', '2027-01-01')] }),
    ).toEqual([]);
  });
});

describe('a schedule that goes on', () => {
  it('after the last execution that was sold differs', () => {
    expect(terms({ numberOfTimes: 2 }, { nextDate: '2027-03-10' }, twoPaid)).toEqual([
      {
        key: 'times/2/executed/2',
        what: 'number of times: sold 2, executed 2, and the gateway goes on to 2027-03-10',
        about: { field: 'executions', sold: 2, found: 2, goesOnTo: '2027-03-10' },
      },
    ]);
    expect(words({ numberOfTimes: 1 }, {}, twoPaid)).toEqual(['number of times: sold 1, executed 2']);
  });

  it('does not, where it was sold for longer, or names no further date', () => {
    expect(terms({ numberOfTimes: 3 }, { nextDate: '2027-03-10' }, twoPaid)).toEqual([]);
    expect(terms({ numberOfTimes: 2 }, {}, twoPaid)).toEqual([]);
    expect(terms({ numberOfTimes: 2 }, { phase: 'inactive', nextDate: '2027-03-10' }, twoPaid)).toEqual([]);
    expect(terms({}, { nextDate: '2027-03-10' }, twoPaid)).toEqual([]);
  });

  it('counts executions from before us', () => {
    expect(words({ numberOfTimes: 3 }, { executedBefore: 2 }, twoPaid)).toEqual([
      'number of times: sold 3, executed 4',
    ]);
  });
});

describe('a date that differs', () => {
  const moved = (originalDate: string | undefined, ...outcomes: ChargeOutcome[]): Ledger => {
    const one = cycleOf(1, '2027-01-20', ...outcomes);
    return ledger(originalDate === undefined ? one : { ...one, originalDate });
  };

  it('is told with the one that was to be expected', () => {
    expect(terms({}, {}, moved('2027-01-10', 'paid'))).toEqual([
      {
        key: 'date/2027-01-10/2027-01-20',
        what: 'next date: 2027-01-10 was to be expected, the gateway charges on 2027-01-20',
        about: { field: 'nextDate', sold: '2027-01-10', found: '2027-01-20' },
      },
    ]);
  });

  it('is none within a month end, or where the gateway put it off after an error', () => {
    expect(terms({}, {}, moved(undefined))).toEqual([]);
    expect(terms({}, {}, moved('2027-01-18'))).toEqual([]);
    expect(terms({}, {}, moved('2027-01-10', 'failed', 'paid'))).toEqual([]);
    expect(terms({}, {}, moved('2027-01-10', 'expired'))).toEqual([]);
  });
});

describe('charges that differ from what was sold', () => {
  const day = '2027-01-10';
  const differ = (...charges: ReturnType<typeof charge>[]): object[] =>
    chargesThatDiffer(ledger(cycle(1, day, charges)));

  it('are told with both amounts', () => {
    expect(differ(charge('n1', day, { amountCents: 5_990, soldCents: 4_990 }))).toEqual([
      {
        key: 'n1/4990/5990',
        what: 'charged R$ 59,90 for R$ 49,90 (NIT n1)',
        about: { field: 'amountCents', nit: 'n1', sold: 4_990, found: 5_990 },
      },
    ]);
    expect(differ(charge('n1', day))).toEqual([]);
    const { amountCents, ...unknown } = charge('n1', day, { soldCents: 4_990 });
    expect(amountCents).toBe(4_990);
    expect(differ(unknown)).toEqual([]);
  });

  it('are told where the amount could not be read', () => {
    expect(differ(charge('n1', day, { amountUnreadable: true, soldCents: 1 }))).toEqual([
      {
        key: 'n1/unreadable',
        what: 'the amount of the charge with NIT n1 could not be read',
        about: { field: 'amountCents', nit: 'n1' },
      },
    ]);
  });

  it('are none where no money moved', () => {
    const of = (outcome: ChargeOutcome): number =>
      differ(charge('n1', day, { outcome, amountCents: 5_990, soldCents: 4_990 })).length;
    expect((['paid', 'reversed', 'pending', 'unknown'] as const).map(of)).toEqual([1, 1, 1, 1]);
    expect((['denied', 'failed', 'undone', 'expired'] as const).map(of)).toEqual([0, 0, 0, 0]);
  });
});
