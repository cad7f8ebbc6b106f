import type { QueryOutcome } from '../../../domain/gateway/answers';
import { asNit } from '../../../domain/ids';
import type { Refund } from '../../../domain/refunds/refund';
import { applyPoll } from '../../../domain/schedule/apply-poll';
import { isPassedOver } from '../../../domain/schedule/conclude-reading';
import { applyPassedDate, readingStep } from '../../../domain/schedule/reading';
import type { ScheduleWatch, SubscriptionRecord } from '../../../domain/subscription/record';
import { cycleOf, ledger, told } from '../ledger/support';
import { done, scheduleFacts } from '../support/record';
import { DAY_MS, JANUARY, on, reading, withSchedule } from './support';

const SILENCE: QueryOutcome = { kind: 'no_answer', reason: 'gateway_silent' };
const poll = (record: SubscriptionRecord, facts: object, day: string): SubscriptionRecord =>
  applyPoll(record, done({ schedule: scheduleFacts({ amountCents: 4_990, ...facts }) }), on(day));
const stepOf = ({ schedule }: SubscriptionRecord): unknown =>
  schedule.reading === undefined ? undefined : readingStep(schedule.reading);

describe('a date that was passed over', () => {
  const passed = (answer: QueryOutcome, changes: Partial<ScheduleWatch> = {}): SubscriptionRecord =>
    applyPassedDate(
      withSchedule({
        reading: reading({ listed: [], queue: [], passedDate: '2027-01-10' }),
        snapshot: { status: 'ATV', nextDate: '2027-02-10', amountCents: 4_990, currentTimes: 0 },
        ...changes,
      }),
      answer,
      on('2027-01-11'),
    );

  it('is looked up in the list before anything is said to be missed', () => {
    const record = poll(withSchedule({}), { nextDate: '2027-02-10', currentTimes: 0 }, '2027-01-11');
    expect(stepOf(record)).toEqual({ kind: 'list_passed_date', date: '2027-01-10' });
    expect(told(passed(done({ payments: [] })).ledger)).toEqual(['1 2027-01-10 missed', '2 2027-02-10']);
  });

  it('is no gap where the list has its charge', () => {
    const listed = done({
      payments: [{ nit: 'x', status: 'CON', amountCents: 4_990, at: '2027-01-10T06:30:00.000Z' }],
    });
    expect(told(passed(listed).ledger)).toEqual(['1 2027-01-10 x', '2 2027-02-10']);
  });

  it('is a gap all the same where the list has what gave money back', () => {
    const before = withSchedule({
      reading: reading({ listed: [], queue: [], passedDate: '2027-01-10' }),
      snapshot: { status: 'ATV', nextDate: '2027-02-10', amountCents: 4_990, currentTimes: 0 },
    });
    const refund: Refund = {
      ...{ id: 'r', charge: asNit('earlier'), amountCents: 4_990, by: 'ana', reason: 'x', nit: asNit('RR') },
      ...{ at: '2027-01-10T02:00:00.000Z', state: 'done', orphans: 0, rounds: 0 },
    };
    const listed = done({
      payments: [{ nit: 'rr', status: 'CON', amountCents: 4_990, at: '2027-01-10T03:10:00.000Z' }],
    });
    const record = applyPassedDate({ ...before, refunds: [refund] }, listed, on('2027-01-11'));
    expect(told(record.ledger)).toEqual(['1 2027-01-10 missed', '2 2027-02-10']);
  });

  it.each([
    ['of another type than a payment', { isOtherType: true as const }, []],
    ['that a refund of ours had before', {}, [asNit('x')]],
  ])('is a gap all the same where the list has a transaction %s', (_what, told_, deadNits) => {
    const before = withSchedule({
      reading: reading({ listed: [], queue: [], passedDate: '2027-01-10' }),
      snapshot: { status: 'ATV', nextDate: '2027-02-10', amountCents: 4_990, currentTimes: 0 },
    });
    const refund: Refund = {
      ...{ id: 'r', charge: asNit('earlier'), amountCents: 4_990, by: 'ana', reason: 'x', deadNits },
      ...{ at: '2027-01-10T02:00:00.000Z', state: 'under_way', orphans: 0, rounds: 1 },
    };
    for (const status of ['CON', 'ERR', 'NEG']) {
      const listed = { nit: 'X', status, amountCents: 4_990, at: '2027-01-10T15:00:00.000Z', ...told_ };
      const record = applyPassedDate(
        { ...before, refunds: [refund] },
        done({ payments: [listed] }),
        on('2027-01-11'),
      );
      expect(told(record.ledger)).toEqual(['1 2027-01-10 missed', '2 2027-02-10']);
    }
  });

  it('says nothing while the list is silent, for two weeks', () => {
    expect(told(passed(SILENCE).ledger)).toEqual(['1 2027-01-10']);
    expect(passed(SILENCE).schedule.incomplete).toBe(true);
    const openSinceMs = on('2027-01-11').nowMs - 14 * DAY_MS;
    expect(told(passed(SILENCE, { openSinceMs }).ledger)).toEqual(['1 2027-01-10 missed', '2 2027-02-10']);
  });

  it('is one whose cycle has no charge, while the gateway went on or finished', () => {
    const over = (snapshot: object, of = JANUARY, day = '2027-01-10'): boolean =>
      isPassedOver(withSchedule({ snapshot }, of), on(day).nowMs);
    expect(over({ status: 'ATV', nextDate: '2027-02-10' })).toBe(true);
    expect(over({ status: 'ATV', nextDate: '2027-01-10' })).toBe(false);
    expect(over({ status: 'ATV' })).toBe(false);
    expect(over({ status: 'FIN' })).toBe(true);
    expect(over({ status: 'FIN' }, JANUARY, '2027-01-09')).toBe(false);
    expect(over({ status: 'FIN' }, ledger(cycleOf(1, '2027-01-10', 'paid')))).toBe(false);
    expect(over({ status: 'FIN' }, ledger())).toBe(false);
  });
});

describe('a date whose execution failed on a schedule that is inactive', () => {
  const failed = ledger(cycleOf(1, '2027-01-10', 'failed'));
  /** Found inactive with one next date, and polled again with that of February. */
  const passed = (dateAtStop: string): string | undefined => {
    const active = { status: 'ATV', currentTimes: 0, nextDate: '2027-01-10' };
    const inactive = { status: 'INA', currentTimes: 0 };
    const running = withSchedule({ snapshot: active }, failed);
    const stopped = poll(running, { ...inactive, nextDate: dateAtStop }, '2027-01-10');
    return told(poll(stopped, { ...inactive, nextDate: '2027-02-10' }, '2027-01-12').ledger)[0];
  };

  it('has been missed where the gateway had gone on by then, whenever its charge could be read', () => {
    expect(passed('2027-02-10')).toBe('1 2027-01-10 missed n1-0');
  });

  it('was not due any more where the gateway would have tried it again', () => {
    expect(passed('2027-01-11')).toBe('1 2027-01-11 skipped n1-0');
    expect(passed('2027-01-10')).toBe('1 2027-01-10 skipped n1-0');
  });
});
