import type { QueryOutcome } from '../../../domain/gateway/answers';
import { asNit } from '../../../domain/ids';
import { allCharges } from '../../../domain/ledger/ledger';
import { LIMITS } from '../../../domain/limits';
import { applyPoll } from '../../../domain/schedule/apply-poll';
import { applyCharge, applySearchDay, readingStep } from '../../../domain/schedule/reading';
import { withAmount } from '../../../domain/schedule/sold-amount';
import type { ScheduleWatch, SubscriptionRecord } from '../../../domain/subscription/record';
import { charge, cycle, cycleOf, ledger, told } from '../ledger/support';
import { done, scheduleFacts } from '../support/record';
import { a, DAY_MS, JANUARY, on, reading, withSchedule } from './support';

const SILENCE: QueryOutcome = { kind: 'no_answer', reason: 'gateway_silent' };
const GONE: QueryOutcome = {
  ...{ kind: 'refused', facts: {}, code: '82', message: 'no such', refusedBy: 'gateway' },
  noSuchTransaction: true,
};
const poll = (record: SubscriptionRecord, facts: object, day: string): SubscriptionRecord =>
  applyPoll(record, done({ schedule: scheduleFacts({ amountCents: 4_990, ...facts }) }), on(day));
const stepOf = ({ schedule }: SubscriptionRecord): unknown =>
  schedule.reading === undefined ? undefined : readingStep(schedule.reading);

describe('a poll that is answered', () => {
  it('asks for the charges that are new, and for what could not be read before', () => {
    const before = withSchedule({ unreadSince: { b: '2027-01-10T08:00:00.000Z' } });
    const record = poll(before, { nits: ['a'], nextDate: '2027-02-10' }, '2027-01-10');
    expect(record.schedule).toMatchObject({ listed: 1, polledAtMs: on('2027-01-10').nowMs });
    expect(record.schedule.reading).toMatchObject({ listed: ['a'], queue: ['a', 'b'], complete: true });
    expect(stepOf(record)).toEqual({ kind: 'read_charge', nit: 'a' });
  });

  it('asks for twelve charges at most; the rest waits for the next one', () => {
    const nits = Array.from({ length: LIMITS.chargesPerPoll + 1 }, (_, index) => `n${String(index)}`);
    const { reading: of } = poll(withSchedule({}), { nits }, '2027-01-10').schedule;
    expect([of?.queue.length, of?.complete]).toEqual([12, false]);
    expect(poll(withSchedule({}), { nits: nits.slice(1) }, '2027-01-10').schedule.reading?.complete).toBe(
      true,
    );
  });

  it('reads settled charges again last: what a post tells of, and what is a week old', () => {
    const paid = ledger(cycle(1, '2027-01-10', [charge('old', '2027-01-10')]), cycle(2, '2027-02-10'));
    const hints = { look: { reread: [asNit('posted'), asNit('A')] } };
    const record = poll({ ...withSchedule({}, paid), hints }, { nits: ['old', 'a'] }, '2027-01-18');
    expect(record.schedule.reading?.queue).toEqual(['a', 'posted', 'old']);
    expect(record.schedule.secondLookAtMs).toBe(on('2027-01-18').nowMs);
    expect(poll(withSchedule({}), { nits: ['a'] }, '2027-01-18').schedule).not.toHaveProperty(
      'secondLookAtMs',
    );
  });

  it('holds a charge without an amount against what the gateway was to charge before', () => {
    const record = poll(withSchedule({}), { nits: ['a'], amountCents: 5_990 }, '2027-01-10');
    expect(record.schedule.reading?.scheduledCents).toBe(4_990);
  });
});

describe('a poll that meets silence', () => {
  it('changes nothing that is known, and is counted', () => {
    const before = withSchedule({ pollNow: true });
    const record = applyPoll(before, SILENCE, on('2027-01-10'));
    expect(record.ledger).toBe(before.ledger);
    expect(record.schedule).toMatchObject({
      openPolls: 1,
      incomplete: true,
      polledAtMs: on('2027-01-10').nowMs,
    });
    expect(record.schedule).not.toHaveProperty('pollNow');
    expect(record.lastError).toMatchObject({
      ...{ call: 'getSchedule', code: 'no_answer', message: 'the gateway did not answer the status query' },
    });
    expect(applyPoll(before, GONE, on('2027-01-10')).lastError).toMatchObject({ code: '82' });
    expect(applyPoll(before, done({}), on('2027-01-10')).schedule.openPolls).toBe(1);
  });

  it('owes what was to be read again', () => {
    const looking = { ...withSchedule({}), hints: { lookedAtMs: 1, look: { reread: [a] } } };
    expect(applyPoll(looking, SILENCE, on('2027-01-10')).hints).toMatchObject({ reread: ['a'] });
  });

  it('leaves the pace of what is open where a hint brought it forward', () => {
    const early = (openPolls: number): number | undefined =>
      applyPoll(
        {
          ...withSchedule({ openPolls, polledAtMs: 7 }),
          hints: { lookedAtMs: 1, look: { reread: [], isEarly: true } },
        },
        SILENCE,
        on('2027-01-10'),
      ).schedule.polledAtMs;
    expect([early(2), early(0)]).toEqual([7, on('2027-01-10').nowMs]);
  });
});

