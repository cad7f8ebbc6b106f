import type { ChargeOutcome } from '../../../domain/ledger/outcomes';
import { coversCounter, cyclesMissed, cyclesPaidTwice, uncounted } from '../../../domain/ledger/anomalies';
import { LIMITS } from '../../../domain/limits';
import { hasNoneMissing, isExplainedNow, uncountedKeys } from '../../../domain/schedule/counter';
import { searchDays } from '../../../domain/schedule/search-days';
import { running } from '../support/record';
import { chargesForSecondLook } from '../../../domain/schedule/second-look';
import type { ScheduleWatch, SubscriptionRecord } from '../../../domain/subscription/record';
import { charge, cycle, cycleOf, ledger } from '../ledger/support';
import { a, DAY_MS, on, reading, withSchedule } from './support';

describe("the gateway's counter", () => {
  const one = ledger(cycleOf(1, '2027-01-10', 'paid'));
  const counting = (
    currentTimes: number,
    changes: Partial<ScheduleWatch> = {},
    status = 'ATV',
  ): SubscriptionRecord =>
    withSchedule(
      { snapshot: { status, nextDate: '2027-02-10', currentTimes }, counterAtStart: 0, ...changes },
      one,
    );

  it('names executions that nobody knows, but for those that are yet to be read', () => {
    expect(uncountedKeys(counting(1))).toEqual([]);
    expect(uncountedKeys(counting(3))).toEqual(['1', '2']);
    expect(uncountedKeys(counting(3, { unreadSince: { x: '2027-01-10T08:00:00.000Z' } }))).toEqual(['1']);
    expect(uncountedKeys(counting(3, { reading: reading() }))).toEqual(['1']);
    expect(uncountedKeys(counting(3, { counterAtStart: 2 }))).toEqual([]);
  });

  it('leaves something open until a person has looked after it', () => {
    expect(isExplainedNow(counting(1), on('2027-01-11'))).toBe(true);
    expect(isExplainedNow(counting(2), on('2027-01-11'))).toBe(false);
    const acknowledged = ['counter_unexplained/1'];
    expect(isExplainedNow({ ...counting(2), acknowledged }, on('2027-01-11'))).toBe(true);
    expect(isExplainedNow({ ...counting(3), acknowledged }, on('2027-01-11'))).toBe(false);
  });

  it('covers all executions of a finished schedule, where they are known', () => {
    expect(hasNoneMissing(counting(1, {}, 'FIN'))).toBe(true);
    expect(hasNoneMissing(counting(2, {}, 'FIN'))).toBe(false);
    expect(hasNoneMissing(counting(1))).toBe(false);
    expect(hasNoneMissing(counting(1, { snapshot: { status: 'FIN' } }))).toBe(false);
  });

  it('may count the immediate payment: its start tells, or else it is assumed to', () => {
    const paid = {
      ...one,
      immediate: [charge('n0', '2027-01-01'), charge('f', '2027-01-01', { outcome: 'failed' })],
    };
    expect(uncounted(paid, { currentTimes: 3, unread: 0 })).toBe(1);
    expect(uncounted(paid, { currentTimes: 3, unread: 0, atStart: 0 })).toBe(2);
    expect(coversCounter(paid, { currentTimes: 2, unread: 0 })).toBe(false);
    expect(coversCounter(paid, { currentTimes: 2, unread: 0, immediateListed: true })).toBe(true);
    expect(coversCounter(paid, { currentTimes: 3, unread: 0, immediateListed: true })).toBe(false);
    expect(coversCounter(paid, { currentTimes: 1, unread: 1 })).toBe(false);
  });

  it('and each cycle that was missed is known by its date and its charges', () => {
    const of = ledger(cycleOf(1, '2027-01-10', 'paid'), { ...cycle(2, '2027-02-10'), passed: 'missed' });
    expect(cyclesMissed(of)).toEqual(['2027-02-10/0']);
  });

  it('and each that was paid twice by how often: a denial that is paid later is news', () => {
    const paid = (...outcomes: ChargeOutcome[]): string[] =>
      cyclesPaidTwice(ledger(cycleOf(1, '2027-01-10', ...outcomes)));
    expect(paid('paid', 'denied')).toEqual([]);
    expect(paid('paid', 'denied', 'paid')).toEqual(['2027-01-10/2']);
    expect(paid('paid', 'paid', 'paid')).toEqual(['2027-01-10/3']);
  });
});

