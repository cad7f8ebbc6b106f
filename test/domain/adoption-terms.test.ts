import { applyFirstLook } from '../../domain/adoption/adopt';
import { preview } from '../../domain/adoption/preview';
import type { QueryOutcome, ScheduleFacts } from '../../domain/gateway/answers';
import { asSid } from '../../domain/ids';
import { flagsOf } from '../../domain/subscription/attention';
import type { SubscriptionOrder } from '../../domain/subscription/order';
import { at, done, SID } from './support/record';
import { adopted, claimed, NOW, orderOf, sold, told } from './support/adoption';

describe('terms that do not fit', () => {
  it.each<[string, Partial<SubscriptionOrder['schedule']>, Partial<ScheduleFacts>]>([
    ['amountCents', { amountCents: 5_990 }, {}],
    ['amountCents', {}, { amountUnreadable: true }],
    ['firstDate', { firstDate: '2026-07-12' }, {}],
    ['numberOfTimes', { numberOfTimes: 10 }, {}],
    ['numberOfTimes', { numberOfTimes: undefined }, {}],
    ['numberOfTimes', {}, { numberOfTimes: undefined as never, currentTimes: 12 }],
    ['nextDate', { nextDate: '2027-01-12' }, {}],
    ['nextDate', { nextDate: '2026-12-10' }, { nextDate: '2027-02-10' }],
    ['nextDate', { nextDate: '2026-12-10' }, { nextDate: '2027-01-20' }],
    ['nextDate', {}, { nextDate: '2030-01-10' }],
    ['intervalMonths', { intervalMonths: 4 }, {}],
    ['intervalMonths', {}, { nextDate: '2027-01-20' }],
  ])('%s: refused, and named (%#)', (field, schedule, facts) => {
    const record = adopted(told(facts), orderOf(schedule));
    expect(record.adoption?.refused?.reason).toBe('terms_differ');
    expect(record.adoption?.misfits?.map((misfit) => misfit.field)).toEqual([field]);
    expect(record.adoption?.refused?.what).toContain(field);
  });

  it.each<[string, Partial<SubscriptionOrder['schedule']>, Partial<ScheduleFacts>]>([
    ['a next date that was moved, and is known', { nextDate: '2027-01-20' }, { nextDate: '2027-01-20' }],
    ['a next date that passed before the gateway answered', { nextDate: '2026-12-10' }, {}],
    [
      'a month end, by either reading',
      { firstDate: '2026-08-31' },
      { initialDate: '2026-08-31', nextDate: '2027-01-28' },
    ],
    [
      'a first date that is still to come',
      { firstDate: '2027-05-10' },
      { initialDate: '2027-05-10', nextDate: '2027-05-10', currentTimes: 0, nits: [] },
    ],
    [
      'what the gateway does not tell',
      {},
      { amountCents: undefined as never, numberOfTimes: undefined as never },
    ],
  ])('%s: fits', (_what, schedule, facts) => {
    const record = adopted(told(facts), orderOf(schedule));
    expect(record.adoption?.refused).toBeUndefined();
    expect(flagsOf(record, at(NOW, orderOf()))).toEqual([]);
  });

  it.each<[Partial<SubscriptionOrder['schedule']>, Partial<ScheduleFacts>]>([
    [{ amountCents: 5_990 }, {}],
    [{ firstDate: '2026-07-12' }, {}],
    [{ numberOfTimes: 10 }, {}],
    [{ nextDate: '2027-01-20' }, {}],
    [{}, { nextDate: '2027-01-20' }],
  ])('where those that were sold hold, each is flagged (%#)', (schedule, facts) => {
    const order = orderOf(schedule, 'sold_holds');
    const record = adopted(told(facts), order);
    expect(record.terms.amountCents).toBe(schedule.amountCents ?? 4_990);
    expect(flagsOf(record, at(NOW, order))).toEqual(['terms_differ']);
  });

  it('where those of the gateway hold, they are as if they had been sold', () => {
    const order = orderOf({ amountCents: 5_990, numberOfTimes: 10, nextDate: '2027-01-20' }, 'gateway_holds');
    const record = adopted(told(), order);
    expect(record.terms).toEqual({ ...sold, amountCents: 4_990, numberOfTimes: 12 });
    expect(record.adoption?.misfits).toHaveLength(3);
    expect(flagsOf(record, at(NOW, order))).toEqual([]);
  });
});

describe('a dry run', () => {
  const context = at(NOW, orderOf());
  const run = (answer: QueryOutcome, heldBy?: string, order = orderOf()) =>
    preview(answer, asSid(SID), heldBy, at(NOW, order));

  it('tells what would be taken over', () => {
    expect(run(done({ schedule: told() }))).toEqual({
      verdict: 'would_be_adopted',
      what: '6 executions would be history, and its next charge is on 2027-01-10',
      misfits: [],
      kept: {
        status: 'ATV',
        amountCents: 4_990,
        firstDate: '2026-07-10',
        nextDate: '2027-01-10',
        numberOfTimes: 12,
        currentTimes: 6,
        listed: 6,
      },
    });
  });

  it.each<[string, QueryOutcome, string | undefined, Partial<SubscriptionOrder['schedule']>]>([
    ['terms', done({ schedule: told() }), undefined, { amountCents: 1 }],
    ['status', done({ schedule: told({ status: 'FIN' }) }), undefined, {}],
  ])('says the same as the adoption: %s', (_what, answer, heldBy, schedule) => {
    const order = orderOf(schedule);
    const record = applyFirstLook(claimed(order), answer, { ...context, order });
    const { verdict, reason, what, misfits } = run(answer, heldBy, order);
    expect(verdict).toBe('would_be_refused');
    expect({ reason, what }).toEqual({
      reason: record.adoption?.refused?.reason,
      what: record.adoption?.refused?.what,
    });
    expect(misfits).toEqual(record.adoption?.misfits ?? []);
  });

  it('names who follows the schedule, and does not guess on silence', () => {
    expect(run(done({ schedule: told() }), 'subscription/loja-a/B1')).toMatchObject({
      verdict: 'would_be_refused',
      reason: 'already_followed',
    });
    expect(run({ kind: 'no_answer', reason: 'not_taken' })).toMatchObject({
      verdict: 'not_known',
      reason: 'not_taken',
    });
  });
});
