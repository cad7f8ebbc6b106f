import {
  closeCurrent,
  followNextDate,
  isOfNextCycle,
  markPassed,
  openFirstCycle,
  withoutUnchargedCycle,
  type CalendarContext,
} from '../../../domain/ledger/due-dates';
import type { Ledger } from '../../../domain/ledger/ledger';
import { cycle, cycleOf, ledger, told } from './support';

const MONTHLY = { today: '2027-01-05', intervalMonths: 1 };
const paid = cycleOf(1, '2027-01-10', 'paid');
const due = cycle(1, '2027-01-10');
const followed = (of: Ledger, nextDate: string, changes: Partial<CalendarContext> = {}): Ledger =>
  followNextDate(of, nextDate, { ...MONTHLY, ...changes });

describe('the first cycle', () => {
  it('is opened once, on the date that was asked for', () => {
    expect(told(openFirstCycle(ledger(), '2027-01-10'))).toEqual(['1 2027-01-10']);
    expect(told(openFirstCycle(ledger(due), '2027-02-10'))).toEqual(['1 2027-01-10']);
  });
});

describe('a cycle that the gateway has gone past', () => {
  it('is missed, or skipped where the schedule was inactive on its date', () => {
    const of = ledger(due, cycle(2, '2027-02-10'), cycle(3, '2027-03-10'));
    expect(told(markPassed(of, MONTHLY))).toEqual([
      ...['1 2027-01-10 missed', '2 2027-02-10 missed', '3 2027-03-10'],
    ]);
    expect(told(markPassed(of, { ...MONTHLY, inactiveUntil: '2027-01-10' }))).toEqual([
      ...['1 2027-01-10 skipped', '2 2027-02-10 missed', '3 2027-03-10'],
    ]);
  });

  it('is missed where its execution failed, and the gateway had gone on before the schedule was inactive', () => {
    const of = ledger(cycleOf(1, '2027-01-10', 'failed'), cycle(2, '2027-02-10'));
    const passed = (dateAtStop?: string, ledgerOf = of): string | undefined =>
      told(markPassed(ledgerOf, { ...MONTHLY, inactiveUntil: '2027-01-10', dateAtStop }))[0];
    expect(passed('2027-02-10')).toBe('1 2027-01-10 missed n1-0');
    // The gateway would have tried it again.
    expect(passed('2027-01-11')).toBe('1 2027-01-10 skipped n1-0');
    expect(passed()).toBe('1 2027-01-10 skipped n1-0');
    expect(passed('2027-02-10', ledger(due, cycle(2, '2027-02-10')))).toBe('1 2027-01-10 skipped');
  });

  it('stays as it was said to be, or charged', () => {
    const skipped = { ...due, passed: 'skipped' } as const;
    const of = ledger(skipped, cycleOf(2, '2027-02-10', 'paid'), cycle(3, '2027-03-10'));
    expect(markPassed(of, MONTHLY)).toEqual(of);
  });

  it('is given up as missed when the gateway has made all executions', () => {
    expect(told(closeCurrent(ledger(due), '2027-01-10'))).toEqual(['1 2027-01-10 missed']);
    expect(closeCurrent(ledger(due), '2027-01-09')).toEqual(ledger(due));
    expect(closeCurrent(ledger(paid), '2027-02-10')).toEqual(ledger(paid));
    expect(closeCurrent(ledger(), '2027-02-10')).toEqual(ledger());
  });
});

