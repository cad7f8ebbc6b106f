import { asSid } from '../../../domain/ids';
import type { Opening } from '../../../domain/opening/opening';
import { moneyMatters, openMoneyMatters } from '../../../domain/subscription/money-matters';
import { newRecord, type SubscriptionRecord } from '../../../domain/subscription/record';
import { charge, cycle, cycleOf, ledger } from '../ledger/support';
import { orderOf, running, SID, START_MS } from '../support/record';
import { causeInWords } from './support/cause';

const DAY = '2027-01-10';
const shown = (record: SubscriptionRecord): string[] => moneyMatters(record).map(causeInWords);
const keys = (record: SubscriptionRecord): string[] => moneyMatters(record).map(({ key }) => key);
const withCycles = (...cycles: Parameters<typeof ledger>): SubscriptionRecord => ({
  ...running(),
  ledger: ledger(...cycles),
});
const withSnapshot = (snapshot: object, record = running()): SubscriptionRecord => ({
  ...record,
  schedule: { ...record.schedule, snapshot },
});
const ended = (as: 'rejected' | 'completed'): Opening => ({
  ...{ stage: 'ended', as, sinceMs: START_MS, ids: { sid: asSid(SID), createdAtMs: START_MS } },
});

describe('what can happen to money, in words', () => {
  it('is a cycle that was missed, or paid more than once', () => {
    expect(shown(withCycles({ ...cycle(1, DAY), passed: 'missed' }))).toEqual([
      `cycle_missed: the cycle of ${DAY} was never charged`,
    ]);
    expect(shown(withCycles(cycleOf(1, DAY, 'paid', 'paid')))).toEqual([
      `cycle_paid_twice: the cycle of ${DAY} was paid more than once`,
    ]);
    expect(shown(withCycles({ ...cycleOf(1, DAY, 'paid'), executedBefore: true }))).toEqual([
      `cycle_paid_twice: the cycle of ${DAY} was executed before the adoption, and was paid again`,
    ]);
  });

  it('is money that went back behind our back, whole or in part, and each part anew', () => {
    expect(shown(withCycles(cycleOf(1, DAY, 'reversed')))).toEqual([
      'payment_reversed: the charge with NIT n1-0 was reversed',
    ]);
    const told = (gatewayStatus: string): SubscriptionRecord =>
      withCycles(cycle(1, DAY, [charge('n1', DAY, { outcome: 'reversed', gatewayStatus })]));
    expect(shown(told('EST'))).toEqual(['payment_reversed: the charge with NIT n1 was reversed']);
    expect(shown(told('ERR'))).toEqual([
      'payment_reversed: the charge with NIT n1 was paid, and the gateway reports it as ERR',
    ]);
    expect(keys(told('ERR'))).toEqual(['payment_reversed/n1']);
    const part = (reversedCents: number, outcome: 'paid' | 'reversed' = 'paid'): SubscriptionRecord =>
      withCycles(cycle(1, DAY, [charge('n1', DAY, { outcome, reversedCents })]));
    expect(shown(part(990))).toEqual([
      'payment_reversed: R$ 9,90 of the charge with NIT n1 were given back, and not by us',
    ]);
    expect(keys(part(990))).toEqual(['payment_reversed/n1/990']);
    expect(keys(part(1_990))).toEqual(['payment_reversed/n1/1990']);
    // The whole charge is told once.
    expect(keys(part(990, 'reversed'))).toEqual(['payment_reversed/n1']);
  });

  it('is a schedule that came to nothing although money was received', () => {
    for (const status of ['ERR', 'DES', 'EXP']) {
      const record = withSnapshot({ status });
      expect(shown(record)).toEqual([
        `paid_without_schedule: money was received, and the gateway reports the schedule as ${status}`,
      ]);
      expect(keys(record)).toEqual([`paid_without_schedule/${status}`]);
      expect(shown({ ...record, ledger: ledger() })).toEqual([]);
      const creating = newRecord(orderOf(), START_MS).opening;
      expect(shown({ ...record, opening: creating })).toEqual([]);
    }
    expect(shown(withSnapshot({ status: 'INA' }))).toEqual([]);
    expect(shown(withSnapshot({}))).toEqual([]);
  });

  it('is a charge that was made although a person had cancelled', () => {
    const cancellation = { when: 'now', by: 'Ana', reason: 'r', at: '2027-01-05T12:00:00.000Z' } as const;
    const record = { ...withCycles(cycleOf(1, '2027-01-04', 'paid'), cycleOf(2, DAY, 'paid')), cancellation };
    expect(shown(record)).toEqual([
      'charged_after_cancellation: Ana cancelled it at 2027-01-05T12:00:00.000Z, and the gateway made the charge with NIT n2-0',
    ]);
  });

  it('is an execution that the gateway counts and does not list', () => {
    const record = withCycles(cycleOf(1, DAY, 'paid'));
    const snapshot = { status: 'ATV', nextDate: '2027-02-10', currentTimes: 2 };
    const counting = { ...record, schedule: { ...record.schedule, snapshot, counterAtStart: 0 } };
    expect(shown(counting)).toEqual([
      'counter_unexplained: the gateway counts an execution that it does not list',
    ]);
    expect(keys(counting)).toEqual(['counter_unexplained/1']);
  });

  it('is a charge of another amount than was sold', () => {
    const other = charge('n1', DAY, { amountCents: 5_990, soldCents: 4_990 });
    const [shownFirst] = shown(withCycles(cycle(1, DAY, [other])));
    expect(shownFirst).toMatch(/^charge_differs: .*n1/);
  });

  it('is terms that differ, unless they charge nobody any more', () => {
    const other = withSnapshot({ status: 'ATV', amountCents: 5_990 });
    expect(shown(other)).toHaveLength(1);
    expect(shown(other)[0]).toMatch(/^terms_differ: .*R\$ 49,90.*R\$ 59,90/);
    expect(shown({ ...other, opening: ended('rejected'), ledger: ledger() })).toEqual([]);
    expect(shown({ ...other, opening: ended('completed') })).toHaveLength(1);
    expect(shown({ ...other, ledger: ledger() })).toHaveLength(1);
  });

  it('is none of ours before an adoption', () => {
    const other = withSnapshot({ status: 'ATV', amountCents: 5_990 });
    expect(shown({ ...other, adoption: {} })).toEqual([]);
    expect(shown({ ...other, adoption: { before: { executions: 0, nits: [] } } })).toHaveLength(1);
  });

  it('stays before a person while he has not looked after it, also when its cycle has left', () => {
    const earlier = { flag: 'cycle_missed', key: 'cycle_missed/2026-01-10', what: 'earlier' };
    const record = { ...withCycles(cycleOf(1, DAY, 'paid', 'paid')), earlierMatters: [earlier] };
    expect(moneyMatters(record)[0]).toEqual(earlier);
    const [, twice] = keys(record);
    const looked = { ...record, acknowledged: [twice ?? ''] };
    expect(openMoneyMatters(looked)).toEqual([earlier]);
    expect(moneyMatters(looked)).toHaveLength(2);
  });
});
