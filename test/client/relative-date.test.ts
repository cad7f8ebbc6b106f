import { dateTyped } from '../../client/cli/relative-date';

describe('a date as it is typed', () => {
  // In São Paulo it is still 30 January, 23:00.
  beforeEach(() => jest.useFakeTimers({ now: new Date('2027-01-31T02:00:00Z') }));
  afterEach(() => jest.useRealTimers());

  test.each([
    ['+30d', '2027-03-01'],
    ['+1d', '2027-01-31'],
    ['+0d', '2027-01-30'],
    ['+1m', '2027-02-28'],
    ['+12m', '2028-01-30'],
    // Too far ahead: the check that follows says so.
    ['+99999d', '2300-11-14'],
  ])('%s counts from today in São Paulo', (typed, date) => {
    expect(dateTyped(typed)).toBe(date);
  });

  test.each(['2027-02-10', '', '+', '+d', '+30', '+30w', '-1d', '+100000d', ' +1d', '+1.5d'])(
    '%p is left to the check that names the field',
    (typed) => {
      expect(dateTyped(typed)).toBe(typed);
    },
  );
});
