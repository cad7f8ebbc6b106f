import type { Cancellation } from '../../../domain/edits/command';
import { dateOfRhythmAfter, fieldsOf, hasMissed, isImpossible } from '../../../domain/edits/fields-of';
import type { Cycle } from '../../../domain/ledger/ledger';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { charge, cycle } from '../ledger/support';
import { live, now } from './support';

const withCycles = (...cycles: Cycle[]): SubscriptionRecord => ({
  ...live(),
  ledger: { immediate: [], cycles },
});
const sold = (firstDate: string, intervalMonths: number, dueDate = firstDate): SubscriptionRecord => ({
  ...withCycles(cycle(1, dueDate)),
  terms: { ...live().terms, firstDate, intervalMonths },
});
const on = (day: string): ReturnType<typeof now> => now(Date.parse(`${day}T12:00:00.000Z`));

describe('a resume', () => {
  const resumed = (record: SubscriptionRecord, day: string, how: object = {}): unknown =>
    fieldsOf(record, { change: { kind: 'resume', ...how } }, on(day));

  it('charges from the next date of the rhythm on', () => {
    expect(resumed(live(), '2027-06-20')).toEqual({ status: 'ATV', nextDate: '2027-07-10' });
    // The day itself is over: its job may have run.
    expect(resumed(live(), '2027-07-10')).toEqual({ status: 'ATV', nextDate: '2027-08-10' });
    expect(resumed(live(), '2027-01-05')).toEqual({ status: 'ATV', nextDate: '2027-01-10' });
  });

  it('keeps to a date that was named, while it lies ahead', () => {
    const named = { nextDate: '2027-06-25' };
    expect(resumed(live(), '2027-06-20', named)).toMatchObject({ nextDate: '2027-06-25' });
    // It has passed meanwhile: whole months after it.
    expect(resumed(live(), '2027-06-25', named)).toMatchObject({ nextDate: '2027-07-25' });
    expect(resumed(live(), '2027-08-30', named)).toMatchObject({ nextDate: '2027-09-25' });
  });

  it('keeps the cycle that is ahead where the date that was named for it has passed meanwhile', () => {
    const named = { nextDate: '2027-01-09' };
    expect(resumed(withCycles(cycle(1, '2027-01-10')), '2027-01-09', named)).toMatchObject({
      nextDate: '2027-01-10',
    });
  });

  it('does not charge a cycle again that was charged on another day meanwhile', () => {
    // Due on 10 January, moved to the 8th in the portal, and charged.
    const charged = withCycles(cycle(1, '2027-01-08', [charge('p', '2027-01-08')]));
    expect(resumed(charged, '2027-01-09')).toMatchObject({ nextDate: '2027-02-08' });
    const followed = withCycles(cycle(1, '2027-01-08', [charge('p', '2027-01-08')]), cycle(2, '2027-02-08'));
    expect(resumed(followed, '2027-01-09')).toMatchObject({ nextDate: '2027-02-08' });
    const named = (cycleMeant: number, nextDate = '2027-01-25', day = '2027-01-09'): unknown =>
      fieldsOf(followed, { change: { kind: 'resume', nextDate }, cycle: cycleMeant }, on(day));
    expect(named(1)).toEqual({
      code: 'cycle_charged',
      message: 'the cycle of 2027-01-08, whose date it was to set, has been charged',
    });
    expect(named(2)).toMatchObject({ nextDate: '2027-01-25' });
    // A date that has passed is no date any more: the cycle that is ahead keeps its own.
    expect(named(1, '2027-01-25', '2027-01-26')).toMatchObject({ status: 'ATV', nextDate: '2027-02-08' });
  });

  it('keeps the date of a cycle that is ahead, also where it was moved by a few days', () => {
    const moved = withCycles(cycle(1, '2027-01-10', [charge('p', '2027-01-10')]), cycle(2, '2027-02-13'));
    expect(resumed(moved, '2027-02-01')).toMatchObject({ nextDate: '2027-02-13' });
    expect(resumed(moved, '2027-02-10')).toMatchObject({ nextDate: '2027-02-13' });
    expect(resumed(moved, '2027-02-13')).toMatchObject({ nextDate: '2027-03-13' });
    // Tried again on the days after its date, it was not moved.
    const tried = { ...cycle(2, '2027-02-11'), plannedDate: '2027-02-10' };
    const again = withCycles(cycle(1, '2027-01-10', [charge('p', '2027-01-10')]), tried);
    expect(resumed(again, '2027-02-11')).toMatchObject({ nextDate: '2027-03-10' });
  });

  it('does not set a date whose cycle has passed, once one after it was charged', () => {
    const skipped = { ...cycle(1, '2027-01-10'), passed: 'skipped' as const };
    const charged = cycle(2, '2027-01-16', [charge('p', '2027-01-16')]);
    const meant = (cycles: Cycle[], day = '2027-01-17'): unknown =>
      fieldsOf(
        withCycles(...cycles),
        { change: { kind: 'resume', nextDate: '2027-01-25' }, cycle: 1 },
        on(day),
      );
    expect(meant([skipped, charged, cycle(3, '2027-02-16')])).toMatchObject({ code: 'cycle_charged' });
    expect(meant([skipped, cycle(2, '2027-02-10')])).toMatchObject({ nextDate: '2027-01-25' });
  });

  it('charges what was missed tomorrow, if anything was', () => {
    const missed = { chargeMissed: true };
    expect(resumed(live(), '2027-01-15', missed)).toMatchObject({ nextDate: '2027-01-16' });
    expect(resumed(live(), '2027-01-05', missed)).toMatchObject({ nextDate: '2027-01-10' });
    const charged = withCycles(cycle(1, '2027-01-10', [charge('p', '2027-01-10')]));
    expect(resumed(charged, '2027-01-15', missed)).toMatchObject({ nextDate: '2027-02-10' });
  });
});

