import fc from 'fast-check';
import { DateTime } from 'luxon';
import { IdSource } from '../../sandbox/ids';
import { looksLikePan } from '../../sandbox/pan-like';
import { SeededRandom } from '../../sandbox/random';
import {
  addDays,
  dateOf,
  dayOfMonth,
  formatNotificationTimestamp,
  formatWireDate,
  formatWireTimestamp,
  instantAt,
  isExpired,
  nextExecutionDate,
  parseWireDate,
  usnPrefix,
} from '../../sandbox/time/calendar';

const DAY_MS = 86_400_000;
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));

function monthsBetween(from: string, to: string): number {
  const [a, b] = [from, to].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  return (b ?? 0) - (a ?? 0);
}

describe('execution dates', () => {
  it('are exactly the interval apart in months, whatever the rule', () => {
    const rules = fc.constantFrom('clamp_and_restore' as const, 'clamp_and_stick' as const);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 24 }), rules, (day, interval, rule) => {
        const next = nextExecutionDate(day, interval, dayOfMonth(day), rule);
        expect(monthsBetween(day, next)).toBe(interval);
      }),
    );
  });

  it('restored: fall on the anchor day, or on the last day of a month that does not have it', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, cycles) => {
        const anchor = dayOfMonth(day);
        let date = day;
        for (let cycle = 0; cycle < cycles; cycle += 1)
          date = nextExecutionDate(date, 1, anchor, 'clamp_and_restore');
        const last = dayOfMonth(addDays(date, 1)) === 1;
        expect(dayOfMonth(date) === anchor || (last && dayOfMonth(date) < anchor)).toBe(true);
      }),
    );
  });

  it('sticking: never fall on a later day of the month again', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        let date = day;
        for (let cycle = 0; cycle < 24; cycle += 1) {
          const next = nextExecutionDate(date, 1, dayOfMonth(day), 'clamp_and_stick');
          expect(dayOfMonth(next)).toBeLessThanOrEqual(dayOfMonth(date));
          date = next;
        }
      }),
    );
  });
});

/** Days on which the clocks of São Paulo were changed. */
function changesOfTheClock(from: number, to: number): number[] {
  const days = Array.from({ length: (to - from) / DAY_MS }, (_, index) => from + index * DAY_MS);
  const offsetAt = (ms: number): number => DateTime.fromMillis(ms, { zone: 'America/Sao_Paulo' }).offset;
  return days.filter((ms) => offsetAt(ms) !== offsetAt(ms - DAY_MS));
}

describe('dates on the wire', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(parseWireDate(formatWireDate(day))).toBe(day);
      }),
    );
  });

  it.each(['30/02/2026', '1/2/2026', '2026-02-01', '01/13/2026', '', '01/02/26'])('"%s" is none', (text) => {
    expect(parseWireDate(text)).toBeUndefined();
  });

  it('belong to São Paulo: 02:59 UTC is still the day before', () => {
    expect(dateOf('2026-02-10T02:59:59.999Z')).toBe('2026-02-09');
    expect(dateOf('2026-02-10T03:00:00.000Z')).toBe('2026-02-10');
    // Summer time was in force in 2018, by the zone and not by a fixed offset.
    expect(instantAt('2018-12-10', '03:30')).toBe('2018-12-10T05:30:00.000Z');
    expect(instantAt('2026-12-10', '03:30')).toBe('2026-12-10T06:30:00.000Z');
  });

  it('are those of the time zone in every hour, summer time and its ends included', () => {
    const from = Date.UTC(1985, 0, 1);
    const to = Date.UTC(2040, 0, 1);
    // Most of them near a change of the clock, of which there were two a year until 2019.
    const near = fc.tuple(
      fc.constantFrom(...changesOfTheClock(from, to)),
      fc.integer({ min: -DAY_MS, max: DAY_MS }),
    );
    const anywhere = fc.tuple(fc.integer({ min: from, max: to }), fc.constant(0));
    const instant = fc.oneof({ weight: 9, arbitrary: near }, { weight: 1, arbitrary: anywhere });
    fc.assert(
      fc.property(instant, ([ms, aside]) => {
        const moment = new Date(ms + aside).toISOString();
        const local = DateTime.fromISO(moment, { zone: 'America/Sao_Paulo' });
        expect(dateOf(moment)).toBe(local.toFormat('yyyy-MM-dd'));
        expect(formatWireTimestamp(moment)).toBe(local.toFormat("dd/MM/yyyy'T'HH:mm"));
        expect(formatNotificationTimestamp(moment)).toBe(local.toFormat('dd/MM/yyyy HH:mm:ss'));
        expect(usnPrefix(moment)).toBe(local.toFormat('yyMMdd'));
      }),
      { numRuns: 300 },
    );
  });

  it('a card is good until the end of its month', () => {
    expect(isExpired('0226', '2026-03-01T02:59:59.999Z')).toBe(false);
    expect(isExpired('0226', '2026-03-01T03:00:00.000Z')).toBe(true);
    expect(isExpired('1299', '2098-01-01T00:00:00.000Z')).toBe(false);
  });
});

describe('ids', () => {
  it('have the documented forms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
        const ids = new IdSource(new SeededRandom(seed));
        const usn = ids.usn('2026-01-05T15:00:00.000Z');
        const nit = ids.longId();
        expect(nit).toMatch(/^[0-9a-f]{64}$/);
        expect(usn).toMatch(/^260105\d{9}$/);
      }),
    );
  });

  it('of a sequence are the gateway’s: as many look like a card number as chance has it', () => {
    const ids = new IdSource(new SeededRandom(7));
    const usns = Array.from({ length: 1_000 }, () => ids.usn('2026-01-05T15:00:00.000Z'));
    const likeCards = usns.filter(looksLikePan).length;
    expect(likeCards).toBeGreaterThan(100);
    expect(likeCards).toBeLessThan(700);
  });

  it('card numbers look like card numbers', () => {
    expect(looksLikePan('a4111111111111111b')).toBe(true);
    expect(looksLikePan('pedido 36345600000001')).toBe(true);
    expect(looksLikePan('1234567890123')).toBe(false);
    expect(looksLikePan('000000000000005')).toBe(false);
  });
});
