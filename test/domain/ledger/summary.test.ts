import { executionsIn, mayCount } from '../../../domain/ledger/executions';
import { isSummedUp, withNits } from '../../../domain/ledger/nit-memory';
import { sumUp } from '../../../domain/ledger/sum-up';
import { hasReceivedMoney, summarise } from '../../../domain/ledger/summary';
import type { EarlierCycles } from '../../../domain/ledger/totals';
import { asNit } from '../../../domain/ids';
import { LIMITS } from '../../../domain/limits';
import { charge, cycle, cycleOf, ledger, told } from './support';

const NONE = {
  due: 0,
  paid: 0,
  denied: 0,
  refunded: 0,
  reversed: 0,
  open: 0,
  missed: 0,
  skipped: 0,
  paid_twice: 0,
};
const earlier = (byOutcome: Partial<typeof NONE>): EarlierCycles => ({
  summary: {
    ...{ cycles: 3, paidCents: 100, refundedCents: 10, reversedCents: 5, owedCents: 7, openCharges: 0 },
    byOutcome: { ...NONE, ...byOutcome },
  },
  executions: { decided: 2, countable: 3, executedCycles: 2 },
  ...{ until: '2026-12-10', nits: '' },
});

describe('a ledger in numbers', () => {
  const some = ledger(
    cycleOf(1, '2027-01-10', 'paid', 'paid'),
    cycle(2, '2027-02-10', [
      charge('d1', '2027-02-10', { outcome: 'denied', amountCents: 3_990 }),
      charge('d2', '2027-02-11', { outcome: 'denied', amountCents: 5_990 }),
      charge('f1', '2027-02-12', { outcome: 'failed', amountCents: 9 }),
    ]),
    cycleOf(3, '2027-03-10', 'pending', 'unknown'),
    cycle(4, '2027-04-10', [charge('r1', '2027-04-10', { refundedCents: 990 })]),
    cycleOf(5, '2027-05-10', 'reversed'),
    cycle(6, '2027-06-10'),
  );

  it('counts cycles by outcome, and adds up what is kept, given back and owed', () => {
    expect(summarise(some)).toEqual({
      cycles: 6,
      paidCents: 2 * 4_990 + 4_000,
      refundedCents: 990,
      reversedCents: 4_990,
      owedCents: 5_990,
      openCharges: 2,
      byOutcome: { ...NONE, paid_twice: 1, denied: 1, open: 1, paid: 1, reversed: 1, due: 1 },
    });
  });

  it('counts the immediate payment as money, and as no cycle', () => {
    const paid = { ...ledger(), immediate: [charge('n0', '2027-01-01')] };
    expect(summarise(paid)).toMatchObject({ cycles: 0, paidCents: 4_990 });
  });

  it('adds what was summed up', () => {
    expect(summarise({ ...some, earlier: earlier({ paid: 2, missed: 1 }) })).toMatchObject({
      ...{ cycles: 9, paidCents: 14_080, refundedCents: 1_000, reversedCents: 4_995, owedCents: 5_997 },
      byOutcome: { paid: 3, missed: 1, denied: 1 },
    });
  });

  it('owes nothing for a denial without an amount', () => {
    const { amountCents, ...denied } = charge('d1', '2027-01-10', { outcome: 'denied' });
    expect(amountCents).toBe(4_990);
    expect(summarise(ledger(cycle(1, '2027-01-10', [denied]))).owedCents).toBe(0);
  });
});

describe('money was received', () => {
  it('where any charge was paid and stayed so, now or far back', () => {
    expect(hasReceivedMoney(ledger(cycleOf(1, '2027-01-10', 'denied', 'paid')))).toBe(true);
    expect(hasReceivedMoney(ledger(cycleOf(1, '2027-01-10', 'denied', 'reversed')))).toBe(false);
    expect(hasReceivedMoney(ledger())).toBe(false);
    expect(hasReceivedMoney({ ...ledger(), earlier: earlier({ paid: 1 }) })).toBe(true);
    expect(hasReceivedMoney({ ...ledger(), earlier: earlier({ paid_twice: 1 }) })).toBe(true);
    expect(hasReceivedMoney({ ...ledger(), earlier: earlier({ paid: 1, paid_twice: 1 }) })).toBe(true);
    expect(hasReceivedMoney({ ...ledger(), earlier: earlier({ denied: 3 }) })).toBe(false);
  });
});