describe('a charge that is read', () => {
  const read = (
    answer: QueryOutcome,
    changes: Partial<ScheduleWatch> = {},
    of = JANUARY,
  ): SubscriptionRecord =>
    applyCharge(
      withSchedule({ reading: reading({ queue: [a, asNit('b')] }), ...changes }, of),
      a,
      answer,
      on('2027-01-10'),
    );
  const payment = (status: string, more = {}): QueryOutcome =>
    done({ payment: { nit: 'a', status, amountCents: 4_990, at: '2027-01-10T06:30:00.000Z', ...more } });

  it.each([
    ['before the amount was changed', '2027-01-10T06:30:00.000Z', undefined],
    ['after it was changed', '2027-01-12T06:30:00.000Z', 5_990],
  ])('made %s is held against what was sold then', (_when, madeAt, soldCents) => {
    const change = { acceptedMs: on('2027-01-11').nowMs, shownMs: on('2027-01-11').nowMs };
    const record = withSchedule({ reading: reading() });
    const changed = { ...record, terms: withAmount(record.terms, 5_990, change) };
    const told = applyCharge(changed, a, payment('CON', { at: madeAt }), on('2027-01-13'));
    const [read] = told.ledger.cycles.flatMap(({ charges }) => charges);
    expect([read?.amountCents, read?.soldCents]).toEqual([4_990, soldCents]);
  });

  it('is in the ledger, and the next one is asked for', () => {
    const record = read(payment('CON'), { unreadSince: { a: '2027-01-10T08:00:00.000Z' } });
    expect(told(record.ledger)).toEqual(['1 2027-01-10 a']);
    expect(record.schedule.unreadSince).toEqual({});
    expect(stepOf(record)).toEqual({ kind: 'read_charge', nit: 'b' });
  });

  it('and was denied leaves a line with the code and the text of the issuer', () => {
    const denied = read(payment('NEG', { authorizerCode: '51', authorizerMessage: 'no funds' }));
    expect(denied.audit.at(-1)).toMatchObject({
      ...{ event: 'charge_denied', what: 'a charge was denied: 51', reason: 'no funds' },
    });
    expect(read(payment('NEG')).audit.at(-1)).toMatchObject({ what: 'a charge was denied: ?' });
    expect(read(payment('CON')).audit.at(-1)?.event).not.toBe('charge_denied');
  });

  it('and met silence is asked for with the next poll, since when it could not be read', () => {
    const record = read(SILENCE);
    expect(record.schedule.unreadSince).toEqual({ a: '2027-01-10T12:00:00.000Z' });
    expect(record.schedule.reading).toMatchObject({ queue: ['b'], complete: false });
    const again = read(SILENCE, { unreadSince: { a: '2027-01-09T12:00:00.000Z' } });
    expect(again.schedule.unreadSince).toEqual({ a: '2027-01-09T12:00:00.000Z' });
  });

  it('and is gone, or is silent for two weeks, is looked for in the list', () => {
    expect(read(GONE).schedule.reading?.search).toMatchObject({ nit: 'a', unread: 0 });
    expect(stepOf(read(GONE))).toMatchObject({ kind: 'search_charge', nit: 'a' });
    const since = (instant: string): unknown =>
      read(SILENCE, { unreadSince: { a: instant } }).schedule.reading?.search;
    expect(since('2026-12-27T12:00:00.001Z')).toBeUndefined();
    expect(since('2026-12-27T12:00:00.000Z')).toBeDefined();
  });

  it('again, and tells what is known, leaves it; another status, or another amount, is taken over', () => {
    const known = (outcome: 'paid' | 'denied', gatewayStatus: string): SubscriptionRecord['ledger'] =>
      ledger(cycle(1, '2027-01-10', [charge('a', '2027-01-10', { outcome, gatewayStatus })]));
    const denied = known('denied', 'NEG');
    expect(read(payment('NEG', { authorizerCode: '51' }), {}, denied).ledger).toBe(denied);
    expect(read(SILENCE, {}, denied).ledger).toBe(denied);
    expect(read(SILENCE, {}, denied).schedule.reading?.complete).toBe(true);
    const paid = known('paid', 'CON');
    expect(read(payment('CON', { amountCents: 3_990 }), {}, paid).ledger.cycles[0]?.charges[0]).toMatchObject(
      {
        ...{ amountCents: 4_990, reversedCents: 1_000 },
      },
    );
    expect(read(payment('EST'), {}, paid).ledger.cycles[0]?.charges[0]).toMatchObject({
      outcome: 'reversed',
    });
  });
});

