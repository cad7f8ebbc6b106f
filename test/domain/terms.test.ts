import { flagsOf, attentionOf, acknowledge } from '../../domain/subscription/attention';
import { applyPoll } from '../../domain/schedule/apply-poll';
import { newRecord, type SubscriptionRecord } from '../../domain/subscription/record';
import { after, APRIL, recordAfter, told, type Look } from './support/looks';
import { at, done, orderOf, running, scheduleFacts, send, START_MS } from './support/record';

const NOW = '2027-06-01T12:00:00.000Z';
const later = (times?: number, firstDate = '2027-01-10'): ReturnType<typeof orderOf> =>
  orderOf({
    entry: 'start_later',
    payment: undefined,
    schedule: {
      amountCents: 4_990,
      firstDate,
      intervalMonths: 1,
      ...(times === undefined ? {} : { numberOfTimes: times }),
    },
  });
const details = (record: SubscriptionRecord, order = orderOf()): string[] =>
  attentionOf(record, at(NOW, order)).map(({ flag, what }) => `${flag}: ${what}`);
const month = (number: number): string => `2027-${String(number).padStart(2, '0')}-10`;
/** Polls on each due date, with its charge. */
const months = (count: number, amountCents?: number): Look[] =>
  Array.from({ length: count }, (_, index) => ({
    on: month(index + 1),
    charges: [[month(index + 1), `n${String(index + 1)}`, 'paid', amountCents ?? 4_990]],
    nextDate: month(index + 2),
    currentTimes: index + 1,
  }));