describe('a charge is searched on the likeliest days first', () => {
  const days = (
    of: SubscriptionRecord['ledger'],
    nextDate: string | undefined,
    day: string,
    nit = a,
  ): string[] =>
    searchDays(
      withSchedule({ snapshot: { status: 'ATV', ...(nextDate === undefined ? {} : { nextDate }) } }, of),
      nit,
      on(day).nowMs,
    );

  it('one cycle before the next date, then around each date without a charge', () => {
    const of = ledger(cycleOf(1, '2027-01-10', 'paid'), cycle(2, '2027-02-10'), cycle(3, '2027-03-10'));
    expect(days(of, '2027-04-12', '2027-03-20').slice(0, 8)).toEqual([
      ...['2027-03-12', '2027-02-10', '2027-02-09', '2027-02-11', '2027-02-08', '2027-02-12', '2027-02-07'],
      '2027-02-13',
    ]);
    expect(days(of, undefined, '2027-03-20')[0]).toBe('2027-02-10');
  });

  it('one that was told before around its own day before all others', () => {
    const retried = charge('retried', '2027-01-12', { outcome: 'pending' });
    const of = ledger(cycle(1, '2027-01-10', [retried]), cycleOf(2, '2027-02-10', 'paid'));
    expect(days(of, '2028-02-10', '2027-02-20', retried.nit).slice(0, 3)).toEqual([
      ...['2027-01-12', '2027-01-10', '2027-01-11'],
    ]);
  });

  it('not around dates that were skipped or lie far back, and never ahead', () => {
    const skipped = { ...cycle(1, '2027-02-10'), passed: 'skipped' } as const;
    const of = ledger(cycle(0, '2026-08-10'), skipped, cycle(2, '2027-03-10'));
    const found = days(of, undefined, '2027-03-11');
    expect(found[0]).toBe('2027-03-10');
    expect(found.slice(0, 4)).toEqual(['2027-03-10', '2027-03-09', '2027-03-11', '2027-03-08']);
    expect(found.every((day) => day <= '2027-03-11')).toBe(true);
    expect(found.length).toBeLessThanOrEqual(LIMITS.listDays);
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('a paid charge is read once more', () => {
  const of = ledger(
    cycle(1, '2027-01-10', [charge('week', '2027-01-10'), charge('no', '2027-01-10', { outcome: 'denied' })]),
  );
  const due = (lookedAtMs: number | undefined, nowMs: number): string[] =>
    chargesForSecondLook({ ...running(), ledger: of }, lookedAtMs, nowMs);
  const madeMs = Date.parse('2027-01-10T06:30:00.000Z');

  it('from a week on, while its NIT answers', () => {
    expect(due(undefined, madeMs + 7 * DAY_MS - 1)).toEqual([]);
    expect(due(undefined, madeMs + 7 * DAY_MS)).toEqual(['week']);
    expect(due(undefined, madeMs + LIMITS.nitAnswersForMs - 1)).toEqual(['week']);
    expect(due(undefined, madeMs + LIMITS.nitAnswersForMs)).toEqual([]);
  });

  it('and once a week at most', () => {
    const nowMs = madeMs + 8 * DAY_MS;
    expect(due(nowMs - 7 * DAY_MS + 1, nowMs)).toEqual([]);
    expect(due(nowMs - 7 * DAY_MS, nowMs)).toEqual(['week']);
  });
});
