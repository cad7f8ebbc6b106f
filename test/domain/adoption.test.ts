import { applyClaim, applyFirstLook } from '../../domain/adoption/adopt';
import type { TermsChoice } from '../../domain/adoption/adoption';
import { preview } from '../../domain/adoption/preview';
import type { QueryOutcome, ScheduleFacts } from '../../domain/gateway/answers';
import { asSid } from '../../domain/ids';
import { cycleOutcome } from '../../domain/ledger/ledger';
import { LIMITS } from '../../domain/limits';
import { heardOf } from '../../domain/schedule/hint';
import { flagsOf } from '../../domain/subscription/attention';
import { refusalOfRetirement } from '../../domain/subscription/commands';
import type { SubscriptionOrder } from '../../domain/subscription/order';
import { plan } from '../../domain/subscription/plan';
import { newRecord, type SubscriptionRecord } from '../../domain/subscription/record';
import { shownState } from '../../domain/subscription/state';
import { lookedAt, type Look } from './support/looks';
import { at, done, scheduleFacts, SID } from './support/record';

/** Monthly since 10 July 2026, twelve times; it is 1 January 2027. */
const sold = { amountCents: 4_990, firstDate: '2026-07-10', intervalMonths: 1, numberOfTimes: 12 };
const NOW = '2027-01-01T12:00:00.000Z';
const BEFORE = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];

function orderOf(
  schedule: Partial<SubscriptionOrder['schedule']> = {},
  ifTermsDiffer: TermsChoice = 'refuse',
): SubscriptionOrder {
  return {
    orderId: 'A0001',
    entry: 'adopt',
    requestedBy: 'the migration',
    sid: SID,
    ifTermsDiffer,
    schedule: { ...sold, ...schedule },
    options: { statusQueryEveryDays: 35 },
  };
}

const told = (changes: Partial<ScheduleFacts> = {}): ScheduleFacts =>
  scheduleFacts({
    amountCents: 4_990,
    initialDate: '2026-07-10',
    nextDate: '2027-01-10',
    numberOfTimes: 12,
    currentTimes: 6,
    nits: BEFORE,
    ...changes,
  });

/** A record whose schedule is claimed, so that it may be asked for. */
const claimed = (order: SubscriptionOrder, instant = NOW): SubscriptionRecord =>
  applyClaim(newRecord(order, Date.parse(instant)), { kind: 'ours' }, at(instant, order));

const adopted = (
  facts: ScheduleFacts = told(),
  order: SubscriptionOrder = orderOf(),
  instant = NOW,
): SubscriptionRecord =>
  applyFirstLook(claimed(order, instant), done({ schedule: facts }), at(instant, order));

const stepOf = (record: SubscriptionRecord, order = orderOf(), instant = NOW) =>
  plan(record, at(instant, order))[0];

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

