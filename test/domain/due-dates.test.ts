import { after, APRIL, told, type Look } from './support/looks';

describe('a date that was moved in the portal', () => {
  it('forward, and charged before we looked, is the date of its own cycle, not a second charge of the one before', () => {
    const may: Look = { on: '2026-05-10', charges: [['2026-05-05', 'may']], nextDate: '2026-06-05' };
    expect(told(after(1, ...APRIL, may))).toEqual([
      '2026-04-10 paid apr',
      '2026-05-05 paid may',
      '2026-06-05 due',
    ]);
  });

  it('forward by two days only', () => {
    const may: Look = { on: '2026-05-10', charges: [['2026-05-08', 'may']], nextDate: '2026-06-08' };
    expect(told(after(1, ...APRIL, may))[1]).toBe('2026-05-08 paid may');
  });

  it('forward, with more charges since, keeps each in its month', () => {
    const look: Look = {
      on: '2026-07-10',
      charges: [
        ['2026-05-05', 'may'],
        ['2026-06-05', 'jun'],
        ['2026-07-05', 'jul'],
      ],
      nextDate: '2026-08-05',
    };
    expect(told(after(1, ...APRIL, look))).toEqual([
      '2026-04-10 paid apr',
      '2026-05-05 paid may',
      '2026-06-05 paid jun',
      '2026-07-05 paid jul',
      '2026-08-05 due',
    ]);
  });

  it('forward by months, in a yearly schedule', () => {
    const ledger = after(
      12,
      { on: '2026-01-01', nextDate: '2026-01-10' },
      { on: '2026-01-10', charges: [['2026-01-10', 'a']], nextDate: '2027-01-10' },
      { on: '2026-12-01', charges: [['2026-11-20', 'b']], nextDate: '2027-11-20' },
    );
    expect(told(ledger)).toEqual(['2026-01-10 paid a', '2026-11-20 paid b', '2027-11-20 due']);
  });

  it('forward, as the last one of all: no date follows, and it is the nearest that counts', () => {
    const last: Look = { on: '2026-05-10', charges: [['2026-05-05', 'may']] };
    expect(told(after(1, ...APRIL, last))).toEqual(['2026-04-10 paid apr', '2026-05-05 paid may']);
    const repeated: Look = { on: '2026-05-10', charges: [['2026-04-12', 'again']] };
    expect(told(after(1, ...APRIL, repeated))[0]).toBe('2026-04-10 paid_twice apr again');
  });

  it('forward by two days near the end of a month', () => {
    const ledger = after(
      1,
      { on: '2026-04-01', nextDate: '2026-04-30' },
      { on: '2026-04-30', charges: [['2026-04-30', 'apr']], nextDate: '2026-05-30' },
      { on: '2026-05-30', charges: [['2026-05-28', 'may']], nextDate: '2026-06-28' },
    );
    expect(told(ledger)).toEqual(['2026-04-30 paid apr', '2026-05-28 paid may', '2026-06-28 due']);
  });

  it('is not seen in dates that a month end shortens', () => {
    const ledger = after(
      1,
      { on: '2026-01-01', nextDate: '2026-01-31' },
      { on: '2026-01-31', charges: [['2026-01-31', 'jan']], nextDate: '2026-02-28' },
      {
        on: '2026-03-31',
        charges: [
          ['2026-02-28', 'feb'],
          ['2026-03-31', 'mar'],
        ],
        nextDate: '2026-04-30',
      },
    );
    expect(told(ledger)).toEqual([
      '2026-01-31 paid jan',
      '2026-02-28 paid feb',
      '2026-03-28 paid mar',
      '2026-04-30 due',
    ]);
  });

  it('is told apart from a cycle that was charged again on a later day', () => {
    const repeated: Look = {
      on: '2026-05-10',
      charges: [
        ['2026-04-12', 'again'],
        ['2026-05-10', 'may'],
      ],
      nextDate: '2026-06-10',
    };
    expect(told(after(1, ...APRIL, repeated))).toEqual([
      '2026-04-10 paid_twice apr again',
      '2026-05-10 paid may',
      '2026-06-10 due',
    ]);
  });

  it('is told apart from a repetition that is seen before the next charge', () => {
    const repeated: Look = {
      on: '2026-04-20',
      charges: [['2026-04-12', 'again']],
      nextDate: '2026-05-10',
    };
    expect(told(after(1, ...APRIL, repeated))).toEqual(['2026-04-10 paid_twice apr again', '2026-05-10 due']);
  });

  it('far into the future opens no cycle that has not been missed', () => {
    const parked: Look = { on: '2026-07-15', nextDate: '2099-12-31', inactive: true };
    expect(told(after(1, ...APRIL, parked))).toEqual([
      '2026-04-10 paid apr',
      '2026-05-10 skipped',
      '2026-06-10 skipped',
      '2026-07-10 skipped',
      '2099-12-31 due',
    ]);
    const back: Look = { on: '2026-07-20', nextDate: '2026-08-10' };
    expect(told(after(1, ...APRIL, parked, back)).at(-1)).toBe('2026-08-10 due');
    const charged: Look = { on: '2026-08-20', charges: [['2026-08-01', 'aug']], nextDate: '2026-09-01' };
    expect(told(after(1, ...APRIL, parked, charged)).slice(-2)).toEqual([
      '2026-08-01 paid aug',
      '2026-09-01 due',
    ]);
  });

  it('and then skipped is missed, not slid into the next month', () => {
    const ledger = after(
      1,
      ...APRIL,
      { on: '2026-05-01', nextDate: '2026-05-20' },
      { on: '2026-05-20', nextDate: '2026-06-10' },
    );
    expect(told(ledger)).toEqual(['2026-04-10 paid apr', '2026-05-20 missed', '2026-06-10 due']);
  });

  it('later than its own month, before it was reached, is still the same cycle', () => {
    const ledger = after(
      1,
      ...APRIL,
      { on: '2026-05-01', nextDate: '2026-06-25' },
      { on: '2026-06-25', charges: [['2026-06-25', 'e', 'failed']], nextDate: '2026-06-26' },
      { on: '2026-06-26', charges: [['2026-06-26', 'may']], nextDate: '2026-07-25' },
    );
    expect(told(ledger)).toEqual(['2026-04-10 paid apr', '2026-06-26 paid e may', '2026-07-25 due']);
  });
});
