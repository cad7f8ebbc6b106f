import { retryAfterOf } from '../../webhooks/retry-after';

const NOW_MS = Date.UTC(2027, 0, 29, 12, 0, 0);
const DAY_MS = 86_400_000;

describe('what a receiver asks for with Retry-After', () => {
  it.each<[string, string | undefined, string | undefined, number | undefined]>([
    ['nothing', undefined, undefined, undefined],
    ['seconds', '120', undefined, 120_000],
    ['no time at all', '0', undefined, 0],
    ['more than a day', '999999', undefined, DAY_MS],
    ['a date', 'Fri, 29 Jan 2027 12:05:00 GMT', undefined, 300_000],
    ['a date by its own clock', 'Fri, 29 Jan 2027 13:05:00 GMT', 'Fri, 29 Jan 2027 13:00:00 GMT', 300_000],
    ['a date of this century', 'Wed, 21 Oct 2099 07:28:00 GMT', undefined, DAY_MS],
    ['a date that has passed', 'Fri, 29 Jan 2027 11:00:00 GMT', undefined, undefined],
    ['a date that is none', 'tomorrow', undefined, undefined],
    ['less than nothing', '-5', undefined, undefined],
  ])('%s', (_what, retryAfter, date, expected) => {
    expect(
      retryAfterOf(
        {
          ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
          ...(date === undefined ? {} : { date }),
        },
        NOW_MS,
      ),
    ).toBe(expected);
  });
});