describe('a cycle has been missed', () => {
  it('once its date has come without a charge', () => {
    expect(hasMissed(live(), on('2027-01-09'))).toBe(false);
    expect(hasMissed(live(), on('2027-01-10'))).toBe(true);
    expect(hasMissed(withCycles(cycle(1, '2027-01-10', [charge('p', '2027-01-10')])), on('2027-01-12'))).toBe(
      false,
    );
    expect(hasMissed(withCycles(), on('2027-01-12'))).toBe(false);
  });
});

describe('an uncancel', () => {
  const uncancelled = (record: SubscriptionRecord, day: string): unknown =>
    fieldsOf(record, { change: { kind: 'uncancel' } }, on(day));

  it('goes on from the date that the cancellation prevents, or whole months after it', () => {
    const cancellation: Cancellation = {
      ...{ when: 'now', by: 'Ana', reason: 'asked for', at: '2027-01-02T12:00:00.000Z' },
      nextDate: '2027-01-25',
    };
    expect(uncancelled({ ...live(), cancellation }, '2027-01-20')).toEqual({
      status: 'ATV',
      nextDate: '2027-01-25',
    });
    expect(uncancelled({ ...live(), cancellation }, '2027-03-20')).toMatchObject({ nextDate: '2027-03-25' });
  });

  it('goes on with the next cycle where that of the date was charged all the same', () => {
    const cancellation: Cancellation = {
      ...{ when: 'now', by: 'Ana', reason: 'asked for', at: '2027-01-02T12:00:00.000Z' },
      nextDate: '2027-01-10',
    };
    const early = cycle(1, '2027-01-05', [charge('p', '2027-01-05')]);
    const goesOn = (...cycles: Cycle[]): unknown =>
      uncancelled({ ...withCycles(...cycles), cancellation }, '2027-01-06');
    expect(goesOn(early, cycle(2, '2027-02-05'))).toMatchObject({ nextDate: '2027-02-05' });
    expect(goesOn(early)).toMatchObject({ nextDate: '2027-02-05' });
    // A date that somebody chose for the cycle that is open holds, however soon it is.
    expect(goesOn(early, cycle(2, '2027-01-10'))).toMatchObject({ nextDate: '2027-01-10' });
    for (const outcome of ['pending', 'unknown'] as const) {
      const open = cycle(1, '2027-01-05', [charge('p', '2027-01-05', { outcome })]);
      expect(goesOn(open, cycle(2, '2027-02-05'))).toMatchObject({ nextDate: '2027-02-05' });
    }
    const denied = cycle(1, '2026-12-10', [charge('p', '2026-12-10', { outcome: 'denied' })]);
    expect(goesOn(denied)).toMatchObject({ nextDate: '2027-01-10' });
  });

  it('without one goes on in the rhythm', () => {
    expect(uncancelled(live(), '2027-03-20')).toEqual({ status: 'ATV', nextDate: '2027-04-10' });
  });
});

