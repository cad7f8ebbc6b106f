import { applyClaim, applyFirstLook } from '../../../domain/adoption/adopt';
import { misfitsOf, type SoldTerms } from '../../../domain/adoption/misfits';
import { judge } from '../../../domain/adoption/judge';
import { askMomentMs, nextOfRhythm } from '../../../domain/calendar';
import type { QueryOutcome, ScheduleFacts } from '../../../domain/gateway/answers';
import { asSid } from '../../../domain/ids';
import { LIMITS } from '../../../domain/limits';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { adopted, BEFORE, claimed, NOW, orderOf, sold, told } from '../support/adoption';
import { at, done, running, SID } from '../support/record';

const lastLine = ({ audit }: SubscriptionRecord): object => {
  const { event, what, by, reason } = audit.at(-1) ?? {};
  return { event, what, by, reason };
};

describe('the line about an adoption', () => {
  it('tells the executions behind it, and the next charge', () => {
    expect(lastLine(adopted())).toEqual({
      ...{ event: 'adopted', what: 'adopted with 6 executions behind it; the next charge is on 2027-01-10' },
      ...{ by: 'gateway', reason: undefined },
    });
    expect(lastLine(adopted(told({ status: 'INA' })))).toMatchObject({
      what: 'adopted with 6 executions behind it; it is inactive',
    });
  });

  it('names the terms that differ, and which hold', () => {
    const facts = told({ amountCents: 5_990, numberOfTimes: 24 });
    expect(lastLine(adopted(facts, orderOf({}, 'sold_holds')))).toMatchObject({
      reason:
        'sold_holds: amountCents: sold R$ 49,90, the gateway keeps R$ 59,90; ' +
        'numberOfTimes: sold 12, the gateway keeps 24',
    });
  });

  it('of one that is refused says why, and who said so', () => {
    expect(lastLine(adopted(told({ status: 'FIN' })))).toMatchObject({
      ...{ event: 'adoption_refused', by: 'gateway' },
      what: 'not adopted, status_not_adoptable: the gateway reports the schedule as FIN; only ATV and INA can be adopted',
    });
    const differs = adopted(told({ amountCents: 5_990, initialDate: '2026-07-11' }));
    expect(lastLine(differs)).toMatchObject({
      by: 'system',
      what:
        'not adopted, terms_differ: amountCents: sold R$ 49,90, the gateway keeps R$ 59,90; ' +
        'firstDate: sold 2026-07-10, the gateway keeps 2026-07-11',
    });
    const unknown: QueryOutcome = {
      ...{ kind: 'refused', facts: {}, code: '82', message: '', refusedBy: 'gateway' },
      noSuchTransaction: true,
    };
    const context = at(NOW, orderOf());
    expect(lastLine(applyFirstLook(claimed(orderOf()), unknown, context))).toMatchObject({ by: 'gateway' });
    expect(lastLine(applyClaim(claimed(orderOf()), { kind: 'taken', by: 'another' }, context))).toMatchObject(
      { by: 'system', what: 'not adopted, already_followed: another follows the schedule' },
    );
  });
});

describe('what an adopted subscription begins with', () => {
  it('is what was sold, or what the gateway keeps, as was said', () => {
    const facts = told({
      amountCents: 5_990,
      initialDate: '2026-07-11',
      numberOfTimes: 24,
      nextDate: '2027-01-11',
    });
    expect(adopted(facts, orderOf({}, 'sold_holds')).terms).toMatchObject(sold);
    expect(adopted(facts, orderOf({}, 'gateway_holds')).terms).toEqual({
      ...{ amountCents: 5_990, firstDate: '2026-07-11', intervalMonths: 1, numberOfTimes: 24 },
    });
    const { amountCents, initialDate, numberOfTimes, ...silent } = told();
    expect([amountCents, initialDate, numberOfTimes]).toEqual([4_990, '2026-07-10', 12]);
    expect(adopted(silent, orderOf({}, 'gateway_holds')).terms).toEqual(sold);
  });

  it('is a first cycle on the date of the gateway; where another was sold and holds, that one is remembered', () => {
    const facts = told({ nextDate: '2027-01-20' });
    const first = (choice: 'sold_holds' | 'gateway_holds', nextDate?: string): object | undefined =>
      adopted(facts, orderOf(nextDate === undefined ? {} : { nextDate }, choice)).ledger.cycles[0];
    expect(first('sold_holds', '2027-01-15')).toMatchObject({
      dueDate: '2027-01-20',
      originalDate: '2027-01-15',
    });
    expect(first('sold_holds')).toMatchObject({ dueDate: '2027-01-20', originalDate: '2027-01-10' });
    expect(first('gateway_holds', '2027-01-15')).not.toHaveProperty('originalDate');
    expect(adopted(told({ amountCents: 1 }), orderOf({}, 'sold_holds')).ledger.cycles[0]).not.toHaveProperty(
      'originalDate',
    );
  });

  it('has no due date before it where nothing was executed', () => {
    expect(adopted(told({ currentTimes: 0, nits: [] })).adoption?.before).toEqual({
      executions: 0,
      nits: [],
    });
    const { currentTimes, ...uncounted } = told();
    expect(currentTimes).toBe(6);
    expect(adopted(uncounted).adoption?.before?.executions).toBe(BEFORE.length);
  });

  it('is asked for once: a claim of another or a look that comes later changes nothing', () => {
    const record = running();
    expect(applyClaim(record, { kind: 'taken', by: 'another' }, at(NOW))).toBe(record);
    expect(applyFirstLook(record, done({ schedule: told() }), at(NOW))).toBe(record);
  });

  it('waits for the next question where it could not be learnt whose the schedule is', () => {
    const record = claimed(orderOf());
    const again = applyClaim(record, { kind: 'not_known' }, at(NOW, orderOf()));
    expect(again.opening).toMatchObject({ stage: 'adopting', asked: 1, askAtMs: Date.parse(NOW) + 25_000 });
  });
});

