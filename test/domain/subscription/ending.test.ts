import type { Cancellation } from '../../../domain/edits/command';
import { lastLookMs } from '../../../domain/schedule/next-poll';
import { LIMITS } from '../../../domain/limits';
import { cancelledLookMs } from '../../../domain/edits/cancellation';
import { endOf } from '../../../domain/subscription/ending';
import { plan } from '../../../domain/subscription/plan';
import { moneyMatters } from '../../../domain/subscription/money-matters';
import type { ScheduleWatch, SubscriptionRecord } from '../../../domain/subscription/record';
import { now } from '../edits/support';
import { charge, cycle, ledger } from '../ledger/support';
import { asked as askedBack } from '../refunds/support';
import { created, orderOf, running, START_MS } from '../support/record';

const order = orderOf({ entry: 'start_later', payment: undefined });
const LATE_MS = Date.parse('2027-03-01T12:00:00.000Z');
/** A schedule that was sold for one execution, which was paid. */
const over = (
  watch: Partial<ScheduleWatch> = {},
  changes: Partial<SubscriptionRecord> = {},
): SubscriptionRecord => {
  const record = running(order, { amountCents: 4_990 });
  return {
    ...record,
    terms: { ...record.terms, numberOfTimes: 1 },
    ledger: ledger(cycle(1, '2027-01-10', [charge('n1', '2027-01-10')])),
    schedule: {
      ...record.schedule,
      snapshot: { status: 'FIN', currentTimes: 1 },
      answeredAtMs: LATE_MS,
      ...watch,
    },
    ...changes,
  };
};
const end = (...of: Parameters<typeof over>): ReturnType<typeof endOf> => endOf(over(...of), now(LATE_MS));
const none = { ledger: ledger() };

describe('a subscription ends', () => {
  it('as what its schedule came to', () => {
    expect(end()).toBe('completed');
    expect(end({ snapshot: { status: 'DES' } }, none)).toBe('undone');
    expect(end({ snapshot: { status: 'EXP' } }, none)).toBe('expired');
    expect(end({ snapshot: { status: 'ERR' } }, none)).toBe('rejected');
    for (const status of ['ATV', 'INA', 'XYZ']) expect(end({ snapshot: { status } })).toBeUndefined();
  });

  it('only once it runs: before, its calls say how it ends', () => {
    const { opening, calls } = created();
    expect(end({}, { opening, calls })).toBeUndefined();
  });

  it('not while the last answer was not read whole, or something is to be asked', () => {
    const reading = { listed: [], queue: [], sinceMs: START_MS, scheduledCents: 1, complete: true };
    expect(end({ reading })).toBeUndefined();
    expect(end({ pollNow: true })).toBeUndefined();
    expect(end({ incomplete: true })).toBeUndefined();
  });

  it('with something open only after two weeks', () => {
    const openSinceMs = LATE_MS - LIMITS.cycleOpenMs;
    expect(end({ openPolls: 2, openSinceMs })).toBe('completed');
    expect(end({ openPolls: 2, openSinceMs: openSinceMs + 1 })).toBeUndefined();
    // The clock alone closes no books: what is open is given up by an answer that comes after the two weeks.
    expect(end({ openPolls: 2, openSinceMs, answeredAtMs: LATE_MS - 1 })).toBeUndefined();
  });

  it('when no execution can be repeated any more, and it was asked since', () => {
    const lookMs = lastLookMs(over(), order);
    expect(end({ answeredAtMs: lookMs })).toBe('completed');
    expect(end({ answeredAtMs: lookMs - 1 })).toBeUndefined();
  });

  it('not before a person has said what became of a charge, or has looked after money', () => {
    const lost = charge('lost', '2027-01-10', { outcome: 'unknown' });
    expect(end({}, { ledger: ledger(cycle(1, '2027-01-10', [lost])) })).toBeUndefined();
    const twice = ledger(cycle(1, '2027-01-10', [charge('n1', '2027-01-10'), charge('n2', '2027-01-10')]));
    expect(end({}, { ledger: twice })).toBeUndefined();
    const acknowledged = moneyMatters(over({}, { ledger: twice })).map(({ key }) => key);
    expect(acknowledged).toHaveLength(1);
    expect(end({}, { ledger: twice, acknowledged })).toBe('completed');
  });

  it('not while money is being given back', () => {
    const { refunds } = askedBack();
    expect(end({}, refunds === undefined ? {} : { refunds })).toBeUndefined();
  });
});

describe('what was cancelled ends so', () => {
  const cancellation: Cancellation = {
    ...{ when: 'now', by: 'Ana', reason: 'r', at: '2027-01-11T12:00:00.000Z', nextDate: '2027-02-10' },
    inactiveAt: '2027-01-11T12:01:00.000Z',
  };
  const INA = { snapshot: { status: 'INA' } };
  const lookMs = cancelledLookMs(over({}, { cancellation }), order) ?? 0;

  it('once the gateway would have charged, and was seen not to', () => {
    expect(lookMs).toBeGreaterThan(Date.parse('2027-02-10'));
    expect(end({ ...INA, answeredAtMs: lookMs }, { cancellation })).toBe('cancelled');
    expect(end({ ...INA, answeredAtMs: lookMs - 1 }, { cancellation })).toBeUndefined();
    expect(end({ snapshot: { status: 'ATV' } }, { cancellation })).toBeUndefined();
  });

  it('after another look, where it was open for longer, as for a flag', () => {
    const planned = (nowMs: number): unknown => {
      const record = over({ ...INA, answeredAtMs: lookMs }, { cancellation });
      return plan(record, now(nowMs)).map(({ step }) => step);
    };
    const lastMs = lookMs + LIMITS.cancelledEndsWithinMs;
    expect(planned(lastMs)).toEqual([{ kind: 'end', as: 'cancelled' }]);
    expect(planned(lastMs + 1)).toEqual([{ kind: 'poll_schedule' }]);
  });

  it('also where the schedule was finished by then', () => {
    expect(end({}, { cancellation })).toBe('cancelled');
  });

  it('but not where its schedule came to another end', () => {
    expect(end({ snapshot: { status: 'EXP' } }, { cancellation, ...none })).toBe('expired');
    const { opening, calls } = created();
    expect(end({ ...INA, answeredAtMs: lookMs }, { cancellation, opening, calls })).toBeUndefined();
  });
});
