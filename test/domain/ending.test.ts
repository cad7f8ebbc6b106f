import type { QueryOutcome } from '../../domain/gateway/answers';
import { applyPoll } from '../../domain/schedule/apply-poll';
import { LIMITS } from '../../domain/limits';
import { endOf } from '../../domain/subscription/ending';
import { acknowledge, flagsOf, type Acknowledgeable } from '../../domain/subscription/attention';
import type { SubscriptionOrder } from '../../domain/subscription/order';
import type { SubscriptionRecord } from '../../domain/subscription/record';
import { recordAfter, type Look } from './support/looks';
import { dayOf, next, readAll } from './support/reading-steps';
import {
  at,
  done,
  NIT,
  orderOf,
  payment,
  running,
  scheduleFacts,
  send,
  START_MS,
  created,
} from './support/record';
import { applyLastLook } from '../../domain/opening/last-look';
import { shownState } from '../../domain/subscription/state';

const DAY = 86_400_000;
const later = (numberOfTimes: number, firstDate = '2027-01-10'): SubscriptionOrder =>
  orderOf({
    entry: 'start_later',
    payment: undefined,
    schedule: { amountCents: 4_990, firstDate, intervalMonths: 1, numberOfTimes },
  });
const ONE: Look = { on: '2027-01-10', charges: [['2027-01-10', 'n1']], currentTimes: 1 };

describe('after the last execution', () => {
  it('the schedule is asked once more, three days later, and then the life ends', () => {
    const order = later(1);
    const finished = recordAfter(order, [ONE]);
    const look = next(finished, at('2027-01-10T12:00:00.000Z', order));
    expect(look.step.kind).toBe('poll_schedule');
    expect(dayOf(look)).toBe('2027-01-13');
    const looked = recordAfter(order, [ONE, { on: '2027-01-14', currentTimes: 1 }]);
    expect(next(looked, at('2027-01-14T12:00:00.000Z', order)).step).toEqual({
      kind: 'end',
      as: 'completed',
    });
  });

  it('an execution that was repeated is seen, and holds the end until a named person has looked', () => {
    const order = later(1);
    const repeated = recordAfter(order, [
      ONE,
      { on: '2027-01-16', charges: [['2027-01-12', 'again']], currentTimes: 2 },
    ]);
    const context = at('2027-01-16T12:00:00.000Z', order);
    expect(flagsOf(repeated, context)).toContain('cycle_paid_twice');
    expect(next(repeated, context).step.kind).toBe('poll_schedule');
    const flags = flagsOf(repeated, context) as Acknowledgeable[];
    const looked = acknowledge(repeated, flags, context);
    expect(next(looked, context).step).toEqual({ kind: 'end', as: 'completed' });
  });

  it('a schedule that was read late enough ends at once', () => {
    const order = later(1);
    const late = recordAfter(order, [{ ...ONE, on: '2027-01-20' }]);
    expect(next(late, at('2027-01-20T12:00:00.000Z', order)).step.kind).toBe('end');
  });

  it('money received for a schedule that failed holds the end until a named person has looked', () => {
    const order = orderOf();
    const failed = applyPoll(
      running(order),
      done({ schedule: scheduleFacts({ status: 'ERR' }) }),
      at('2027-01-02', order),
    );
    const context = at('2027-01-02T12:00:00.000Z', order);
    expect(flagsOf(failed, context)).toEqual(['paid_without_schedule']);
    expect(next(failed, context).step.kind).toBe('poll_schedule');
    const looked = acknowledge(failed, ['paid_without_schedule'], context);
    expect(next(looked, context).step).toEqual({ kind: 'end', as: 'rejected' });
  });
});

