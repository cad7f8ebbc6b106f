import { checkInput } from '../../client/start/check-input';
import { problemOfFirstDate } from '../../contract/first-date';
import { startLater } from '../client/support/builders';

const NOW = Date.parse('2026-11-20T12:00:00Z');

const problemOf = (firstDate: string): string | undefined =>
  problemOfFirstDate(checkInput(startLater({ schedule: { amountCents: 4_990, firstDate } })), NOW)?.problem;

describe('a first date', () => {
  test('may be today or later', () => {
    expect(problemOf('2026-11-20')).toBeUndefined();
    expect(problemOf('2028-11-20')).toBeUndefined();
  });

  test('that has passed is refused', () => {
    expect(problemOf('2026-11-19')).toBe('must not have passed: it is 2026-11-20 in São Paulo');
  });

  test('whose year is a slip is refused', () => {
    expect(problemOf('2028-11-21')).toBe('must be within 24 months, by 2028-11-20');
    expect(problemOf('2206-12-10')).toBe('must be within 24 months, by 2028-11-20');
  });
});
