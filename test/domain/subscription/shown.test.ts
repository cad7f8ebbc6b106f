import { asNit, asSid } from '../../../domain/ids';
import type { Opening } from '../../../domain/opening/opening';
import { questionForPerson } from '../../../domain/subscription/person';
import { newRecord, type SubscriptionRecord, termsOf } from '../../../domain/subscription/record';
import { shownState, type ShownState } from '../../../domain/subscription/state';
import { END_STATES, LIVE_STATES, mayFollow, SUBSCRIPTION_STATES } from '../../../domain/subscription/states';
import { charge, cycle, ledger } from '../ledger/support';
import { created, NIT, orderOf, running, SID, START_MS } from '../support/record';

const LATER_MS = START_MS + 1_000;
const ids = { sid: asSid(SID), nit: asNit(NIT), createdAtMs: START_MS };
const at = (
  opening: Opening,
  record = { ...created(), calls: [] as SubscriptionRecord['calls'] },
): ShownState => shownState({ ...record, opening });
const since = { sinceMs: LATER_MS, ids };

describe('a new record', () => {
  it('begins its audit trail with who asked, and for what', () => {
    expect(newRecord(orderOf(), START_MS).audit).toEqual([
      {
        ...{ at: '2027-01-01T12:00:00.000Z', by: 'the shop', event: 'requested' },
        what: 'asked for the subscription',
      },
    ]);
    const attempt = { startedAt: 'a', endedAt: 'b', what: 'rejected', lastEvent: 3 };
    const second = newRecord(orderOf({ earlierAttempts: [attempt] }), START_MS);
    expect(second.audit[0]?.what).toBe('asked for the subscription, attempt 2');
    expect(second.events).toEqual({ last: 3, kept: [], life: 'opening', raised: [] });
    expect(newRecord(orderOf(), START_MS)).not.toHaveProperty('events');
    const adopting = newRecord(orderOf({ entry: 'adopt', payment: undefined, sid: SID }), START_MS);
    expect(adopting.audit[0]?.what).toBe('asked to adopt the schedule');
    expect(adopting).toMatchObject({ acknowledged: [], answers: [], calls: [] });
  });

  it('warns of a first date that is today for who pays now: both are charged', () => {
    const first = (firstDate: string): string[] =>
      newRecord(orderOf({ schedule: { ...orderOf().schedule, firstDate } }), START_MS).audit.map(
        ({ event }) => event,
      );
    expect(first('2027-01-01')).toEqual(['requested', 'first_date_today']);
    expect(first('2027-01-02')).toEqual(['requested']);
    const today = { ...orderOf().schedule, firstDate: '2027-01-01' };
    const { audit } = newRecord(orderOf({ schedule: today }), START_MS);
    expect(audit[1]).toMatchObject({ by: 'system', at: '2027-01-01T12:00:00.000Z' });
    expect(audit[1]?.what).toMatch(/^the first date is today: .*, by the gateway's daily job$/);
    const later = newRecord(orderOf({ entry: 'start_later', payment: undefined, schedule: today }), START_MS);
    expect(later.audit).toHaveLength(1);
  });

  it('has as many executions as were sold, and none where the end is open', () => {
    expect(termsOf(orderOf())).not.toHaveProperty('numberOfTimes');
    expect(termsOf(orderOf({ schedule: { ...orderOf().schedule, numberOfTimes: 3 } }))).toMatchObject({
      numberOfTimes: 3,
    });
  });
});

describe('the state that is shown', () => {
  it('is the stage of the opening, since it began', () => {
    expect(at({ stage: 'adopting', ...since, asked: 0, askAtMs: START_MS })).toEqual({
      ...{ state: 'adopting', sinceMs: LATER_MS },
    });
    expect(at({ stage: 'awaiting_confirmation', ...since })).toEqual({
      ...{ state: 'pending_confirmation', sinceMs: LATER_MS },
    });
    expect(at({ stage: 'ending', ...since, as: 'undone' }).state).toBe('resolving');
    expect(at({ stage: 'ended', ...since, as: 'undone' })).toEqual({ state: 'undone', sinceMs: LATER_MS });
  });

  it('of a call that is sent again begins anew', () => {
    const record = created();
    const calls = record.calls.map((call) => ({ ...call, sinceMs: LATER_MS }));
    expect(shownState(record)).toEqual({ state: 'paying', sinceMs: START_MS });
    expect(shownState({ ...record, calls })).toEqual({ state: 'paying', sinceMs: LATER_MS });
  });

  it('is the stage of its call, and its doubt', () => {
    expect(shownState(newRecord(orderOf(), START_MS)).state).toBe('creating');
    expect(at({ stage: 'activating', ...since })).toEqual({ state: 'activating', sinceMs: LATER_MS });
  });

  it('is no doubt while only what became of a refund is not known', () => {
    const doubt = {
      ...{ reason: 'r', sentAtMs: START_MS, sinceMs: LATER_MS, asked: 0 },
      ...{ nextAskAtMs: START_MS, deadlineMs: START_MS },
    };
    const calls = created().calls.map((call) => ({ ...call, kind: 'refund' as const, doubt }));
    expect(shownState({ ...running(), calls }).state).toBe('active');
    const [call] = created().calls;
    if (call === undefined) throw new Error('the payment is open');
    const two = { ...created(), calls: [call, { ...call, id: 'other', doubt }] };
    expect(shownState(two)).toEqual({ state: 'resolving', sinceMs: LATER_MS });
  });

  it('of what was cancelled is cancelling, since it was asked for', () => {
    const cancellation = { when: 'now', by: 'Ana', reason: 'r', at: '2027-01-01T12:00:01.000Z' } as const;
    expect(shownState({ ...running(), cancellation })).toEqual({ state: 'cancelling', sinceMs: LATER_MS });
  });

  it('of a running schedule is as old as its phase at the gateway', () => {
    const active = running();
    const paused = {
      ...active,
      schedule: { ...active.schedule, snapshot: { status: 'INA' }, phaseSinceMs: LATER_MS },
    };
    expect(shownState(paused)).toEqual({ state: 'paused', sinceMs: LATER_MS });
    const { phaseSinceMs: none, ...schedule } = active.schedule;
    expect(none).toBeUndefined();
    expect(shownState({ ...active, schedule })).toEqual({ state: 'active', sinceMs: START_MS });
  });

  it('of an end is the end, whatever is still open', () => {
    const doubt = {
      ...{ reason: 'r', sentAtMs: START_MS, sinceMs: START_MS, asked: 0 },
      ...{ nextAskAtMs: START_MS, deadlineMs: START_MS },
    };
    const record = created();
    const calls = record.calls.map((call) => ({ ...call, doubt }));
    expect(shownState({ ...record, calls })).toEqual({ state: 'resolving', sinceMs: START_MS });
    expect(at({ stage: 'ended', ...since, as: 'rejected' }, { ...record, calls }).state).toBe('rejected');
  });

  it('is never left once it is an end', () => {
    for (const from of END_STATES)
      for (const to of SUBSCRIPTION_STATES) expect(mayFollow(from, to)).toBe(false);
    for (const from of LIVE_STATES) expect(SUBSCRIPTION_STATES.some((to) => mayFollow(from, to))).toBe(true);
    expect(mayFollow('active', 'creating')).toBe(false);
  });
});

describe('a charge that only a person can find out about', () => {
  const KNOWN_AT = '2027-01-20T08:00:00.000Z';
  const unknown = charge('lost', '2027-01-10', { outcome: 'unknown', knownAt: KNOWN_AT });
  const over = (watch: object = {}, changes: Partial<SubscriptionRecord> = {}): SubscriptionRecord => {
    const record = running();
    const schedule = { ...record.schedule, snapshot: { status: 'FIN' }, ...watch };
    return { ...record, schedule, ledger: ledger(cycle(1, '2027-01-10', [unknown])), ...changes };
  };

  it('is asked for when the schedule is over and has been read', () => {
    expect(questionForPerson(over())).toMatchObject({
      ...{ call: 'charge', since: KNOWN_AT, reason: 'charge_unreadable' },
      ...{ decisions: ['happened', 'did_not_happen'] },
      findOut: expect.stringContaining('NIT lost') as string,
    });
    expect(shownState(over())).toEqual({ state: 'blocked', sinceMs: Date.parse(KNOWN_AT) });
  });

  it('is asked for with the warning that it may be tried again, where the gateway has not decided it', () => {
    const undecided = { ...unknown, gatewayStatus: 'RET' };
    const of = ledger(cycle(1, '2027-01-10', [undecided]));
    expect(questionForPerson(over({}, { ledger: of }))?.findOut).toContain('once it will not be tried again');
    expect(questionForPerson(over())?.findOut).not.toContain('again');
  });

  it('is not asked for while the gateway may still tell, or there is nothing to hold up', () => {
    const reading = {
      ...{ listed: [], queue: [], sinceMs: START_MS, scheduledCents: 4_990, complete: true },
    };
    expect(questionForPerson(over({ reading }))).toBeUndefined();
    expect(questionForPerson(over({ incomplete: true }))).toBeUndefined();
    expect(questionForPerson(over({ snapshot: { status: 'ATV' } }))).toBeUndefined();
    expect(questionForPerson(over({}, { ledger: ledger() }))).toBeUndefined();
    const ended = { stage: 'ended', ...since, as: 'completed' } as const;
    expect(questionForPerson(over({}, { opening: ended }))).toBeUndefined();
  });

  it('comes after a call that waits for a person', () => {
    const [call] = created().calls;
    if (call === undefined) throw new Error('the payment is open');
    const person = { since: KNOWN_AT, reason: 'r', findOut: 'f', decisions: ['happened' as const] };
    const calls = [
      { ...call, id: 'undo' },
      { ...call, person },
    ];
    expect(questionForPerson(over({}, { calls }))).toEqual({ call: 'pay', ...person, about: NIT });
    expect(questionForPerson({ ...created(), calls: [call] })).toBeUndefined();
  });
});
