import fc from 'fast-check';
import type { Change } from '../../domain/edits/change';
import { summarise } from '../../domain/ledger/summary';
import { LIMITS } from '../../domain/limits';
import { flagsOf } from '../../domain/subscription/attention';
import { isHeavy, lighten, type DetailKept } from '../../domain/subscription/lighten';
import { plan } from '../../domain/subscription/plan';
import { shownState } from '../../domain/subscription/state';
import { bytesOf } from '../../domain/weight';
import { LongLife, type Script } from './support/long-life';
import type { Month } from './support/monthly-gateway';

/** What Temporal warns of, and what a record never comes to. */
const LIMIT_BYTES = 256 * 1_024;
const FIFTY_YEARS = LIMITS.cycles;
/** A worker hands over after some thousand events, about 16 quiet years. */
const MONTHS_OF_A_RUN = 120;

const months: fc.Arbitrary<Month> = fc.constantFrom(
  ...([
    'paid',
    'paid',
    'paid',
    'paid',
    'denied',
    'paid after errors',
    'paid twice',
    'missed',
    'another amount',
  ] as const),
);
const changes: fc.Arbitrary<Change> = fc.constantFrom<Change>(
  { kind: 'pause' },
  { kind: 'resume' },
  { kind: 'changeAmount', amountCents: 5_990 },
  { kind: 'changeAmount', amountCents: 4_990 },
  { kind: 'changeCard', card: { kind: 'vault', reference: 'v'.repeat(128) } },
  { kind: 'cancel', when: 'now' },
  { kind: 'uncancel' },
);
const script: fc.Arbitrary<Script> = fc.record({
  month: months,
  change: fc.option(changes, { nil: undefined, freq: 2 }),
  acknowledges: fc.boolean(),
  reversed: fc.nat(7).map((one) => one === 0),
});

/** What a person and the loop see of a life. */
function seen({ record, context }: LongLife): unknown {
  return {
    state: shownState(record),
    summary: summarise(record.ledger),
    flags: flagsOf(record, context).toSorted(),
    plan: plan(record, context),
    last: record.ledger.cycles.slice(-LIMITS.monthsInDetail),
  };
}

const scriptOf = (month: number): Script => ({
  month:
    (['paid', 'denied', 'paid after errors', 'paid', 'paid twice', 'paid'] as const)[month % 6] ?? 'paid',
  change: { kind: 'changeAmount', amountCents: month % 2 === 0 ? 5_990 : 4_990 },
  acknowledges: month % 3 === 0,
  reversed: month % 10 === 9,
});

describe('a life of fifty years', () => {
  it('is light in every month of it, and its sums are the gateway’s', () => {
    const life = new LongLife();
    let heaviest = 0;
    for (let month = 0; month < FIFTY_YEARS; month += 1) {
      life.month(scriptOf(month));
      heaviest = Math.max(heaviest, bytesOf(life.record));
      const isHandedOver = month % MONTHS_OF_A_RUN === 0 || isHeavy(life.record, life.nowMs);
      if (isHandedOver) life.record = lighten(life.record, life.nowMs);
      expect(summarise(life.record.ledger).paidCents).toBe(life.gateway.paidCents);
    }
    expect(heaviest).toBeLessThan(LIMIT_BYTES);
    expect(summarise(life.record.ledger).cycles).toBeGreaterThanOrEqual(FIFTY_YEARS);
  });

  const TIGHT: DetailKept = {
    cycles: { count: 8, bytes: 8_192 },
    audit: { count: 5, bytes: 4_096 },
    commands: { count: 3, bytes: 4_096 },
  };

  it('goes on alike with and without summing up', () => {
    const sold = fc.constantFrom(undefined, 24);
    const lives = fc.array(script, { minLength: 30, maxLength: 60 });
    let summedUp = 0;
    fc.assert(
      fc.property(lives, sold, fc.integer({ min: 1, max: 9 }), (life, numberOfTimes, every) => {
        const [whole, light] = [new LongLife(numberOfTimes), new LongLife(numberOfTimes)];
        for (const [month, one] of life.entries()) {
          whole.month(one);
          light.month(one);
          if (month % every === 0) light.record = lighten(light.record, light.nowMs, TIGHT);
          expect(seen(light)).toEqual(seen(whole));
        }
        summedUp += light.record.ledger.earlier?.summary.cycles ?? 0;
      }),
      { numRuns: 40 },
    );
    expect(summedUp).toBeGreaterThan(0);
  });
});