describe('an answer about a schedule that is to be adopted', () => {
  const judged = (answer: QueryOutcome, instant = NOW): unknown =>
    judge(answer, asSid(SID), at(instant, orderOf()));
  const of = (changes: Partial<ScheduleFacts>, instant = NOW): unknown =>
    judged(done({ schedule: told(changes) }), instant);

  it('that tells nothing says why', () => {
    const message = 'the gateway did not tell what the schedule is';
    expect(judged({ kind: 'no_answer', reason: 'gateway_silent' })).toEqual({
      ...{ kind: 'unanswered', code: 'gateway_silent', message },
    });
    expect(of({ sid: 'other' })).toEqual({ kind: 'unanswered', code: 'other_schedule', message });
    expect(judged({ kind: 'refused', facts: {}, code: '401', message: 'no', refusedBy: 'gateway' })).toEqual({
      kind: 'unanswered',
      code: '401',
      message: 'no',
    });
    const noted = applyFirstLook(claimed(orderOf()), done({}), at(NOW, orderOf()));
    expect(noted.lastError).toMatchObject({ call: 'getSchedule', code: 'other_schedule', message });
  });

  it('is held from five minutes before the job of its date until it can be asked for', () => {
    const due = { nextDate: '2027-01-10' };
    const overMs = askMomentMs('2027-01-10', 'A0001');
    expect(of(due, '2027-01-10T06:24:59.999Z')).toMatchObject({ kind: 'fits' });
    expect(of(due, '2027-01-10T06:25:00.000Z')).toEqual({ kind: 'held', untilMs: overMs });
    expect(of(due, new Date(overMs - 1).toISOString())).toMatchObject({ kind: 'held' });
    expect(of(due, new Date(overMs).toISOString())).toMatchObject({ kind: 'fits' });
    // Another date, or an inactive schedule: the job does not touch it.
    expect(of({ nextDate: '2027-01-11' }, '2027-01-10T06:45:00.000Z')).not.toMatchObject({ kind: 'held' });
    expect(of({ ...due, status: 'INA' }, '2027-01-10T06:45:00.000Z')).toMatchObject({ kind: 'fits' });
  });

  it('may list as many executions as we keep apart', () => {
    const nits = (count: number): string[] =>
      Array.from({ length: count }, (_, index) => `b${String(index)}`);
    expect(of({ nits: nits(LIMITS.cycles) })).toMatchObject({ kind: 'fits' });
    expect(of({ nits: nits(LIMITS.cycles + 1) })).toMatchObject({ reason: 'history_too_long' });
  });
});

describe('terms that differ from what was sold', () => {
  const misfits = (terms: Partial<SoldTerms>, kept: Partial<ScheduleFacts>): string[] =>
    misfitsOf({ ...sold, ...terms }, told(kept), '2027-01-01').map(({ field, what }) => `${field}: ${what}`);
  const { numberOfTimes, ...endless } = sold;
  const withoutEnd = (kept: Partial<ScheduleFacts>): string[] =>
    misfitsOf(endless, told(kept), '2027-01-01').map(({ what }) => what);

  it('are told in words: amount, count', () => {
    expect(misfits({}, {})).toEqual([]);
    expect(misfits({}, { amountUnreadable: true })).toEqual([
      'amountCents: the amount that the gateway keeps cannot be read',
    ]);
    expect(numberOfTimes).toBe(12);
    expect(withoutEnd({})).toEqual(['sold without end, the gateway keeps 12']);
    expect(misfits({ numberOfTimes: 6 }, { numberOfTimes: 6 })).toEqual([
      'numberOfTimes: sold 6, the gateway has executed 6 and goes on',
    ]);
    expect(misfits({ numberOfTimes: 7 }, { numberOfTimes: 7 })).toEqual([]);
  });

  it('are a next date that is not the one sold', () => {
    expect(misfits({ nextDate: '2027-01-10' }, {})).toEqual([]);
    expect(misfits({ nextDate: '2027-01-11' }, {})).toEqual([
      'nextDate: sold 2027-01-11, the gateway keeps 2027-01-10',
    ]);
  });

  it('are a next date of no rhythm that was sold, or one that passes over a cycle', () => {
    expect(misfits({}, { nextDate: '2027-01-20' })).toEqual([
      'intervalMonths: sold every month from 2026-07-10, and the next date at the gateway is 2027-01-20',
    ]);
    expect(misfits({}, { nextDate: '2026-06-20' })).toHaveLength(1);
    expect(misfits({}, { nextDate: '2027-03-10' })).toEqual([
      'nextDate: the gateway passes over the next cycle: it goes on 2027-03-10',
    ]);
    expect(misfits({}, { nextDate: '2027-03-10', status: 'INA' })).toEqual([]);
    expect(misfits({ intervalMonths: 2 }, { nextDate: '2027-01-10' })).toEqual([]);
    expect(misfits({ intervalMonths: 2 }, { nextDate: '2027-02-10' })).toHaveLength(1);
  });

  it('are counted from the first date', () => {
    expect(nextOfRhythm('2027-01-31', 1, '2027-02-27')).toBe('2027-02-28');
    expect(nextOfRhythm('2027-01-31', 1, '2027-02-28')).toBe('2027-03-31');
    expect(nextOfRhythm('2027-01-10', 3, '2027-01-09')).toBe('2027-01-10');
    expect(nextOfRhythm('2027-01-10', 3, '2027-05-01')).toBe('2027-07-10');
  });
});
