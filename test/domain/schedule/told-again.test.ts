import type { QueryOutcome } from '../../../domain/gateway/answers';
import { LIMITS } from '../../../domain/limits';
import { applyPoll } from '../../../domain/schedule/apply-poll';
import { concludeReading } from '../../../domain/schedule/conclude-reading';
import { applyCharge, applyPassedDate, applySearchDay } from '../../../domain/schedule/reading';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { charge, cycle, cycleOf, ledger, told } from '../ledger/support';
import { done, scheduleFacts } from '../support/record';
import { a, JANUARY, on, reading, withSchedule } from './support';

describe('the list of a date that was passed over', () => {
  const passed = (of: SubscriptionRecord['ledger'], payments: object[], changes = {}): string[] => {
    const schedule = withSchedule(
      {
        reading: reading({ listed: [], queue: [], passedDate: '2027-02-10' }),
        snapshot: { status: 'ATV', nextDate: '2027-03-10', amountCents: 4_990 },
      },
      of,
    );
    const answer = done({ payments: payments as never });
    return told(applyPassedDate({ ...schedule, ...changes }, answer, on('2027-02-11')).ledger);
  };
  const of = ledger(cycleOf(1, '2027-01-10', 'paid'), cycle(2, '2027-02-10'));
  const missed = ['1 2027-01-10 n1-0', '2 2027-02-10 missed', '3 2027-03-10'];
  const payment = { status: 'CON', amountCents: 4_990, at: '2027-02-10T06:30:00.000Z' };

  it('tells of charges that are new', () => {
    expect(passed(of, [{ ...payment, nit: 'x' }])).toEqual([
      ...['1 2027-01-10 n1-0', '2 2027-02-10 x', '3 2027-03-10'],
    ]);
  });

  it('tells nothing of one that is known, that was never tried, or that is from before an adoption', () => {
    expect(passed(of, [{ ...payment, nit: 'N1-0' }])).toEqual(missed);
    expect(passed(of, [{ ...payment, nit: 'x', status: 'NOV' }])).toEqual(missed);
    expect(passed(of, [{ ...payment, nit: 'x', status: 'EXP' }])).toEqual(missed);
    expect(passed(of, [{ ...payment, nit: 'x' }], { adoption: { before: { nits: ['X'] } } })).toEqual(missed);
  });
});

describe('a charge that is told again', () => {
  const read = (known: Parameters<typeof charge>[2], told: object): unknown => {
    const record = withSchedule(
      { reading: reading() },
      ledger(cycle(1, '2027-01-10', [charge('a', '2027-01-10', known), charge('b', '2027-01-11')])),
    );
    const changed = { ...record, terms: { ...record.terms, amountCents: 5_990 } };
    const answer = done({ payment: { nit: 'a', at: '2027-01-10T06:30:00.000Z', ...told } as never });
    return applyCharge(changed, a, answer, on('2027-01-11')).ledger.cycles[0]?.charges[0];
  };
  const PENDING = { outcome: 'pending', gatewayStatus: 'PEN' } as const;

  it('is held against what was sold when it was first told, whatever was sold since', () => {
    expect(read(PENDING, { status: 'CON', amountCents: 4_990 })).toMatchObject({ outcome: 'paid' });
    expect(read(PENDING, { status: 'CON', amountCents: 4_990 })).not.toHaveProperty('soldCents');
    expect(read({ ...PENDING, soldCents: 3_990 }, { status: 'CON', amountCents: 4_990 })).toMatchObject({
      soldCents: 3_990,
    });
  });

  it('with another status than before is taken over, whatever it was', () => {
    const denied = { outcome: 'denied', gatewayStatus: 'NEG' } as const;
    expect(read(denied, { status: 'CON', amountCents: 4_990 })).toMatchObject({ outcome: 'paid' });
  });

  it('for the first time is held against what is sold now', () => {
    const record = withSchedule({ reading: reading() });
    const answer = done({ payment: { nit: 'a', status: 'CON', amountCents: 5_990 } });
    const { charges } = applyCharge(record, a, answer, on('2027-01-11')).ledger.cycles[0] ?? { charges: [] };
    expect(charges).toMatchObject([{ amountCents: 5_990, soldCents: 4_990 }]);
  });
});