describe("the gateway's counter at the end", () => {
  it('says that nothing is missing, where the immediate payment counts: the cycle ahead is not missed', () => {
    const order = orderOf({
      schedule: { amountCents: 4_990, firstDate: '2027-01-10', intervalMonths: 1, numberOfTimes: 1 },
      lateConfirmation: { confirmWithinMinutes: 20_160 },
    });
    // Confirmed after the first date: all executions are done at once.
    const start = running(order, { status: 'FIN', nits: [NIT], currentTimes: 1 });
    const poll = done({ schedule: scheduleFacts({ status: 'FIN', nits: [NIT], currentTimes: 1 }) });
    const context = at('2027-01-15T12:00:00.000Z', order);
    const polled = readAll(applyPoll(start, poll, context), context);
    expect(flagsOf(polled, context)).toEqual([]);
    expect(polled.schedule.openPolls).toBe(0);
    expect(next(polled, context).step).toEqual({ kind: 'end', as: 'completed' });
  });

  it('tells that a schedule finished before all that was sold was charged', () => {
    const order = later(12);
    const record = recordAfter(order, [{ ...ONE, on: '2027-01-20' }]);
    const context = at('2027-01-20T12:00:00.000Z', order);
    expect(flagsOf(record, context)).toEqual(['terms_differ']);
    expect(next(record, context).step.kind).toBe('poll_schedule');
  });

  it('does not say so when an execution is not listed', () => {
    const order = later(2);
    const record = recordAfter(order, [
      { on: '2027-01-10', charges: [['2027-01-10', 'n1']], nextDate: '2027-02-10', currentTimes: 1 },
      { on: '2027-02-13', currentTimes: 2 },
    ]);
    const context = at('2027-02-13T12:00:00.000Z', order);
    expect(flagsOf(record, context)).toContain('counter_unexplained');
    expect(next(record, context).step.kind).toBe('poll_schedule');
  });
});

describe('an end asks once for what it claims', () => {
  const denied = (): SubscriptionRecord =>
    send(created(), 'pay', { kind: 'denied', facts: {}, code: '51', message: 'no' }, START_MS);

  it('the schedule of a denied payment', () => {
    const record = denied();
    expect(next(record, at(START_MS)).step).toEqual({ kind: 'last_look' });
    const ended = applyLastLook(
      record,
      done({ schedule: scheduleFacts({ status: 'DES' }) }),
      at(START_MS + 1),
    );
    expect(shownState(ended).state).toBe('rejected');
    expect(ended.schedule.snapshot.status).toBe('DES');
  });

  it('asks a few times, and ends without an answer, too: what ended it is known', () => {
    const silent: QueryOutcome = { kind: 'no_answer', reason: 'gateway_silent' };
    let record = denied();
    let asked = 0;
    while (shownState(record).state !== 'rejected') {
      record = applyLastLook(record, silent, at(next(record, at(START_MS)).atMs));
      asked += 1;
    }
    expect(asked).toBe(LIMITS.lastLooks);
  });

  it.each(['not_taken', 'told_to_wait'] as const)(
    '%s is no question asked: it is asked later, for a day',
    (reason) => {
      const later: QueryOutcome = { kind: 'no_answer', reason, retryAfterMs: 60_000 };
      const record = applyLastLook(denied(), later, at(START_MS + 1));
      expect(shownState(record).state).toBe('resolving');
      expect(shownState(applyLastLook(record, later, at(START_MS + DAY))).state).toBe('rejected');
    },
  );

  const givenUp = (): SubscriptionRecord => {
    const lost = send(created(), 'pay', { kind: 'unknown', reason: 'answer_timeout' }, START_MS);
    return { ...lost, calls: [], opening: { ...lost.opening, stage: 'ending', as: 'cancelled' } as never };
  };

  it('a schedule that has run, or a payment that was made, is followed, whatever a person said', () => {
    const finished = done({ schedule: scheduleFacts({ status: 'FIN', nits: [NIT], currentTimes: 1 }) });
    const followed = applyLastLook(givenUp(), finished, at(START_MS + 1));
    expect(shownState(followed).state).toBe('active');
    expect(followed.ledger.immediate).toMatchObject([{ outcome: 'paid', knownBy: 'query' }]);
    const paid = done({ ...payment('CON').facts, schedule: scheduleFacts({ status: 'PEN' }) });
    expect(shownState(applyLastLook(givenUp(), paid, at(START_MS + 1))).state).toBe('active');
    const authorised = done({ ...payment('PPC').facts, schedule: scheduleFacts({ status: 'PEN' }) });
    expect(shownState(applyLastLook(givenUp(), authorised, at(START_MS + 1))).state).toBe(
      'pending_confirmation',
    );
  });

  it('what was never charged leaves no flag behind', () => {
    const denial = {
      ...payment('NEG', { amountCents: 99_000 }),
      kind: 'denied',
      code: '51',
      message: 'no',
    } as const;
    const record = applyLastLook(send(created(), 'pay', denial, START_MS), done({}), at(START_MS + 1));
    expect(shownState(record).state).toBe('rejected');
    expect(flagsOf(record, at(START_MS + 1))).toEqual([]);
  });

  it('a schedule that runs after all is followed, and a person is told', () => {
    const facts = scheduleFacts({ status: 'ATV', nextDate: '2027-01-10' });
    const denial = payment('NEG', { amountCents: 990 });
    const record = send(created(), 'pay', { ...denial, kind: 'denied', code: '51', message: 'no' }, START_MS);
    const runs = applyLastLook(record, done({ schedule: facts }), at(START_MS + 1));
    expect(shownState(runs).state).toBe('active');
    expect(flagsOf(runs, at(START_MS + 1))).toEqual(['unexpected_gateway_status']);
  });
});