describe('what was sold is held against what the gateway keeps', () => {
  it('nothing differs where nothing differs', () => {
    const record = recordAfter(later(12), months(3));
    expect(flagsOf(record, at(NOW, later(12)))).toEqual([]);
  });

  it('a repeated execution of one cycle is no further one than what was sold', () => {
    const order = later(3);
    const repeated: Look = {
      on: '2027-02-12',
      charges: [['2027-02-12', 'again']],
      nextDate: month(3),
      currentTimes: 2,
    };
    const record = recordAfter(order, [...months(2), repeated]);
    expect(flagsOf(record, at('2027-02-12T12:00:00.000Z', order))).toEqual(['cycle_paid_twice']);
  });

  it('an amount that the create answers is told at once, with both values', () => {
    const order = later();
    const facts = { schedule: scheduleFacts({ status: 'NOV', amountCents: 499_000 }) };
    const record = send(newRecord(order, START_MS), 'create', done(facts), START_MS, order);
    expect(details(record, order)).toEqual([
      'terms_differ: amount: sold R$ 49,90, the gateway keeps R$ 4.990,00',
    ]);
  });

  it('an amount that somebody changed in the portal leaves a flag and a line in the audit trail', () => {
    const order = later();
    const poll = (record: SubscriptionRecord, amountCents: number): SubscriptionRecord =>
      applyPoll(
        record,
        done({ schedule: scheduleFacts({ nextDate: '2027-01-10', amountCents }) }),
        at('2027-01-05', order),
      );
    const before = poll(running(order), 4_990);
    expect(details(before, order)).toEqual([]);
    const changed = poll(before, 49_900);
    expect(flagsOf(changed, at('2027-01-05', order))).toEqual(['terms_differ']);
    expect(changed.audit.at(-1)).toMatchObject({
      event: 'schedule_changed',
      what: 'the amount was changed from R$ 49,90 to R$ 499,00',
    });
  });

  it('a charge of another amount is paid, and flagged', () => {
    const order = later();
    const record = recordAfter(order, months(1, 499_000));
    expect(told(record.ledger)[0]).toBe('2027-01-10 paid n1');
    expect(details(record, order)).toEqual(['charge_differs: charged R$ 4.990,00 for R$ 49,90 (NIT n1)']);
  });

  it('a schedule that goes on after the last execution that was sold is flagged before the next charge', () => {
    const order = later(3);
    expect(flagsOf(recordAfter(order, months(2)), at(NOW, order))).toEqual([]);
    expect(flagsOf(recordAfter(order, months(3)), at(NOW, order))).toEqual(['terms_differ']);
  });

  it('a schedule that began before the first date sold is flagged', () => {
    const order = later(3, '2027-04-01');
    const record = recordAfter(order, [
      { on: '2027-01-02', charges: [['2027-01-02', 'n1']], nextDate: '2027-02-02', currentTimes: 1 },
    ]);
    expect(told(record.ledger)).toEqual(['2027-01-02 paid n1', '2027-02-02 due']);
    expect(details(record, order)).toEqual([
      'terms_differ: next date: 2027-04-01 was to be expected, the gateway charges on 2027-01-02',
    ]);
  });

  it.each([
    ['two months instead of one', '2027-03-10'],
    ['half a month', '2027-01-25'],
  ])('another rhythm is flagged: %s', (_what, nextDate) => {
    const order = later();
    const record = recordAfter(order, [
      { on: '2027-01-10', charges: [['2027-01-10', 'n1']], nextDate, currentTimes: 1 },
    ]);
    expect(flagsOf(record, at('2027-01-11', order))).toEqual(['terms_differ']);
  });

  it('a date that an error put off, a month end shortened, or a pause moved, is not', () => {
    const errors: Look[] = ['10', '11', '12', '13', '14', '15'].map((day, index) => ({
      on: `2027-01-${day}`,
      charges: [[`2027-01-${day}`, `e${String(index)}`, 'failed']],
      nextDate: `2027-01-${String(Number(day) + 1)}`,
    }));
    expect(flagsOf(recordAfter(later(), errors), at('2027-01-16', later()))).toEqual([]);
    const order = later(undefined, '2027-01-31');
    const ends: Look[] = [
      { on: '2027-01-31', charges: [['2027-01-31', 'a']], nextDate: '2027-02-28' },
      { on: '2027-02-28', charges: [['2027-02-28', 'b']], nextDate: '2027-03-31' },
    ];
    expect(flagsOf(recordAfter(order, ends), at('2027-03-01', order))).toEqual([]);
    const pause: Look[] = [
      ...months(1),
      { on: '2027-02-05', nextDate: '2027-02-10', inactive: true, currentTimes: 1 },
      { on: '2027-03-20', nextDate: '2027-04-02', currentTimes: 1 },
    ];
    expect(flagsOf(recordAfter(later(), pause), at('2027-03-21', later()))).toEqual([]);
  });

  it('an execution that is not decided, or that a person found not to be paid, accuses nobody', () => {
    const order = later(3);
    const pending = recordAfter(order, [
      ...months(2),
      {
        on: '2027-03-10',
        charges: [['2027-03-10', 'n3', 'pending']],
        nextDate: '2027-04-10',
        currentTimes: 2,
      },
    ]);
    expect(flagsOf(pending, at('2027-03-10T12:00:00.000Z', order))).toEqual([]);
  });

  it('an acknowledged difference is accepted: later charges are held against it', () => {
    const order = later();
    const record = recordAfter(order, months(1, 5_990));
    const kept = {
      ...record,
      schedule: { ...record.schedule, snapshot: { ...record.schedule.snapshot, amountCents: 5_990 } },
    };
    const accepted = acknowledge(kept, ['terms_differ', 'charge_differs'], at(NOW, order));
    expect(accepted.terms.amountCents).toBe(5_990);
    expect(details(accepted, order)).toEqual([]);
  });
});

