import type { QueryOutcome } from '../../domain/gateway/answers';
import { LIMITS } from '../../domain/limits';
import { applyPoll } from '../../domain/schedule/apply-poll';
import { applyCharge, applyPassedDate } from '../../domain/schedule/reading';
import { flagsOf } from '../../domain/subscription/attention';
import type { SubscriptionOrder } from '../../domain/subscription/order';
import { recordAfter, told } from './support/looks';
import { next, searchNothing, stepOf } from './support/reading-steps';
import { at, done, orderOf, running, scheduleFacts } from './support/record';

const later = (numberOfTimes: number, firstDate = '2027-01-10'): SubscriptionOrder =>
  orderOf({
    entry: 'start_later',
    payment: undefined,
    schedule: { amountCents: 4_990, firstDate, intervalMonths: 1, numberOfTimes },
  });

describe('a charge whose NIT does not answer', () => {
  it('is looked for on the days around its due date, also when somebody had moved it by a day', () => {
    const order = later(12);
    const gone: QueryOutcome = {
      kind: 'refused',
      facts: {},
      code: '82',
      message: 'no such',
      refusedBy: 'gateway',
      noSuchTransaction: true,
    };
    const poll = done({
      schedule: scheduleFacts({ nits: ['n1'], nextDate: '2027-02-09', currentTimes: 1 }),
    });
    const context = at('2027-01-27T12:00:00.000Z', order);
    const searching = applyCharge(applyPoll(running(order), poll, context), 'n1' as never, gone, context);
    const days = searching.schedule.reading?.search?.days ?? [];
    expect(days.slice(0, 3)).toContain('2027-01-09');
    expect(days.length).toBeLessThanOrEqual(35);
  });

  it('and whose every likely day lies ahead is not asked for again and again at the same moment', () => {
    const order = later(1, '2027-04-10');
    const gone: QueryOutcome = {
      kind: 'refused',
      facts: {},
      code: '82',
      message: 'no such',
      refusedBy: 'gateway',
      noSuchTransaction: true,
    };
    const context = at('2027-02-05T12:00:00.000Z', order);
    const poll = done({ schedule: scheduleFacts({ status: 'FIN', nits: ['a'] }) });
    let record = applyCharge(applyPoll(running(order), poll, context), 'a' as never, gone, context);
    let steps = 0;
    for (let step = stepOf(record); step !== undefined; step = stepOf(record)) {
      record = searchNothing(record, step, context);
      steps += 1;
      expect(steps).toBeLessThanOrEqual(LIMITS.listDays);
    }
    expect(next(record, context).atMs).toBeGreaterThan(context.nowMs);
  });

  it('and is given up gets a cycle of its own where every known one has its charge', () => {
    const order = later(12);
    const record = recordAfter(order, [
      { on: '2027-01-10', charges: [['2027-01-10', 'n1']], nextDate: '2027-02-10', currentTimes: 1 },
    ]);
    const unread = { kind: 'no_answer', reason: 'gateway_silent' } as const;
    const poll = done({
      schedule: scheduleFacts({ nits: ['x', 'n1'], nextDate: '2027-02-10', currentTimes: 2 }),
    });
    let known = record;
    for (const day of ['2027-01-12', '2027-01-27']) {
      const context = at(`${day}T12:00:00.000Z`, order);
      known = applyPoll(known, poll, context);
      for (let step = stepOf(known); step !== undefined; step = stepOf(known))
        known =
          step.kind === 'read_charge'
            ? applyCharge(known, step.nit, unread, context)
            : searchNothing(known, step, context);
    }
    expect(told(known.ledger)).toEqual(['2027-01-10 paid n1', '2027-01-12 open x', '2027-02-10 due']);
  });
});

it.each(['NOV', 'EXP'])(
  'a payment that reads %s in the list of a day was never tried: it is no charge',
  (status) => {
    const order = later(12);
    const context = at('2027-01-11T12:00:00.000Z', order);
    const poll = done({ schedule: scheduleFacts({ nits: [], nextDate: '2027-02-10', currentTimes: 0 }) });
    const polled = applyPoll(running(order), poll, context);
    expect(stepOf(polled)).toEqual({ kind: 'list_passed_date', date: '2027-01-10' });
    const orphan = { nit: 'orphan', status, amountCents: 9_990, at: '2027-01-10T12:00:00.000Z' };
    const read = applyPassedDate(polled, done({ payments: [orphan] }), context);
    expect(told(read.ledger)).toEqual(['2027-01-10 missed', '2027-02-10 due']);
    expect(flagsOf(read, context)).toEqual(['cycle_missed']);
  },
);
