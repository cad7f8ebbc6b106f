import { asNit } from '../../domain/ids';
import { assignCharge } from '../../domain/ledger/assign-charge';
import type { Charge } from '../../domain/ledger/charge';
import { LIMITS } from '../../domain/limits';
import { after, APRIL, told, type Look } from './support/looks';

describe('executions that end without an answer of the issuer', () => {
  /** Each week's errors, day by day, while the gateway goes on naming the same date. */
  const errorsUntil = (days: number, nextDate: (day: string) => string): Look[] =>
    Array.from({ length: days }, (_, index) => {
      const day = new Date(Date.UTC(2026, 4, 10 + index)).toISOString().slice(0, 10);
      return { on: day, charges: [[day, `e${String(index)}`, 'failed']], nextDate: nextDate(day) };
    });

  it('stay in their cycle for as long as the gateway names its date, months if need be', () => {
    const ledger = after(1, ...APRIL, ...errorsUntil(64, () => '2026-05-10'));
    expect(ledger.cycles.map(({ dueDate }) => dueDate)).toEqual(['2026-04-10', '2026-05-10']);
    expect(ledger.cycles[1]?.charges).toHaveLength(64);
    const paid: Look = { on: '2026-07-14', charges: [['2026-07-14', 'may']], nextDate: '2026-08-10' };
    expect(
      told(after(1, ...APRIL, ...errorsUntil(64, () => '2026-05-10'), paid)).map((line) => line.slice(0, 15)),
    ).toEqual(['2026-04-10 paid', '2026-05-10 miss', '2026-06-10 miss', '2026-07-10 paid', '2026-08-10 due']);
  });

  it('put off from day to day, and then skipped, leave a missed cycle', () => {
    const tomorrow = (day: string): string =>
      new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    const ledger = after(1, ...APRIL, ...errorsUntil(3, tomorrow), {
      on: '2026-05-13',
      nextDate: '2026-06-10',
    });
    expect(told(ledger)).toEqual(['2026-04-10 paid apr', '2026-05-13 missed e0 e1 e2', '2026-06-10 due']);
  });
});

describe('cycles without a charge', () => {
  it('are missed too when they become known together with the charge before them', () => {
    const late: Look = { on: '2026-06-11', charges: [['2026-04-10', 'apr']], nextDate: '2026-07-10' };
    const ledger = after(1, { on: '2026-04-01', nextDate: '2026-04-10' }, late);
    expect(told(ledger)).toEqual([
      '2026-04-10 paid apr',
      '2026-05-10 missed',
      '2026-06-10 missed',
      '2026-07-10 due',
    ]);
  });

  it('are missed once the charge that was open comes to nothing', () => {
    const pending: Look = {
      on: '2026-05-10',
      charges: [['2026-05-10', 'may', 'pending']],
      nextDate: '2026-06-10',
    };
    expect(told(after(1, ...APRIL, pending))[1]).toBe('2026-05-10 open may');
    const failed: Look = {
      on: '2026-05-12',
      charges: [['2026-05-10', 'may', 'failed']],
      nextDate: '2026-06-10',
    };
    expect(told(after(1, ...APRIL, pending, failed))[1]).toBe('2026-05-10 missed may');
    const paid: Look = { on: '2026-05-12', charges: [['2026-05-10', 'may']], nextDate: '2026-06-10' };
    expect(told(after(1, ...APRIL, pending, paid))[1]).toBe('2026-05-10 paid may');
  });

  it('take an unreadable charge between those that are listed around it', () => {
    const ledger = after(
      1,
      ...APRIL,
      { on: '2026-06-01', nextDate: '2026-06-10' },
      { on: '2026-06-10', charges: [['2026-06-10', 'jun']], nextDate: '2026-07-10' },
      { on: '2026-07-10', nextDate: '2026-08-10' },
    );
    const unread: Charge = {
      nit: asNit('x'),
      outcome: 'unknown',
      knownBy: 'query',
      knownAt: '2026-07-20T08:00:00.000Z',
    };
    const filed = (...listed: string[]): string[] =>
      told(assignCharge(ledger, unread, { intervalMonths: 1, listed: listed.map(asNit) }));
    expect(filed('apr', 'jun', 'x').find((line) => line.endsWith('x'))).toBe('2026-07-10 open x');
    expect(filed('apr', 'x', 'jun').find((line) => line.endsWith('x'))).toMatch(/^2026-0[56]-10/);
  });
});

describe('a charge that was tried again for days under its NIT', () => {
  const repetition: Charge = {
    nit: asNit('again'),
    outcome: 'denied',
    at: '2026-04-22T06:30:00.000Z',
    knownBy: 'list',
    knownAt: '2026-05-10T08:00:00.000Z',
  };
  const filed = (charge: Charge, ledger = after(1, ...APRIL)): string[] =>
    told(
      assignCharge(ledger, charge, {
        intervalMonths: 1,
        nextDate: '2026-06-10',
        createdAt: '2026-04-12T06:30:00.000Z',
      }),
    );

  it('is filed by the day of its first try: it repeats April, whatever was charged since', () => {
    expect(filed(repetition)).toEqual(['2026-04-10 paid apr again', '2026-05-10 due']);
  });

  it('is no cycle of its own where the one after it had been charged when the schedule was asked', () => {
    const undatedBefore = after(1, {
      on: '2026-04-10',
      charges: [['2026-04-10', 'apr']],
      nextDate: '2026-04-10',
    });
    expect(undatedBefore.cycles).toHaveLength(1);
    expect(
      told(assignCharge(undatedBefore, repetition, { intervalMonths: 1, nextDate: '2026-06-10' })),
    ).toEqual(['2026-04-10 paid apr again']);
  });
});

describe('what a ledger is not made for', () => {
  it('does not break it: a full one takes every further charge in its last cycle', () => {
    const full = Array.from({ length: LIMITS.cycles + 20 }, (_, index) => {
      const day = new Date(Date.UTC(2026, index, 10)).toISOString().slice(0, 10);
      const next = new Date(Date.UTC(2026, index + 1, 10)).toISOString().slice(0, 10);
      return { on: day, charges: [[day, `n${String(index)}`]], nextDate: next } satisfies Look;
    });
    const ledger = after(1, ...full);
    expect(ledger.cycles).toHaveLength(LIMITS.cycles);
    expect(ledger.cycles.flatMap(({ charges }) => charges)).toHaveLength(LIMITS.cycles + 20);
    expect(ledger.cycles.at(-1)).toMatchObject({ number: LIMITS.cycles });
  });

  it('a NIT in another spelling is the same charge', () => {
    const again: Look = { on: '2026-05-10', charges: [['2026-04-10', 'APR']], nextDate: '2026-05-10' };
    expect(told(after(1, ...APRIL, again))[0]).toBe('2026-04-10 paid apr');
  });

  it('a charge that nobody can read is filed where one is missing, not where none was due', () => {
    const ledger = after(
      1,
      ...APRIL,
      { on: '2026-06-11', nextDate: '2026-06-20', inactive: true },
      { on: '2026-06-20', nextDate: '2026-06-20' },
    );
    const unread: Charge = {
      nit: asNit('x'),
      outcome: 'unknown',
      knownBy: 'query',
      knownAt: '2026-06-21T08:00:00.000Z',
    };
    const filed = assignCharge(ledger, unread, { intervalMonths: 1 });
    expect(told(filed)).toEqual([
      '2026-04-10 paid apr',
      '2026-05-10 skipped',
      '2026-06-10 skipped',
      '2026-06-20 open x',
    ]);
  });
});