describe("the gateway's next date", () => {
  it('opens the first cycle, and is known when it comes again', () => {
    expect(told(followed(ledger(), '2027-01-10'))).toEqual(['1 2027-01-10']);
    const same = ledger(due);
    expect(followed(same, '2027-01-10')).toBe(same);
  });

  it('opens the cycle after one that was charged, unless it lies before it', () => {
    expect(told(followed(ledger(paid), '2027-02-10', { today: '2027-01-10' }))).toHaveLength(2);
    expect(followed(ledger(paid), '2027-01-09')).toEqual(ledger(paid));
    expect(followed(ledger(paid), '2027-01-10')).toEqual(ledger(paid));
  });

  it('moves a cycle whose date has not come; its first date is remembered', () => {
    const moved = followed(followed(ledger(due), '2027-01-20'), '2027-03-25');
    expect(moved.cycles).toEqual([{ ...due, dueDate: '2027-03-25', originalDate: '2027-01-10' }]);
  });

  it('is not taken over where it was the date of an earlier cycle', () => {
    const of = ledger(cycleOf(1, '2027-01-03', 'paid'), cycle(2, '2027-02-03'));
    for (const date of ['2027-01-02', '2027-01-03']) expect(followed(of, date)).toBe(of);
    expect(told(followed(of, '2027-01-04'))[1]).toBe('2 2027-01-04');
  });

  it('puts a cycle off that has come; it stays the cycle of its planned date', () => {
    const off = followed(ledger(due), '2027-01-11', { today: '2027-01-10' });
    expect(off.cycles).toEqual([
      { ...due, dueDate: '2027-01-11', originalDate: '2027-01-10', plannedDate: '2027-01-10' },
    ]);
    const again = followed(off, '2027-01-12', { today: '2027-01-11' });
    expect(again.cycles[0]).toMatchObject({ dueDate: '2027-01-12', plannedDate: '2027-01-10' });
    // Somebody moves it before its new date comes: it is counted from there.
    expect(followed(off, '2027-01-25').cycles[0]).not.toHaveProperty('plannedDate');
  });

  it('passes cycles over until today, and opens the one that comes', () => {
    const late = followed(ledger(due), '2027-05-10', { today: '2027-04-20' });
    expect(told(late)).toEqual([
      ...['1 2027-01-10 missed', '2 2027-02-10 missed', '3 2027-03-10 missed', '4 2027-04-10 missed'],
      '5 2027-05-10',
    ]);
    const inactive = followed(ledger(due), '2027-04-10', {
      today: '2027-03-20',
      inactiveUntil: '2027-02-10',
    });
    expect(told(inactive)).toEqual([
      ...['1 2027-01-10 skipped', '2 2027-02-10 skipped', '3 2027-03-10 missed', '4 2027-04-10'],
    ]);
  });

  it('opens no cycle on a day that lies within a month end of it, or ahead of today', () => {
    expect(told(followed(ledger(due), '2027-02-13', { today: '2027-02-12' }))).toEqual([
      ...['1 2027-01-10 missed', '2 2027-02-13'],
    ]);
    expect(told(followed(ledger(due), '2027-02-14', { today: '2027-02-10' }))).toEqual([
      ...['1 2027-01-10 missed', '2 2027-02-10 missed', '3 2027-02-14'],
    ]);
    expect(told(followed(ledger(due), '2027-02-14', { today: '2027-02-09' }))).toEqual([
      ...['1 2027-01-10 missed', '2 2027-02-14'],
    ]);
  });

  it('after one that was put off by a day, those in between have the day that was planned', () => {
    const put = { ...due, dueDate: '2027-01-11', plannedDate: '2027-01-10' };
    expect(told(followed(ledger(put), '2027-03-10', { today: '2027-03-01' }))).toEqual([
      ...['1 2027-01-11 missed', '2 2027-02-10 missed', '3 2027-03-10'],
    ]);
  });

  it('that nobody expected is remembered with the one that was', () => {
    const opened = (
      nextDate: string,
      changes: Partial<CalendarContext> = {},
      of = paid,
    ): string | undefined =>
      followed(ledger(of), nextDate, { today: '2027-01-12', ...changes }).cycles.at(-1)?.originalDate;
    expect(opened('2027-02-10')).toBeUndefined();
    expect(opened('2027-02-13')).toBeUndefined();
    expect(opened('2027-02-20')).toBe('2027-02-10');
    // The schedule was inactive meanwhile, on that date or later: no date is to be expected.
    expect(opened('2027-02-20', { inactiveUntil: '2027-01-10' })).toBeUndefined();
    expect(opened('2027-02-20', { inactiveUntil: '2027-01-09' })).toBe('2027-02-10');
    // It was put off, or moved: the rhythm may go on from the date before.
    const put = { ...paid, dueDate: '2027-01-16', plannedDate: '2027-01-10' };
    expect(opened('2027-02-10', { today: '2027-01-16' }, put)).toBeUndefined();
    const moved = { ...paid, dueDate: '2027-01-20', originalDate: '2027-01-10' };
    expect(opened('2027-02-10', { today: '2027-01-20' }, moved)).toBeUndefined();
    expect(opened('2027-02-20', { today: '2027-01-20' }, moved)).toBeUndefined();
    expect(opened('2027-02-15', { today: '2027-01-20' }, moved)).toBe('2027-02-20');
  });
});

describe('a next date belongs to the next cycle', () => {
  it('an interval after the planned date, and not before', () => {
    expect(isOfNextCycle(due, '2027-02-09', 1)).toBe(false);
    expect(isOfNextCycle(due, '2027-02-10', 1)).toBe(true);
    const off = { ...due, dueDate: '2027-02-05', plannedDate: '2027-01-10' };
    expect(isOfNextCycle(off, '2027-02-10', 1)).toBe(true);
  });

  it('an interval after the original date, unless that is a retry within three days', () => {
    const moved = { ...due, dueDate: '2027-02-08', originalDate: '2027-01-10' };
    expect(isOfNextCycle(moved, '2027-02-10', 1)).toBe(false);
    expect(isOfNextCycle(moved, '2027-02-11', 1)).toBe(false);
    expect(isOfNextCycle(moved, '2027-02-12', 1)).toBe(true);
    const sooner = { ...moved, dueDate: '2027-01-20' };
    expect(isOfNextCycle(sooner, '2027-02-09', 1)).toBe(false);
    expect(isOfNextCycle(sooner, '2027-02-10', 1)).toBe(true);
    // It was moved as far as the next cycle itself: only its own rhythm counts.
    const far = { ...moved, dueDate: '2027-02-10' };
    expect(isOfNextCycle(far, '2027-02-20', 1)).toBe(false);
    expect(isOfNextCycle(far, '2027-03-10', 1)).toBe(true);
  });
});

describe('a cycle that the gateway will not charge', () => {
  const off = (of: Ledger, today: string, nothingIsMissing = false): string[] =>
    told(withoutUnchargedCycle(of, today, nothingIsMissing));

  it('is taken off where it lies ahead, or where nothing is missing', () => {
    const of = ledger(paid, cycle(2, '2027-02-10'));
    expect(off(of, '2027-02-09')).toEqual(['1 2027-01-10 n1-0']);
    expect(off(of, '2027-02-10')).toHaveLength(2);
    expect(off(of, '2027-02-10', true)).toHaveLength(1);
  });

  it('stays where it has a charge', () => {
    expect(off(ledger(paid), '2027-01-01', true)).toHaveLength(1);
    expect(off(ledger(), '2027-01-01', true)).toEqual([]);
  });
});