describe('a charge is filed in its cycle, whatever date follows', () => {
  it.each([
    ['2027-02-09', '2027-03-10'],
    ['2027-02-07', '2027-03-10'],
    ['2027-01-31', '2027-03-10'],
    ['2027-01-20', '2027-03-10'],
    ['2027-01-20', '2027-02-20'],
  ])('executed on %s instead of the tenth, %s next', (day, nextDate) => {
    const record = recordAfter(later(), [
      ...months(1),
      { on: '2027-02-10', charges: [[day, 'n2']], nextDate, currentTimes: 2 },
    ]);
    expect(told(record.ledger).slice(0, 2)).toEqual(['2027-01-10 paid n1', `${day} paid n2`]);
    expect(flagsOf(record, at('2027-02-11', later()))).not.toContain('cycle_paid_twice');
    expect(flagsOf(record, at('2027-02-11', later()))).not.toContain('cycle_missed');
  });

  it.each(['2027-01-11', '2027-01-12', '2027-01-13'])('repeated on %s it stays a repetition', (day) => {
    const record = recordAfter(later(), [
      ...months(1),
      { on: '2027-02-01', charges: [[day, 'again']], nextDate: '2027-02-10', currentTimes: 2 },
    ]);
    expect(told(record.ledger)[0]).toBe('2027-01-10 paid_twice n1 again');
  });

  it('an error on the moved date is not filed a month early', () => {
    const record = recordAfter(later(), [
      ...months(1),
      { on: '2027-02-09', charges: [['2027-02-09', 'e', 'failed']], nextDate: '2027-02-10', currentTimes: 1 },
    ]);
    expect(told(record.ledger)[0]).toBe('2027-01-10 paid n1');
  });

  it('charged after an error, before the date that the error put off, it is the same cycle', () => {
    const record = recordAfter(later(), [
      ...months(1),
      { on: '2027-02-10', charges: [['2027-02-10', 'e', 'failed']], nextDate: '2027-02-20', currentTimes: 1 },
      { on: '2027-02-15', charges: [['2027-02-15', 'n2']], nextDate: '2027-03-15', currentTimes: 2 },
    ]);
    expect(told(record.ledger)).toEqual(['2027-01-10 paid n1', '2027-02-15 paid e n2', '2027-03-15 due']);
  });

  it('moved twice, it is not missed', () => {
    const record = recordAfter(later(), [
      ...months(1),
      { on: '2027-02-01', nextDate: '2027-03-15', currentTimes: 1 },
      { on: '2027-03-15', nextDate: '2027-03-25', currentTimes: 1 },
      { on: '2027-03-25', charges: [['2027-03-25', 'n2']], nextDate: '2027-04-25', currentTimes: 2 },
    ]);
    expect(told(record.ledger)).toEqual(['2027-01-10 paid n1', '2027-03-25 paid n2', '2027-04-25 due']);
  });

  it('more often than sold, read late, each is a cycle, and the rhythm is flagged', () => {
    const order = orderOf({
      entry: 'start_later',
      payment: undefined,
      schedule: { amountCents: 4_990, firstDate: '2027-01-10', intervalMonths: 3 },
    });
    const record = recordAfter(order, [
      {
        on: '2027-02-20',
        charges: [
          ['2027-01-10', 'n1'],
          ['2027-02-10', 'n2'],
        ],
        nextDate: '2027-03-10',
        currentTimes: 2,
      },
    ]);
    expect(told(record.ledger).slice(0, 2)).toEqual(['2027-01-10 paid n1', '2027-02-10 paid n2']);
    expect(flagsOf(record, at('2027-02-21', order))).toEqual(['terms_differ']);
  });

  it('without a date, several take one cycle each, and one before the date that we know takes that cycle', () => {
    const two = recordAfter(later(), [
      ...months(1),
      {
        on: '2027-03-11',
        charges: [
          [undefined, 'b'],
          [undefined, 'c'],
        ],
        nextDate: '2027-04-10',
        currentTimes: 3,
      },
    ]);
    expect(told(two.ledger).slice(0, 3)).toEqual([
      '2027-01-10 paid n1',
      '2027-02-10 paid b',
      '2027-03-10 paid c',
    ]);
    const early = recordAfter(later(), [
      ...months(1),
      { on: '2027-02-09', charges: [[undefined, 'b']], nextDate: '2027-03-09', currentTimes: 2 },
    ]);
    expect(told(early.ledger).slice(0, 2)).toEqual(['2027-01-10 paid n1', '2027-02-10 paid b']);
  });

  it('without a date it takes the cycle that has none', () => {
    const ledger = after(1, ...APRIL, {
      on: '2026-05-10',
      charges: [[undefined, 'may']],
      nextDate: '2026-06-10',
    });
    expect(told(ledger)[1]).toBe('2026-05-10 paid may');
  });
});

describe('an amount that the gateway does not tell', () => {
  it('is the one of the schedule as of then, and marked', () => {
    const record = recordAfter(later(), [
      { on: '2027-01-10', charges: [['2027-01-10', 'n1', 'paid', null]], nextDate: '2027-02-10' },
    ]);
    expect(record.ledger.cycles[0]?.charges[0]).toMatchObject({ amountCents: 4_990, amountAssumed: true });
  });
});