describe('terms that do not fit', () => {
  it.each<[string, Partial<SubscriptionOrder['schedule']>, Partial<ScheduleFacts>]>([
    ['amountCents', { amountCents: 5_990 }, {}],
    ['amountCents', {}, { amountUnreadable: true }],
    ['firstDate', { firstDate: '2026-07-12' }, {}],
    ['numberOfTimes', { numberOfTimes: 10 }, {}],
    ['numberOfTimes', { numberOfTimes: undefined }, {}],
    ['numberOfTimes', {}, { numberOfTimes: undefined as never, currentTimes: 12 }],
    ['nextDate', { nextDate: '2027-01-12' }, {}],
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

describe('what was executed before us', () => {
  const order = orderOf();
  const life = (...looks: Look[]): SubscriptionRecord =>
    lookedAt(
      adopted(),
      order,
      looks.map((look) => ({ ...look })),
      BEFORE,
    );
  const january: Look = {
    on: '2027-01-10',
    charges: [['2027-01-10', 'n1']],
    nextDate: '2027-02-10',
    currentTimes: 7,
  };

  it('is never asked for, flagged or counted', () => {
    const record = life(january);
    expect(record.ledger.cycles.map(cycleOutcome)).toEqual(['paid', 'due']);
    expect(record.schedule.openPolls).toBe(0);
    expect(record.schedule.unreadSince).toEqual({});
    expect(flagsOf(record, at('2027-01-10T09:00:00.000Z', order))).toEqual([]);
  });

  it('an execution that the gateway counts and does not list is missed all the same', () => {
    const record = life({ ...january, currentTimes: 8 });
    expect(flagsOf(record, at('2027-01-10T09:00:00.000Z', order))).toEqual(['counter_unexplained']);
  });

  it('a late post about it brings no look', () => {
    const known = heardOf(
      life(january),
      { nit: 'B3', status: 'CON' },
      Date.parse('2027-01-11T09:00:00.000Z'),
    );
    expect(known).toBe('known');
    const fresh = heardOf(
      life(january),
      { nit: 'n2', status: 'CON' },
      Date.parse('2027-01-11T09:00:00.000Z'),
    );
    expect(fresh).toBe('news');
  });

  it('counts towards what was sold: the last one ends it, three days later', () => {
    const months = ['2027-01-10', '2027-02-10', '2027-03-10', '2027-04-10', '2027-05-10', '2027-06-10'];
    const looks = months.map((on, index): Look => {
      const nextDate = months[index + 1];
      const charges: Look['charges'] = [[on, `n${String(index + 1)}`]];
      return { on, charges, currentTimes: 7 + index, ...(nextDate === undefined ? {} : { nextDate }) };
    });
    const finished = life(...looks);
    const context = at('2027-06-10T12:00:00.000Z', order);
    expect(flagsOf(finished, context)).toEqual([]);
    expect(new Date(plan(finished, context)[0]?.atMs ?? 0).toISOString().slice(0, 10)).toBe('2027-06-13');
    const looked = life(...looks, { on: '2027-06-14', currentTimes: 12 });
    expect(stepOf(looked, order, '2027-06-14T12:00:00.000Z')?.step).toEqual({ kind: 'end', as: 'completed' });
  });

  it('an execution beyond what was sold is flagged, where the gateway tells no count', () => {
    const { numberOfTimes, ...facts } = told({ currentTimes: 11 });
    expect(numberOfTimes).toBe(12);
    const looks: Look[] = [{ ...january, currentTimes: 12 }];
    const record = lookedAt(adopted(facts, order), order, looks, BEFORE);
    expect(flagsOf(record, at('2027-01-10T09:00:00.000Z', order))).toEqual(['terms_differ']);
  });
});

describe('an execution from before that is repeated (March 2023)', () => {
  const order = orderOf();
  /** Executed on 10 January, adopted at noon of that day. */
  const start = adopted(
    told({ nextDate: '2027-02-10', currentTimes: 7, nits: [...BEFORE, 'b7'] }),
    order,
    '2027-01-10T15:00:00.000Z',
  );
  const repeated: Look = {
    on: '2027-01-14',
    charges: [
      ['2027-01-11', 'r1'],
      ['2027-01-12', 'r2', 'denied'],
      ['2027-01-13', 'r3', 'failed'],
    ],
    nextDate: '2027-02-10',
    currentTimes: 9,
  };
  const looked = (...looks: Look[]) => lookedAt(start, order, looks, [...BEFORE, 'b7']);

  it('is in a cycle of its own, and a person is told', () => {
    const record = looked(repeated);
    expect(record.ledger.cycles.map(({ dueDate, charges }) => [dueDate, charges.length])).toEqual([
      ['2027-01-10', 3],
      ['2027-02-10', 0],
    ]);
    expect(flagsOf(record, at('2027-01-14T09:00:00.000Z', order))).toEqual(['cycle_paid_twice']);
  });

  it('does not change what is charged in February', () => {
    const record = looked(repeated, {
      on: '2027-02-10',
      charges: [['2027-02-10', 'n1']],
      nextDate: '2027-03-10',
      currentTimes: 10,
    });
    expect(record.ledger.cycles.map(cycleOutcome)).toEqual(['paid', 'paid', 'due']);
    expect(flagsOf(record, at('2027-02-10T09:00:00.000Z', order))).toEqual(['cycle_paid_twice']);
  });

  it('took nothing where it was denied, and nothing was missed', () => {
    const record = looked({ ...repeated, charges: [['2027-01-11', 'r1', 'failed']], currentTimes: 7 });
    expect(record.ledger.cycles.map(cycleOutcome)).toEqual(['skipped', 'due']);
    expect(flagsOf(record, at('2027-01-14T09:00:00.000Z', order))).toEqual([]);
  });

  it('one of four days later is our first cycle, charged early', () => {
    const record = looked({
      on: '2027-01-20',
      charges: [['2027-01-18', 'n1']],
      nextDate: '2027-02-18',
      currentTimes: 8,
    });
    expect(record.ledger.cycles.map(({ dueDate }) => dueDate)).toEqual(['2027-01-18', '2027-02-18']);
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