describe('executions in numbers', () => {
  it('are those that the issuer decided, those that may count, and the cycles they were for', () => {
    const repeated = { ...cycleOf(0, '2026-12-10', 'paid'), executedBefore: true } as const;
    const cycles = [cycleOf(1, '2027-01-10', 'failed', 'paid', 'paid'), cycleOf(2, '2027-02-10', 'pending')];
    expect(executionsIn([repeated, ...cycles])).toEqual({ decided: 3, countable: 4, executedCycles: 1 });
  });

  it('may count unless they ended in an error; what a person found out may, always', () => {
    const may = (outcome: 'failed' | 'expired' | 'undone', knownBy: 'query' | 'person'): boolean =>
      mayCount(charge('n1', '2027-01-10', { outcome, knownBy }));
    expect([may('failed', 'query'), may('expired', 'query'), may('undone', 'query')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(may('failed', 'person')).toBe(true);
  });
});

describe('the NITs of cycles that were summed up', () => {
  const memory = (nits: string): EarlierCycles => ({ ...earlier({}), nits });

  it('are known again, in capitals or not', () => {
    const nits = withNits('', [asNit('abc'), asNit('DEF')]);
    expect(['ABC', 'def', 'ghi'].map((nit) => isSummedUp(memory(nits), nit))).toEqual([true, true, false]);
    expect(isSummedUp(undefined, 'abc')).toBe(false);
  });

  it('are so many at most; the oldest leave', () => {
    const many = Array.from({ length: LIMITS.nitsRemembered }, (_, index) => asNit(`n${String(index)}`));
    const full = withNits(withNits('', [asNit('first')]), many);
    expect(isSummedUp(memory(full), 'first')).toBe(false);
    expect(isSummedUp(memory(full), 'n0')).toBe(true);
  });
});

describe('a cycle is summed up', () => {
  const few = { count: 1, bytes: 100_000 };
  const kept = (today: string, ...cycles: Parameters<typeof ledger>): string[] =>
    told(sumUp(ledger(...cycles), today, few)).map((line) => line.slice(0, 12));
  const last = cycle(9, '2027-12-10');

  it('once nothing of it was due or became known for six months', () => {
    const january = cycleOf(1, '2027-01-10', 'paid');
    expect(kept('2027-07-10', january, last)).toEqual(['1 2027-01-10', '9 2027-12-10']);
    expect(kept('2027-07-11', january, last)).toEqual(['9 2027-12-10']);
    const knownLate = cycle(1, '2027-01-10', [
      charge('n1', '2027-01-10', { knownAt: '2027-02-20T08:00:00.000Z' }),
    ]);
    expect(kept('2027-08-20', knownLate, last)).toHaveLength(2);
    expect(kept('2027-08-21', knownLate, last)).toHaveLength(1);
  });

  it('unless something of it is open, for the gateway or for a person', () => {
    for (const outcome of ['pending', 'unknown'] as const) {
      expect(kept('2028-01-01', cycleOf(1, '2027-01-10', 'paid', outcome), last)).toHaveLength(2);
      expect(kept('2028-01-01', cycleOf(1, '2027-01-10', outcome), last)).toHaveLength(2);
    }
    expect(kept('2028-01-01', cycle(1, '2027-01-10'), last)).toHaveLength(2);
    expect(kept('2028-01-01', cycleOf(1, '2027-01-10', 'failed'), last)).toHaveLength(2);
  });

  it('unless a charge of it is needed, it is one of the newest, or the last', () => {
    const two = ledger(cycleOf(1, '2027-01-10', 'paid', 'paid'), cycleOf(2, '2027-02-10', 'paid'), last);
    const isNeeded = ({ nit }: { nit: string }): boolean => nit === 'n1-0';
    expect(told(sumUp(two, '2028-01-01', few, isNeeded))).toEqual(['1 2027-01-10 n1-0 n1-1', '9 2027-12-10']);
    expect(sumUp(two, '2028-01-01', { count: 3, bytes: 100_000 })).toBe(two);
    const alone = ledger(cycleOf(1, '2027-01-10', 'paid'));
    expect(sumUp(alone, '2028-01-01', { count: 0, bytes: 0 })).toBe(alone);
  });

  it('into numbers, the date of the last one, and the day of the last charge', () => {
    const charges = [charge('n2', '2027-02-12')];
    const first = sumUp(
      ledger(cycleOf(1, '2027-01-10', 'paid'), cycle(2, '2027-02-10', charges), last),
      '2028-01-01',
      few,
    );
    expect(first.earlier).toMatchObject({
      ...{ until: '2027-02-10', lastChargeDay: '2027-02-12', executions: { decided: 2 } },
      summary: { cycles: 2, paidCents: 9_980 },
    });
    const passed = { ...cycle(3, '2027-03-10'), passed: 'missed' } as const;
    const second = sumUp({ ...first, cycles: [passed, last] }, '2028-01-01', few);
    expect(second.earlier).toMatchObject({
      ...{ until: '2027-03-10', lastChargeDay: '2027-02-12', executions: { decided: 2 } },
      summary: { cycles: 3, paidCents: 9_980, byOutcome: { missed: 1 } },
    });
    expect(isSummedUp(second.earlier, 'n1-0')).toBe(true);
    const nothing = sumUp(ledger(passed, last), '2028-01-01', few);
    expect(nothing.earlier).not.toHaveProperty('lastChargeDay');
  });
});
