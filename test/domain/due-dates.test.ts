import { followNextDate } from '../../domain/due-dates';
import { recordScheduled } from '../../domain/filing';
import { asNit } from '../../domain/ids';
import { cycleOutcome, emptyLedger, type Charge, type ChargeOutcome, type Ledger } from '../../domain/ledger';
import { LIMITS } from '../../domain/limits';

/** One look at the gateway: the charges that are new, and the next date that is told with them. */
interface Look {
  on: string;
  charges?: [day: string, nit: string, outcome?: ChargeOutcome][];
  nextDate?: string;
  inactive?: true;
}

const chargeOn = (day: string, nit: string, outcome: ChargeOutcome, knownOn: string): Charge => ({
  nit: asNit(nit),
  outcome,
  amountCents: 4_990,
  at: `${day}T06:30:00.000Z`,
  knownBy: 'query',
  knownAt: `${knownOn}T08:00:00.000Z`,
});

/** A ledger after some looks, as the active loop makes them; the first cycle is due on the first date told. */
function after(intervalMonths: number, ...looks: Look[]): Ledger {
  return looks.reduce((ledger, { on, charges = [], nextDate, inactive = false }) => {
    const filed = charges.reduce(
      (grown, [day, nit, outcome = 'paid']) =>
        recordScheduled(grown, chargeOn(day, nit, outcome, on), { intervalMonths, nextDate, inactive }),
      ledger,
    );
    return nextDate === undefined
      ? filed
      : followNextDate(filed, { nextDate, today: on, intervalMonths, inactive });
  }, emptyLedger());
}

const told = (ledger: Ledger): string[] =>
  ledger.cycles.map((cycle) => {
    const nits = cycle.charges.map(({ nit }) => nit).join(' ');
    return `${cycle.dueDate} ${cycleOutcome(cycle)} ${nits}`.trim();
  });

const APRIL: Look[] = [
  { on: '2026-04-01', nextDate: '2026-04-10' },
  { on: '2026-04-10', charges: [['2026-04-10', 'apr']], nextDate: '2026-05-10' },
];

describe('a date that was moved in the portal', () => {
  it('forward, and charged before we looked, is the date of its own cycle, not a second charge of the one before', () => {
    const may: Look = { on: '2026-05-10', charges: [['2026-05-05', 'may']], nextDate: '2026-06-05' };
    expect(told(after(1, ...APRIL, may))).toEqual([
      '2026-04-10 paid apr',
      '2026-05-05 paid may',
      '2026-06-05 due',
    ]);
  });

  it('forward by two days only', () => {
    const may: Look = { on: '2026-05-10', charges: [['2026-05-08', 'may']], nextDate: '2026-06-08' };
    expect(told(after(1, ...APRIL, may))[1]).toBe('2026-05-08 paid may');
  });

  it('forward, with more charges since, keeps each in its month', () => {
    const look: Look = {
      on: '2026-07-10',
      charges: [
        ['2026-05-05', 'may'],
        ['2026-06-05', 'jun'],
        ['2026-07-05', 'jul'],
      ],
      nextDate: '2026-08-05',
    };
    expect(told(after(1, ...APRIL, look))).toEqual([
      '2026-04-10 paid apr',
      '2026-05-05 paid may',
      '2026-06-05 paid jun',
      '2026-07-05 paid jul',
      '2026-08-05 due',
    ]);
  });

  it('forward by months, in a yearly schedule', () => {
    const ledger = after(
      12,
      { on: '2026-01-01', nextDate: '2026-01-10' },
      { on: '2026-01-10', charges: [['2026-01-10', 'a']], nextDate: '2027-01-10' },
      { on: '2026-12-01', charges: [['2026-11-20', 'b']], nextDate: '2027-11-20' },
    );
    expect(told(ledger)).toEqual(['2026-01-10 paid a', '2026-11-20 paid b', '2027-11-20 due']);
  });

  it('is told apart from a cycle that was charged again on a later day', () => {
    const repeated: Look = {
      on: '2026-05-10',
      charges: [
        ['2026-04-12', 'again'],
        ['2026-05-10', 'may'],
      ],
      nextDate: '2026-06-10',
    };
    expect(told(after(1, ...APRIL, repeated))).toEqual([
      '2026-04-10 paid_twice apr again',
      '2026-05-10 paid may',
      '2026-06-10 due',
    ]);
  });

  it('is told apart from a repetition that is seen before the next charge', () => {
    const repeated: Look = {
      on: '2026-04-20',
      charges: [['2026-04-12', 'again']],
      nextDate: '2026-05-10',
    };
    expect(told(after(1, ...APRIL, repeated))).toEqual(['2026-04-10 paid_twice apr again', '2026-05-10 due']);
  });

  it('far into the future opens no cycle that has not been missed', () => {
    const parked: Look = { on: '2026-07-15', nextDate: '2099-12-31', inactive: true };
    expect(told(after(1, ...APRIL, parked))).toEqual([
      '2026-04-10 paid apr',
      '2026-05-10 skipped',
      '2026-06-10 skipped',
      '2026-07-10 skipped',
      '2099-12-31 due',
    ]);
    const back: Look = { on: '2026-07-20', nextDate: '2026-08-10' };
    expect(told(after(1, ...APRIL, parked, back)).at(-1)).toBe('2026-08-10 due');
    const charged: Look = { on: '2026-08-20', charges: [['2026-08-01', 'aug']], nextDate: '2026-09-01' };
    expect(told(after(1, ...APRIL, parked, charged)).slice(-2)).toEqual([
      '2026-08-01 paid aug',
      '2026-09-01 due',
    ]);
  });

  it('and then skipped is missed, not slid into the next month', () => {
    const ledger = after(
      1,
      ...APRIL,
      { on: '2026-05-01', nextDate: '2026-05-20' },
      { on: '2026-05-20', nextDate: '2026-06-10' },
    );
    expect(told(ledger)).toEqual(['2026-04-10 paid apr', '2026-05-20 missed', '2026-06-10 due']);
  });

  it('later than its own month, before it was reached, is still the same cycle', () => {
    const ledger = after(
      1,
      ...APRIL,
      { on: '2026-05-01', nextDate: '2026-06-25' },
      { on: '2026-06-25', charges: [['2026-06-25', 'e', 'failed']], nextDate: '2026-06-26' },
      { on: '2026-06-26', charges: [['2026-06-26', 'may']], nextDate: '2026-07-25' },
    );
    expect(told(ledger)).toEqual(['2026-04-10 paid apr', '2026-06-26 paid e may', '2026-07-25 due']);
  });
});

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
    const filed = recordScheduled(ledger, unread, { intervalMonths: 1, inactive: false });
    expect(told(filed)).toEqual([
      '2026-04-10 paid apr',
      '2026-05-10 skipped',
      '2026-06-10 skipped',
      '2026-06-20 unsettled x',
    ]);
  });
});