describe('a next date', () => {
  const moved = (record: SubscriptionRecord, number: number | undefined, day = '2027-02-15'): unknown =>
    fieldsOf(
      record,
      {
        change: { kind: 'changeNextDate', nextDate: '2027-03-20' },
        ...(number === undefined ? {} : { cycle: number }),
      },
      on(day),
    );
  const january = cycle(4, '2027-01-10', [charge('p', '2027-01-10')]);
  const running = withCycles(
    january,
    cycle(5, '2027-02-10', [charge('p', '2027-02-10')]),
    cycle(6, '2027-03-10'),
  );

  it('is set for a cycle that is open, or that is yet to come', () => {
    for (const number of [6, 7, undefined])
      expect(moved(running, number)).toEqual({ nextDate: '2027-03-20' });
    expect(moved(withCycles(), 1)).toEqual({ nextDate: '2027-03-20' });
  });

  it('is not set once its cycle was denied, and that is not called a charge', () => {
    const denied = withCycles(
      cycle(5, '2027-02-10', [charge('p', '2027-02-10', { outcome: 'denied' })]),
      cycle(6, '2027-03-10'),
    );
    expect(moved(denied, 5)).toEqual({
      code: 'cycle_charged',
      message: 'the cycle of 2027-02-10, whose date it was to set, was executed, and denied',
    });
  });

  it('is not set once its cycle was charged: the date would charge it again', () => {
    expect(moved(running, 5)).toEqual({
      code: 'cycle_charged',
      message: 'the cycle of 2027-02-10, whose date it was to set, has been charged',
    });
  });

  it('is not set where its cycle may have been charged, and the gateway has gone on', () => {
    const unknown = cycle(5, '2027-02-10', [charge('p', '2027-02-10', { outcome: 'unknown' })]);
    expect(moved(withCycles(january, unknown, cycle(6, '2027-03-10')), 5)).toEqual({
      code: 'cycle_charged',
      message: 'the cycle of 2027-02-10, whose date it was to set, may have been charged',
    });
    // What failed took nothing, and its date is that of the cycle after it.
    const failed = cycle(5, '2027-02-10', [charge('p', '2027-02-10', { outcome: 'failed' })]);
    expect(moved(withCycles(january, failed), 5)).toEqual({ nextDate: '2027-03-20' });
    const passed = { ...failed, passed: 'missed' as const };
    expect(moved(withCycles(january, passed, cycle(6, '2027-03-10')), 5)).toEqual({ nextDate: '2027-03-20' });
  });

  it('is not set for a cycle that was summed up meanwhile', () => {
    expect(moved(running, 3)).toEqual({
      code: 'cycle_charged',
      message: 'the cycle whose date it was to set lies far back',
    });
  });

  it('is not set once it has come', () => {
    expect(moved(running, 6, '2027-03-19')).toEqual({ nextDate: '2027-03-20' });
    expect(moved(running, 6, '2027-03-20')).toEqual({
      code: 'date_passed',
      message: '2027-03-20 has passed, and nobody is charged for the past',
    });
  });

  it('tells what cannot be set from what is', () => {
    expect(isImpossible({ code: 'date_passed', message: 'passed' })).toBe(true);
    expect(isImpossible({ nextDate: '2027-03-20' })).toBe(false);
  });
});

describe('other changes', () => {
  it('set the one value that was asked for', () => {
    const set = (change: Parameters<typeof fieldsOf>[1]['change']): unknown =>
      fieldsOf(live(), { change }, on('2027-01-05'));
    expect(set({ kind: 'pause' })).toEqual({ status: 'INA' });
    expect(set({ kind: 'cancel', when: 'now' })).toEqual({ status: 'INA' });
    expect(set({ kind: 'changeAmount', amountCents: 5_990 })).toEqual({ amountCents: 5_990 });
    expect(set({ kind: 'changeInstallments', installments: 3 })).toEqual({ installments: 3 });
    const card = { kind: 'vault', reference: 'new' } as const;
    expect(set({ kind: 'changeCard', card })).toEqual({ card });
  });
});

describe('the first date of the rhythm after a day', () => {
  it('is whole intervals after the first date that was sold', () => {
    expect(dateOfRhythmAfter(sold('2027-01-10', 3), '2027-05-01')).toBe('2027-07-10');
    expect(dateOfRhythmAfter(sold('2027-01-10', 3), '2027-01-09')).toBe('2027-01-10');
    expect(dateOfRhythmAfter(sold('2027-01-10', 3), '2027-01-10')).toBe('2027-04-10');
  });

  it('keeps the day that was sold over a short month', () => {
    expect(dateOfRhythmAfter(sold('2027-01-31', 1, '2027-02-28'), '2027-03-05')).toBe('2027-03-31');
    expect(dateOfRhythmAfter(sold('2027-01-31', 1, '2027-03-01'), '2027-03-05')).toBe('2027-03-31');
  });

  it('is counted from the date of the cycle where that was moved', () => {
    expect(dateOfRhythmAfter(sold('2027-01-10', 2, '2027-01-25'), '2027-02-01')).toBe('2027-03-25');
    expect(dateOfRhythmAfter(sold('2027-01-10', 2, '2027-01-25'), '2027-02-01', '2027-01-18')).toBe(
      '2027-03-18',
    );
  });

  it('is counted from what was sold where no cycle is known', () => {
    const record = {
      ...withCycles(),
      terms: { ...live().terms, firstDate: '2027-01-10', intervalMonths: 1 },
    };
    expect(dateOfRhythmAfter(record, '2027-02-20')).toBe('2027-03-10');
  });
});
