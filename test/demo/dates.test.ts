import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dueDateAfter, monthsAfter } from '../../demo/dates';

describe('the dates of the demo', () => {
  it('exist in every month, on whatever day the demo is played', () => {
    const anyDay = fc.date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(anyDay, fc.nat({ max: 60 }), fc.nat({ max: 24 }), (today, days, months) => {
        const date = dueDateAfter(today, days);
        expect(Number(date.slice(8))).toBeLessThanOrEqual(28);
        expect(monthsAfter(date, months).slice(8)).toBe(date.slice(8));
        expect(DateTime.fromISO(date).diff(DateTime.fromJSDate(today), 'days').days).toBeGreaterThan(
          days - 2,
        );
      }),
    );
  });

  it('move from the 29th to the first of the next month', () => {
    expect(dueDateAfter(new Date('2026-12-19T15:00:00Z'), 10)).toBe('2027-01-01');
    expect(dueDateAfter(new Date('2026-12-18T15:00:00Z'), 10)).toBe('2026-12-28');
  });
});