describe('flags come from the record', () => {
  it('a first payment that was reversed while the schedule runs', () => {
    const told = done({
      schedule: scheduleFacts({ nextDate: '2027-01-10' }),
      payment: { nit: NIT, status: 'EST', amountCents: 990 },
    });
    const reversed = applyPoll(running(), told, at(START_MS + DAY));
    expect(flagsOf(reversed, at(START_MS + DAY))).toEqual(['payment_reversed']);
  });

  it('a first payment that was told as paid and is told as failed since: nothing ends before a person has looked', () => {
    const context = at(START_MS + DAY);
    const told = done({
      schedule: scheduleFacts({ status: 'ERR' }),
      payment: { nit: NIT, status: 'ERR', amountCents: 990 },
    });
    const record = applyPoll(running(), told, context);
    expect(flagsOf(record, context)).toEqual(['payment_reversed']);
    expect(endOf(record, context)).toBeUndefined();
    expect(endOf(acknowledge(record, ['payment_reversed'], context), context)).toBe('rejected');
  });

  it('a next date that cannot be read is not shown, and asked for when it is to be expected', () => {
    const order = later(12);
    const record = recordAfter(order, [
      { on: '2027-01-10', charges: [['2027-01-10', 'n1']], nextDate: '2027-02-10', currentTimes: 1 },
    ]);
    const unreadable = {
      ...scheduleFacts({ nits: ['n1'], currentTimes: 1 }),
      nextDateUnreadable: true as const,
    };
    const context = at('2027-01-11T12:00:00.000Z', order);
    const polled = readAll(applyPoll(record, done({ schedule: unreadable }), context), context);
    expect(polled.schedule.snapshot.nextDate).toBeUndefined();
    expect(flagsOf(polled, context)).toEqual(['answer_unreadable']);
    expect(dayOf(next(polled, context))).toBe('2027-02-10');
  });

  it('calls that nobody took: counted workers decide what is said, and when', () => {
    const notTaken = (forMs: number, pollers?: number): string[] => {
      const record = send(created(), 'pay', { kind: 'not_sent', reason: 'not_taken' }, START_MS);
      const lastAtMs = START_MS + forMs;
      const access = { sinceMs: START_MS, lastAtMs, checkedAtMs: lastAtMs };
      const told = {
        ...record,
        access: { notTaken: { ...access, ...(pollers === undefined ? {} : { pollers }) } },
      };
      // However late it is: between two calls nobody has failed to take anything.
      return flagsOf(told, at(lastAtMs + 2 * DAY));
    };
    expect(notTaken(0, 0)).toEqual(['no_worker']);
    expect(notTaken(DAY - 1, 3)).toEqual([]);
    expect(notTaken(DAY, 3)).toEqual(['gateway_queue_full']);
    expect(notTaken(DAY - 1)).toEqual([]);
    expect(notTaken(DAY)).toEqual(['no_worker']);
  });
});
