import { readRetryAfter } from '../../carat/retry-after';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const HOUR_MS = 3_600_000;

describe('Retry-After', () => {
  it.each<[string, string, number]>([
    ['seconds', '120', 120_000],
    ['seconds among blanks', ' 120 ', 120_000],
    ['an hour', '3600', HOUR_MS],
    ['more than an hour, which counts as one', '3601', HOUR_MS],
    ['a number without end', '9'.repeat(400), HOUR_MS],
    ['a date', 'Thu, 26 Nov 2026 12:05:00 GMT', 300_000],
    ['a date in the obsolete form of RFC 850', 'Thursday, 26-Nov-26 12:05:00 GMT', 300_000],
    ['a date in the form of asctime', 'Thu Nov 26 12:05:00 2026', 300_000],
    ['a date next year', 'Fri, 26 Nov 2027 12:05:00 GMT', HOUR_MS],
  ])('is read as %s', (_name, text, waitMs) => {
    expect(readRetryAfter(text, undefined, NOW)).toBe(waitMs);
  });

  it.each<[string, unknown]>([
    ['is absent', undefined],
    ['asks for no time', '0'],
    ['is a date that has passed', 'Thu, 26 Nov 2026 11:59:59 GMT'],
    ['is a date without its zone', '2026-11-26 12:05:00'],
    ['is a fraction', '1.5'],
    ['is negative', '-5'],
    ['is empty', ''],
    ['is a word', 'soon'],
    ['stands there twice', ['120', '120']],
  ])('says nothing when it %s', (_name, text) => {
    expect(readRetryAfter(text, undefined, NOW)).toBeUndefined();
  });

  it('as a date is meant by the clock of the server, whatever ours says', () => {
    const inFiveMinutes = 'Thu, 26 Nov 2026 09:05:00 GMT';
    expect(readRetryAfter(inFiveMinutes, 'Thu, 26 Nov 2026 09:00:00 GMT', NOW)).toBe(300_000);
    expect(readRetryAfter(inFiveMinutes, 'no date', NOW)).toBeUndefined();
  });
});
