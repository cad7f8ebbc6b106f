import { applyClaim, applyFirstLook } from '../../domain/adoption/adopt';
import type { QueryOutcome } from '../../domain/gateway/answers';
import { LIMITS } from '../../domain/limits';
import { flagsOf } from '../../domain/subscription/attention';
import { refusalOfRetirement, takeRetirement } from '../../domain/subscription/commands';
import { plan } from '../../domain/subscription/plan';
import { newRecord } from '../../domain/subscription/record';
import { shownState } from '../../domain/subscription/state';
import { at, done, scheduleFacts } from './support/record';
import { adopted, BEFORE, claimed, NOW, orderOf, stepOf, told } from './support/adoption';

describe('an adoption', () => {
  it('claims the schedule first, and then asks what it is', () => {
    const fresh = newRecord(orderOf(), Date.parse(NOW));
    expect(stepOf(fresh)?.step).toEqual({ kind: 'claim' });
    expect(stepOf(claimed(orderOf()))?.step).toEqual({ kind: 'first_look' });
  });

  it('follows an active schedule from its next date on', () => {
    const record = adopted();
    expect(shownState(record).state).toBe('active');
    expect(record.ledger.cycles).toMatchObject([{ number: 1, dueDate: '2027-01-10', charges: [] }]);
    expect(record.adoption?.before).toEqual({ executions: 6, nits: BEFORE, lastDueDate: '2026-12-10' });
    expect(stepOf(record)?.waitingFor).toBe('the charge due on 2027-01-10');
    expect(flagsOf(record, at(NOW, orderOf()))).toEqual([]);
  });

  it('knows the date before its next one, also at the end of a month', () => {
    const order = orderOf({ firstDate: '2026-08-31' });
    const record = adopted(told({ nextDate: '2027-01-30', initialDate: '2026-08-31' }), order);
    expect(record.adoption?.before?.lastDueDate).toBe('2026-12-31');
  });

  it('knows that the date before was tried, where the gateway lists what it has not counted', () => {
    const tried = adopted(told({ currentTimes: 0, nits: BEFORE.slice(0, 1) }));
    expect(tried.adoption?.before).toMatchObject({ executions: 0, lastDueDate: '2026-12-10' });
    const untried = adopted(told({ currentTimes: 0, nits: [] }));
    expect(untried.adoption?.before).toEqual({ executions: 0, nits: [] });
  });

  it('adopts an inactive schedule as paused, also one that names no next date', () => {
    const record = adopted(told({ status: 'INA' }));
    expect(shownState(record).state).toBe('paused');
    const { nextDate, ...nameless } = told({ status: 'INA' });
    expect(nextDate).toBeDefined();
    const unnamed = adopted(nameless);
    expect(unnamed.ledger.cycles.map(({ dueDate }) => dueDate)).toEqual(['2027-01-10']);
    expect(flagsOf(unnamed, at(NOW, orderOf()))).toEqual([]);
  });

  it.each(['NOV', 'PEN', 'DES', 'ERR', 'FIN', 'EXP', 'INV', 'XYZ'])('refuses one that is %s', (status) => {
    const record = adopted(told({ status }));
    expect(shownState(record).state).toBe('rejected');
    expect(record.adoption?.refused?.reason).toBe('status_not_adoptable');
    expect(flagsOf(record, at(NOW, orderOf()))).toEqual([]);
    expect(plan(record, at(NOW, orderOf()))).toEqual([]);
  });

  it('refuses a SID that the gateway does not know, and one that another subscription follows', () => {
    const context = at(NOW, orderOf());
    const unknown: QueryOutcome = {
      ...{ kind: 'refused', facts: {}, code: '82', message: '', refusedBy: 'gateway' },
      noSuchTransaction: true,
    };
    const record = applyFirstLook(claimed(orderOf()), unknown, context);
    expect(record.adoption?.refused?.reason).toBe('schedule_unknown');
    const taken = applyClaim(
      newRecord(orderOf(), Date.parse(NOW)),
      { kind: 'taken', by: 'subscription/loja-a/B1' },
      context,
    );
    expect(shownState(taken).state).toBe('rejected');
    expect(taken.adoption?.refused).toMatchObject({
      reason: 'already_followed',
      what: 'subscription/loja-a/B1 follows the schedule',
    });
  });

  it('refuses a history that it could not tell apart', () => {
    const nits = Array.from({ length: LIMITS.cycles + 1 }, (_, index) => `b${String(index)}`);
    expect(adopted(told({ nits })).adoption?.refused?.reason).toBe('history_too_long');
  });

  it.each<[string, QueryOutcome]>([
    ['silence', { kind: 'no_answer', reason: 'gateway_silent' }],
    ['nobody who takes the question', { kind: 'no_answer', reason: 'not_taken' }],
    [
      'a refusal of the credentials',
      {
        ...{ kind: 'refused', facts: {}, code: '401', message: '', refusedBy: 'gateway' },
        credentialsRefused: true,
      },
    ],
    ['an answer about another schedule', done({ schedule: told({ sid: 'other' }) })],
    [
      'an active schedule without a next date',
      done({ schedule: scheduleFacts({ nextDateUnreadable: true }) }),
    ],
  ])('asks again after %s, at a pace, and guesses nothing', (_what, answer) => {
    const order = orderOf();
    let record = claimed(order);
    let nowMs = Date.parse(NOW);
    const pauses: number[] = [];
    for (let asked = 0; asked < 14; asked += 1) {
      record = applyFirstLook(record, answer, at(nowMs, order));
      const next = plan(record, at(nowMs, order))[0];
      expect(next?.step).toEqual({ kind: 'first_look' });
      pauses.push((next?.atMs ?? 0) - nowMs);
      nowMs = next?.atMs ?? Infinity;
    }
    expect(shownState(record).state).toBe('adopting');
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
    expect(pauses.at(-1)).toBe(86_400_000);
    expect(flagsOf(record, at(nowMs, order))).toEqual(['adoption_open']);
    expect(
      shownState(
        applyFirstLook(record, done({ schedule: told({ nextDate: '2027-02-10' }) }), at(nowMs, order)),
      ).state,
    ).toBe('active');
  });

  it('may be retired while nothing is known: nothing was done', () => {
    expect(refusalOfRetirement(claimed(orderOf()))).toBeUndefined();
  });

  it('that is retired while it claims knows what it has claimed, and so lets it go', () => {
    const context = at(NOW, orderOf());
    const asked = newRecord(orderOf(), Date.parse(NOW));
    const retired = takeRetirement(asked, { by: 'ana', reason: 'a mistake' }, context);
    const told = applyClaim(retired, { kind: 'ours' }, context);
    expect(told.adoption?.claimedAtMs).toBe(Date.parse(NOW));
    expect(shownState(told).state).toBe('retired');
    for (const claim of [{ kind: 'taken', by: 'another' }, { kind: 'not_known' }] as const)
      expect(applyClaim(retired, claim, context)).toEqual(retired);
  });
});

describe('an adoption on the day of an execution', () => {
  const today = told({ nextDate: '2027-01-10' });

  it('waits until the job is over, since nobody knows whether that execution is history', () => {
    const instant = '2027-01-10T06:45:00.000Z';
    const record = adopted(today, orderOf(), instant);
    expect(shownState(record).state).toBe('adopting');
    const next = stepOf(record, orderOf(), instant);
    expect(next?.step).toEqual({ kind: 'first_look' });
    expect(new Date(next?.atMs ?? 0).toISOString() >= '2027-01-10T07:35:00.000Z').toBe(true);
  });

  it.each([
    ['before the job', '2027-01-10T05:00:00.000Z'],
    ['after it, of a date that was put off', '2027-01-10T09:00:00.000Z'],
  ])('%s it is adopted, and that execution is the first of ours', (_when, instant) => {
    const record = adopted(today, orderOf(), instant);
    expect(record.ledger.cycles).toMatchObject([{ dueDate: '2027-01-10' }]);
  });
});