describe('a charge that is settled, posted anew, and whose NIT answers no more', () => {
  const GONE = {
    ...({ kind: 'refused', code: '82', message: 'no', facts: {}, refusedBy: 'gateway' } as const),
    noSuchTransaction: true as const,
  };
  const today = on('2027-01-28');
  const decided = charge('a', '2027-01-27', { outcome: 'failed', gatewayStatus: 'RET', knownBy: 'person' });
  const asked = applyCharge(
    {
      ...withSchedule({ reading: reading() }, ledger(cycle(1, '2027-01-10', [decided]))),
      hints: { look: { reread: [a] } },
    },
    a,
    GONE,
    today,
  );
  const days = asked.schedule.reading?.search?.days ?? [];
  const outcome = ({ ledger: of }: SubscriptionRecord): unknown => of.cycles[0]?.charges[0];

  it('is looked for in the list, on its own days', () => {
    expect(days.slice(0, 2)).toEqual(['2027-01-27', '2027-01-10']);
    expect(days).toHaveLength(12);
    expect(days.every((day) => day <= '2027-01-28')).toBe(true);
  });

  it('is what the list tells of it', () => {
    const payments = [{ nit: 'A', status: 'CON', amountCents: 4_990 }] as never;
    const found = applySearchDay(asked, a, done({ payments }), today);
    expect(outcome(found)).toMatchObject({ outcome: 'paid', knownBy: 'list' });
  });

  const afterAll = (answer: QueryOutcome, before = asked): SubscriptionRecord =>
    days.reduce((record) => applySearchDay(record, a, answer, today), before);

  it('stays as it is where the list tells of what we gave back that it has gone back', () => {
    const refunded = charge('a', '2027-01-10', {
      outcome: 'refunded',
      gatewayStatus: 'CON',
      refundedCents: 4_990,
    });
    const given = { ...asked, ledger: ledger(cycle(1, '2027-01-10', [refunded])) };
    const payments = [{ nit: 'a', status: 'EST', amountCents: 4_990 }] as never;
    expect(outcome(applySearchDay(given, a, done({ payments }), today))).toEqual(refunded);
  });

  /** The same after so many looks that told nothing. */
  const afterLooks = (silent: number): SubscriptionRecord => ({
    ...asked,
    hints: { look: { reread: [a], silent } },
  });

  it('stays as it is where no list has it, and is asked for again as long as a list may be behind', () => {
    const searched = afterAll(done({ payments: [] }));
    expect(outcome(searched)).toEqual(decided);
    expect(searched.hints).toMatchObject({ reread: [a], retry: { silent: 1 } });
    expect(searched.schedule.unreadSince).toEqual({});
    const last = afterAll(done({ payments: [] }), afterLooks(LIMITS.listRereads));
    expect(outcome(last)).toEqual(decided);
    expect(last.hints?.reread).toBeUndefined();
  });

  it('stays what a person said where the list still tells it as undecided, and is asked for again as long', () => {
    const paid = charge('a', '2027-01-10', { gatewayStatus: 'RET', knownBy: 'person' });
    const of = ledger(cycle(1, '2027-01-10', [paid]));
    for (const status of ['RET', 'PEN']) {
      const payments = [{ nit: 'a', status, amountCents: 4_990 }] as never;
      const behind = applySearchDay({ ...asked, ledger: of }, a, done({ payments }), today);
      expect(outcome(behind)).toEqual(paid);
      expect(behind.hints).toMatchObject({ reread: [a] });
      const last = { ...afterLooks(LIMITS.listRereads), ledger: of };
      expect(applySearchDay(last, a, done({ payments }), today).hints?.reread).toBeUndefined();
    }
  });

  it('stays as it is where the lists do not answer, and is asked for again', () => {
    const searched = afterAll({ kind: 'no_answer', reason: 'gateway_silent' });
    expect(outcome(searched)).toEqual(decided);
    expect(searched.hints).toMatchObject({ reread: [a], retry: { silent: 1 } });
  });
});

describe('a line about a date that moved', () => {
  const lines = (of: SubscriptionRecord['ledger'], nextDate: string, day: string): string[] =>
    applyPoll(
      withSchedule({}, of),
      done({ schedule: scheduleFacts({ nextDate, amountCents: 4_990, currentTimes: of.cycles.length - 1 }) }),
      on(day),
    )
      .audit.filter(({ event }) => event === 'schedule_changed')
      .map(({ what }) => what);
  const paid = cycleOf(1, '2027-01-10', 'paid');

  it('tells the date of the cycle before, or the one that was to be expected', () => {
    expect(lines(ledger(paid, cycle(2, '2027-02-10')), '2027-02-20', '2027-02-01')).toEqual([
      'the next date is 2027-02-20 instead of 2027-02-10',
    ]);
    expect(lines({ ...ledger(paid), cycles: [paid] }, '2027-02-20', '2027-01-11')).toEqual([
      'the next date is 2027-02-20 instead of 2027-02-10',
    ]);
  });

  it('is none where nothing moved, or where it was told before', () => {
    expect(lines(ledger(paid), '2027-02-10', '2027-01-11')).toEqual([]);
    const moved = { ...cycle(2, '2027-02-20'), originalDate: '2027-02-10' };
    expect(lines(ledger(paid, moved), '2027-02-20', '2027-02-01')).toEqual([]);
  });

  it('is none where the gateway put it off after an error', () => {
    const failed = ledger(cycleOf(1, '2027-01-10', 'failed'));
    expect(lines(failed, '2027-01-11', '2027-01-10')).toEqual([]);
  });
});

describe('a reading that is not complete', () => {
  it('concludes nothing from what is missing', () => {
    const record = withSchedule({
      reading: reading({ complete: false }),
      snapshot: { status: 'ATV', nextDate: '2027-02-10' },
    });
    const after = concludeReading(record, on('2027-01-11'));
    expect(after.ledger).toBe(record.ledger);
    expect(after.schedule).toMatchObject({ incomplete: true, openPolls: 1 });
    expect(after.schedule).not.toHaveProperty('reading');
  });

  it('and one of a schedule without a next date leaves the last cycle', () => {
    const record = withSchedule({ reading: reading(), snapshot: { status: 'ATV' } }, JANUARY);
    expect(told(concludeReading(record, on('2027-01-05')).ledger)).toEqual(['1 2027-01-10']);
  });
});
