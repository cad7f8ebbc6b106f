import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  askMomentMs,
  chargeMomentMs,
  dateInSaoPaulo,
  earliestNextDueDate,
  GATEWAY_ZONE,
  instantOf,
  isCalendarDate,
  shifted,
} from '../../domain/calendar';
import { ZoneOffset } from '../../domain/zone-offset';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Every day of 121 years: the summer times until 2019 with their changing dates, all month ends, the leap years. */
const DAYS: string[] = [];
for (let ms = Date.UTC(1990, 0, 1); ms <= Date.UTC(2110, 11, 31); ms += DAY_MS)
  DAYS.push(instantOf(ms).slice(0, 10));

describe('the calendar of the gateway, held against luxon', () => {
  it('knows midnight, 03:30 and 04:35 in São Paulo on every day from 1990 to 2110', () => {
    const wrong = DAYS.filter((day) => {
      const midnight = DateTime.fromISO(day, { zone: GATEWAY_ZONE });
      const charge = midnight.set({ hour: 3, minute: 30 }).toMillis();
      const ask = charge + HOUR_MS + 5 * 60_000;
      return (
        chargeMomentMs(day) !== charge ||
        askMomentMs(day, '') !== ask ||
        dateInSaoPaulo(instantOf(midnight.toMillis())) !== day ||
        dateInSaoPaulo(instantOf(midnight.toMillis() - 1)) >= day
      );
    });
    expect(wrong).toEqual([]);
  });

  it('knows the offset in every hour around each change of summer time', () => {
    const offset = new ZoneOffset(GATEWAY_ZONE);
    const expectedAt = (ms: number): number =>
      DateTime.fromMillis(ms, { zone: GATEWAY_ZONE }).offset * 60_000;
    const noons = DAYS.map((day) => Date.parse(day) + DAY_MS / 2);
    const changes = noons.filter((noon) => expectedAt(noon) !== expectedAt(noon - DAY_MS));
    const wrong = changes.flatMap((noon) =>
      Array.from({ length: 72 }, (_, hour) => noon + (hour - 48) * HOUR_MS).filter(
        (ms) =>
          offset.at(ms) !== expectedAt(ms) || offset.at(ms + HOUR_MS - 1) !== expectedAt(ms + HOUR_MS - 1),
      ),
    );
    expect(wrong.map(instantOf)).toEqual([]);
    // Summer time began and ended once a year until it ended for the last time in February 2019.
    expect(changes.length).toBeGreaterThan(50);
  });

  it('shifts dates by months and days', () => {
    const wrong = DAYS.filter((day) => {
      const months = (Number(day.slice(8)) % 26) - 1;
      const later = DateTime.fromISO(day).plus({ months });
      return (
        shifted(day, months, 3) !== later.plus({ days: 3 }).toISODate() ||
        earliestNextDueDate(day, months) !== later.toISODate()
      );
    });
    expect(wrong).toEqual([]);
  });

  it('knows which dates exist', () => {
    const part = (max: number): fc.Arbitrary<string> =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    const texts = fc.tuple(fc.integer({ min: 0, max: 9_999 }), part(14), part(33));
    fc.assert(
      fc.property(texts, ([year, month, day]) => {
        const text = `${String(year).padStart(4, '0')}-${month}-${day}`;
        expect([text, isCalendarDate(text)]).toEqual([text, DateTime.fromISO(text).isValid]);
      }),
      { numRuns: 2_000 },
    );
  });
});