describe('the search for a charge in the list', () => {
  const searching = (days: string[], unread = 0, since = '2027-01-10T12:00:00.000Z'): SubscriptionRecord =>
    withSchedule({ reading: reading({ search: { nit: a, days, unread } }), unreadSince: { a: since } });
  const searched = (
    record: SubscriptionRecord,
    answer: QueryOutcome,
    day = '2027-01-12',
  ): SubscriptionRecord => applySearchDay(record, a, answer, on(day));
  const NOTHING = done({ payments: [] });

  it('ends where it is found', () => {
    const found = done({
      payments: [
        { nit: 'other', status: 'CON' },
        { nit: 'A', status: 'CON', amountCents: 4_990 },
      ],
    });
    const record = searched(searching(['2027-01-10', '2027-01-11']), found);
    expect(told(record.ledger)).toEqual(['1 2027-01-10 a']);
    expect(record.ledger.cycles[0]?.charges[0]?.knownBy).toBe('list');
  });

  it('goes on day by day, and gives up for now after three that could not be read', () => {
    expect(searched(searching(['2027-01-10', '2027-01-11']), NOTHING).schedule.reading?.search).toEqual({
      ...{ nit: 'a', days: ['2027-01-11'], unread: 0 },
    });
    const days = ['2027-01-10', '2027-01-11', '2027-01-09'];
    expect(searched(searching(days, 1), SILENCE).schedule.reading?.search).toMatchObject({ unread: 2 });
    expect(searched(searching(days, 2), SILENCE).schedule.reading?.search).toBeUndefined();
  });

  it('that read all days leaves the charge to a person, a day after it could not be read', () => {
    const outcomes = (record: SubscriptionRecord): string[] =>
      record.ledger.cycles.flatMap(({ charges }) => charges.map(({ outcome }) => outcome));
    const last = ['2027-01-10'];
    expect(outcomes(searched(searching(last, 0, '2027-01-11T12:00:00.001Z'), NOTHING))).toEqual([]);
    expect(outcomes(searched(searching(last, 0, '2027-01-11T12:00:00.000Z'), NOTHING))).toEqual(['unknown']);
    // A day could not be read: it is asked for again, for two weeks.
    expect(outcomes(searched(searching(last, 1), NOTHING, '2027-01-20'))).toEqual([]);
    expect(outcomes(searched(searching(last, 1), NOTHING, '2027-01-24'))).toEqual(['unknown']);
  });

  it('notices in passing that another charge, paid to us, was reversed', () => {
    const b = asNit('b');
    const february = ledger(cycle(1, '2027-01-10', [charge('b', '2027-01-10')]), cycle(2, '2027-02-10'));
    const schedule = searching(['2027-02-10', '2027-02-09'], 0, '2027-02-10T12:00:00.000Z').schedule;
    const answer = done({
      payments: [
        { nit: 'B', status: 'EST', amountCents: 4_990 },
        { nit: 'not-ours', status: 'EST', amountCents: 4_990 },
      ],
    });
    const record = searched(withSchedule(schedule, february), answer, '2027-02-10');
    expect(allCharges(record.ledger)).toMatchObject([{ nit: b, outcome: 'reversed', knownBy: 'list' }]);
    expect(record.schedule.reading?.search?.days).toEqual(['2027-02-09']);
  });

  it('of which nothing is under way changes nothing', () => {
    const record = withSchedule({});
    expect(searched(record, NOTHING)).toBe(record);
  });
});

describe('the end of a reading', () => {
  it('follows the date that somebody moved, and leaves a line', () => {
    const record = poll(withSchedule({}), { nextDate: '2027-01-20', currentTimes: 0 }, '2027-01-05');
    expect(told(record.ledger)).toEqual(['1 2027-01-20']);
    expect(record.audit.at(-1)).toMatchObject({
      ...{ event: 'schedule_changed', what: 'the next date is 2027-01-20 instead of 2027-01-10' },
    });
    const same = poll(withSchedule({}), { nextDate: '2027-01-10', currentTimes: 0 }, '2027-01-05');
    expect(same.audit).toEqual(withSchedule({}).audit);
  });

  it('does not follow a date of a schedule that is not under way', () => {
    const record = poll(withSchedule({}), { status: 'FIN', nextDate: '2027-01-20' }, '2027-01-05');
    expect(told(record.ledger)).toEqual(['1 2027-01-10']);
  });

  it('closes the books of a schedule that is over, once they are open for two weeks', () => {
    const pending = ledger(cycleOf(1, '2027-01-10', 'pending'));
    const closed = (days: number): string[] => {
      const openSinceMs = on('2027-01-25').nowMs - days * DAY_MS;
      const record = withSchedule({ openPolls: 3, openSinceMs }, pending);
      const asked = poll(record, { status: 'FIN', nits: ['n1-0'], currentTimes: 1 }, '2027-01-25');
      const still = done({ payment: { nit: 'n1-0', status: 'PEN' } });
      const read = applyCharge(asked, asNit('n1-0'), still, on('2027-01-25'));
      return read.ledger.cycles.flatMap(({ charges }) => charges.map(({ outcome }) => outcome));
    };
    expect(closed(13)).toEqual(['pending']);
    expect(closed(14)).toEqual(['unknown']);
  });
});
