import { askMomentMs } from '../../../domain/calendar';
import { isLongOpen, lastLookMs, nextPoll } from '../../../domain/schedule/next-poll';
import { withPollCounted } from '../../../domain/schedule/poll-count';
import type { ScheduleWatch, SubscriptionRecord } from '../../../domain/subscription/record';
import { charge, cycle, cycleOf, ledger } from '../ledger/support';
import { at, orderOf, running, START_MS } from '../support/record';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const order = orderOf({ entry: 'start_later', payment: undefined });
const ask = (day: string): number => askMomentMs(day, order.orderId);
const ASKED_MS = Date.parse('2027-01-05T12:00:00.000Z');
const watching = (
  changes: Partial<ScheduleWatch>,
  of = ledger(cycle(1, '2027-01-10')),
): SubscriptionRecord => {
  const record = running(order);
  return {
    ...record,
    ledger: of,
    schedule: { ...record.schedule, answeredAtMs: ASKED_MS, polledAtMs: ASKED_MS, ...changes },
  };
};
const next = (...of: Parameters<typeof watching>): ReturnType<typeof nextPoll> =>
  nextPoll(watching(...of), order);

describe('the schedule is asked', () => {
  it('at once while it never answered, or where something happened since', () => {
    const { answeredAtMs, polledAtMs, ...untold } = watching({}).schedule;
    expect([answeredAtMs, polledAtMs]).toEqual([ASKED_MS, ASKED_MS]);
    expect(nextPoll({ ...watching({}), schedule: untold }, order)).toEqual({
      ...{ atMs: START_MS, waitingFor: 'first poll of the schedule' },
    });
    expect(next({ pollNow: true, openPolls: 3 })).toMatchObject({ atMs: ASKED_MS });
    expect(next({}, ledger())).toMatchObject({ waitingFor: 'first poll of the schedule' });
  });

  it('once the charge of the open cycle, or else of the one that comes, can be asked for', () => {
    expect(next({})).toEqual({ atMs: ask('2027-01-10'), waitingFor: 'the charge due on 2027-01-10' });
    const paid = ledger(cycleOf(1, '2027-01-03', 'paid'));
    expect(next({ snapshot: { status: 'ATV' } }, paid)).toEqual({
      ...{ atMs: ask('2027-02-03'), waitingFor: 'the charge due on 2027-02-03' },
    });
    // The gateway names a date before that.
    expect(next({}, paid)).toMatchObject({ atMs: ask('2027-01-10') });
  });

  it('on the days after a charge whose date the gateway still names, and not for ever', () => {
    const paid = ledger(cycleOf(1, '2027-01-03', 'paid'));
    const named = (day: string): unknown => {
      const atMs = Date.parse(`${day}T12:00:00.000Z`);
      const snapshot = { status: 'ATV', nextDate: '2027-01-03' };
      return next({ snapshot, answeredAtMs: atMs, polledAtMs: atMs }, paid).atMs;
    };
    expect(named('2027-01-03')).toBe(ask('2027-01-04'));
    expect(named('2027-01-06')).toBe(ask('2027-01-07'));
    expect(named('2027-01-07')).toBe(ask('2027-02-03'));
  });

  it('after the next daily job where the date had come by the last look', () => {
    const of = ledger(cycle(1, '2027-01-03'));
    expect(next({}, of).atMs).toBe(ask('2027-01-06'));
    // The last look was made on that day, before the job.
    const early = ask('2027-01-05') - 1;
    expect(next({ answeredAtMs: early, polledAtMs: early }, of).atMs).toBe(ask('2027-01-05'));
    const exact = ask('2027-01-05');
    expect(next({ answeredAtMs: exact, polledAtMs: exact }, of).atMs).toBe(ask('2027-01-06'));
    // A later look that met silence counts too.
    expect(next({ polledAtMs: ASKED_MS + DAY }, of).atMs).toBe(ask('2027-01-07'));
  });

  it('at the latest after the days that were ordered', () => {
    const of = ledger(cycle(1, '2027-03-20'));
    expect(next({}, of)).toEqual({ atMs: ASKED_MS + 35 * DAY, waitingFor: 'periodic status query' });
  });

  it('each week while it is inactive', () => {
    expect(next({ snapshot: { status: 'INA' } })).toEqual({
      ...{ atMs: ASKED_MS + 7 * DAY, waitingFor: 'periodic status query' },
    });
  });

  it('at a growing pace while something is open, and each week once that is for two weeks', () => {
    const paces = [1, 2, 3, 4, 5, 6].map((openPolls) => next({ openPolls }).atMs - ASKED_MS);
    expect(paces).toEqual([HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR, DAY, DAY]);
    expect(next({ openPolls: 1 }).waitingFor).toBe('another poll of what is still open');
    const since = (days: number): number => next({ openPolls: 9, openSinceMs: ASKED_MS - days * DAY }).atMs;
    expect(since(13)).toBe(ASKED_MS + DAY);
    expect(since(14)).toBe(ASKED_MS + 7 * DAY);
  });

  it('once more after its end, when no execution can be repeated any more', () => {
    const of = ledger(cycle(1, '2027-01-04', [charge('a', '2027-01-04')]));
    const finished = { snapshot: { status: 'FIN' } };
    expect(next(finished, of)).toEqual({
      ...{ atMs: ask('2027-01-07'), waitingFor: 'whether an execution is repeated after the last one' },
    });
    const lookMs = ask('2027-01-07');
    const flags = { atMs: lookMs + 7 * DAY, waitingFor: 'a person to look after the flags' };
    expect(next({ ...finished, answeredAtMs: lookMs, polledAtMs: lookMs }, of)).toEqual(flags);
    // One that ended otherwise executes nothing more.
    expect(next({ snapshot: { status: 'DES' } }, of)).toEqual({ ...flags, atMs: ASKED_MS + 7 * DAY });
  });

  it('once more after its cancellation, when it would have been charged', () => {
    const cancelled = (changes: Partial<ScheduleWatch>): SubscriptionRecord => ({
      ...watching({ snapshot: { status: 'INA' }, ...changes }),
      cancellation: {
        ...{ when: 'now', by: 'Ana', reason: 'asked for', at: '2027-01-05T11:00:00.000Z' },
        ...{ nextDate: '2027-01-10', inactiveAt: '2027-01-05T11:01:00.000Z' },
      },
    });
    const lookMs = ask('2027-01-10');
    expect(nextPoll(cancelled({}), order)).toEqual({
      ...{ atMs: lookMs, waitingFor: 'whether it is charged after its cancellation' },
    });
    expect(nextPoll(cancelled({ answeredAtMs: lookMs, polledAtMs: lookMs }), order)).toEqual({
      ...{ atMs: lookMs + 7 * DAY, waitingFor: 'a person to look after the flags' },
    });
    // Somebody made it active again: its next charge is waited for.
    expect(nextPoll(cancelled({ snapshot: { status: 'ATV' } }), order).waitingFor).toBe(
      'the charge due on 2027-01-10',
    );
  });
});

