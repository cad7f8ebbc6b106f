import fc from 'fast-check';
import { withAuditEntry, type AuditEntry } from '../../domain/audit';
import { askPauseMs, pollPauseMs, sendPauseMs } from '../../domain/calls/cadence';
import {
  askMomentMs,
  chargeMomentMs,
  dateInSaoPaulo,
  earliestNextDueDate,
  isAboutSameDate,
  isCalendarDate,
  likelyChargeDays,
} from '../../domain/calendar';
import { LIMITS } from '../../domain/limits';
import { formatReais } from '../../domain/money';

describe('money', () => {
  it.each([
    [4_990, 'R$ 49,90'],
    [5, 'R$ 0,05'],
    [123_456_789, 'R$ 1.234.567,89'],
    [-100, '-R$ 1,00'],
    [0, 'R$ 0,00'],
  ])('%i cents read %s', (cents, text) => {
    expect(formatReais(cents)).toBe(text);
  });

  it('loses no cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (cents) => {
        expect(Number(formatReais(cents).replace(/\D/g, ''))).toBe(cents);
      }),
    );
  });

  it('refuses what is not a whole number of cents', () => {
    expect(() => formatReais(49.9)).toThrow(RangeError);
  });
});

describe('the calendar of the gateway', () => {
  it('is the one of São Paulo: half past midnight UTC is still the day before there', () => {
    expect(dateInSaoPaulo('2027-03-01T00:30:00.000Z')).toBe('2027-02-28');
    expect(new Date(chargeMomentMs('2027-03-01')).toISOString()).toBe('2027-03-01T06:30:00.000Z');
  });

  it('asks after the job may have run, spread over an hour, always the same minute for the same order', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const moment = askMomentMs('2027-03-01', key);
        const afterJobMs = moment - chargeMomentMs('2027-03-01');
        expect(afterJobMs).toBeGreaterThanOrEqual(65 * 60_000);
        expect(afterJobMs).toBeLessThan(125 * 60_000);
        expect(askMomentMs('2027-03-01', key)).toBe(moment);
      }),
    );
  });

  it('takes the earlier of the two month-end readings', () => {
    expect(earliestNextDueDate('2027-01-31', 1)).toBe('2027-02-28');
    expect(earliestNextDueDate('2028-01-31', 1)).toBe('2028-02-29');
    expect(earliestNextDueDate('2027-02-28', 1)).toBe('2027-03-28');
    expect(earliestNextDueDate('2027-11-15', 12)).toBe('2028-11-15');
  });

  it('knows which dates exist', () => {
    expect(isCalendarDate('2028-02-29')).toBe(true);
    for (const text of ['2027-02-29', '2027-13-01', '27-01-01', '2027-1-1', '', '2027-01-01T00:00']) {
      expect(isCalendarDate(text)).toBe(false);
    }
  });

  it('looks for a charge on the due dates first, then on the days after', () => {
    expect(likelyChargeDays('2027-01-30', '2027-03-01', 1, 5)).toEqual([
      '2027-01-30',
      '2027-02-28',
      '2027-01-31',
      '2027-03-01',
      '2027-02-01',
    ]);
    expect(likelyChargeDays('2027-03-02', '2027-03-01', 1, 5)).toEqual([]);
  });

  it('looks one cycle before the next date first, where that lies between the due date and today', () => {
    const first = (nextDate: string): string | undefined =>
      likelyChargeDays('2027-01-10', '2027-02-20', 1, 5, nextDate)[0];
    expect(first('2027-03-15')).toBe('2027-02-15');
    expect(first('2027-03-20')).toBe('2027-02-20');
    expect(first('2027-03-21')).toBe('2027-01-10');
    expect(first('2027-02-10')).toBe('2027-01-10');
    expect(first('2027-02-09')).toBe('2027-01-10');
    expect(likelyChargeDays('2027-01-10', '2027-02-20', 1, 3, '2027-03-15')).toEqual([
      '2027-02-15',
      '2027-01-10',
      '2027-02-10',
    ]);
  });

  it('looks on no day twice, and on no more than are wanted', () => {
    for (const limit of [1, 2, 35]) {
      const days = likelyChargeDays('2027-01-10', '2027-12-10', 3, limit);
      expect(new Set(days).size).toBe(limit);
      expect(days).toHaveLength(limit);
    }
  });

  it('takes two dates for one within three days', () => {
    expect(isAboutSameDate('2027-02-28', '2027-03-03')).toBe(true);
    expect(isAboutSameDate('2027-03-03', '2027-02-28')).toBe(true);
    expect(isAboutSameDate('2027-02-28', '2027-03-04')).toBe(false);
    expect(isAboutSameDate('2027-03-04', '2027-02-28')).toBe(false);
  });

  it('looks on every day of a span that is short enough', () => {
    expect(likelyChargeDays('2027-01-10', '2027-03-09', 1, 100)).toHaveLength(59);
  });
});

describe('cadences', () => {
  it('grow and never stop growing back', () => {
    for (const pauseMs of [askPauseMs, pollPauseMs, (index: number) => sendPauseMs(index + 1)]) {
      const pauses = Array.from({ length: 40 }, (_, index) => pauseMs(index));
      expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
      expect(Math.max(...pauses)).toBeLessThanOrEqual(86_400_000);
    }
  });

  it('ask about a call at least three times before "nothing happened" is believed', () => {
    const firstThreeMs = askPauseMs(0) + askPauseMs(1) + askPauseMs(2);
    expect(firstThreeMs).toBeLessThan(LIMITS.believeNothingAfterMs);
  });
});

describe('the audit trail', () => {
  it('is bounded, and keeps how it all began', () => {
    const entry = (index: number): AuditEntry => ({
      at: '2027-01-01T00:00:00.000Z',
      by: 'test',
      event: 'created',
      what: String(index),
    });
    const entries = Array.from({ length: LIMITS.audit.count + 50 }, (_, index) => entry(index)).reduce(
      withAuditEntry,
      [entry(-1)],
    );
    expect(entries).toHaveLength(LIMITS.audit.count);
    expect(entries[0]).toMatchObject({ what: '-1' });
    expect(entries.at(-1)).toMatchObject({ what: String(LIMITS.audit.count + 49) });
  });
});