describe('the last look', () => {
  it('comes three days after the last charge, summed up or not, or after the beginning', () => {
    const look = (of: SubscriptionRecord['ledger']): number => lastLookMs(watching({}, of), order);
    const two = ledger(cycle(1, '2027-01-10', [charge('b', '2027-02-11'), charge('a', '2027-01-10')]));
    expect(look(two)).toBe(ask('2027-02-14'));
    expect(look(ledger())).toBe(ask('2027-01-04'));
    const summary = {} as never;
    const earlier = {
      summary,
      executions: { decided: 1, countable: 1, executedCycles: 1 },
      until: '',
      nits: '',
    };
    expect(look({ ...ledger(), earlier: { ...earlier, lastChargeDay: '2026-12-10' } })).toBe(
      ask('2026-12-13'),
    );
    expect(look({ ...two, earlier: { ...earlier, lastChargeDay: '2026-12-10' } })).toBe(ask('2027-02-14'));
  });
});

describe('a poll is counted', () => {
  const counted = (
    result: 'explained' | 'open' | 'incomplete',
    changes: Partial<ScheduleWatch> = {},
  ): ScheduleWatch => withPollCounted(watching(changes), result, at(ASKED_MS, order)).schedule;

  it('as one more that left something open, since the first of them', () => {
    expect(counted('open')).toMatchObject({ openPolls: 1, openSinceMs: ASKED_MS });
    const again = counted('open', { openPolls: 4, openSinceMs: START_MS, incomplete: true });
    expect(again).toMatchObject({ openPolls: 5, openSinceMs: START_MS });
    expect(again).not.toHaveProperty('incomplete');
    expect(counted('incomplete')).toMatchObject({ openPolls: 1, incomplete: true });
  });

  it('as one that left nothing open', () => {
    const after = counted('explained', { openPolls: 4, openSinceMs: START_MS, incomplete: true });
    expect(after.openPolls).toBe(0);
    for (const field of ['openSinceMs', 'incomplete']) expect(after).not.toHaveProperty(field);
  });

  it('that a hint brought forward does not slow the others down', () => {
    const early = (openPolls: number): SubscriptionRecord =>
      withPollCounted(
        { ...watching({ openPolls }), hints: { lookedAtMs: 1, look: { reread: [], isEarly: true } } },
        'open',
        at(ASKED_MS, order),
      );
    expect([0, 1, 4].map((polls) => early(polls).schedule.openPolls)).toEqual([1, 1, 4]);
    expect(early(0).hints).toEqual({ lookedAtMs: 1 });
  });

  it('and two weeks of them are long', () => {
    const record = watching({ openSinceMs: ASKED_MS });
    expect(isLongOpen(record, ASKED_MS + 14 * DAY - 1)).toBe(false);
    expect(isLongOpen(record, ASKED_MS + 14 * DAY)).toBe(true);
    expect(isLongOpen(watching({}), ASKED_MS + 99 * DAY)).toBe(false);
  });
});
