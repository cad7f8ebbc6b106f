import { askMomentMs } from '../../../domain/calendar';
import { endHold, noteBeginning } from '../../../domain/edits/apply-edit';
import type { EditFields } from '../../../domain/edits/change';
import { holdOf, isAskedAtOnce, leavesWithinMs } from '../../../domain/edits/hold';
import { asNit } from '../../../domain/ids';
import { applyPoll } from '../../../domain/schedule/apply-poll';
import { applyCharge } from '../../../domain/schedule/reading';
import { plan } from '../../../domain/subscription/plan';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { charge, cycle } from '../ledger/support';
import { done, scheduleFacts, START_MS, watching } from '../support/record';
import { asked, commandIn, DATE, DAY_MS, live, now } from './support';

/** The charge is due on 10 January, at 03:30 in São Paulo: 06:30 UTC. */
const JOB_MS = Date.parse('2027-01-10T06:30:00.000Z');
const HELD_FROM_MS = JOB_MS - 5 * 60_000;
const ANSWER_MS = askMomentMs('2027-01-10', 'A0001');
const FIELDS: EditFields = { amountCents: 5_990 };

const held = (nowMs: number, record = live(), fields = FIELDS): number | undefined =>
  holdOf(record, fields, now(nowMs))?.untilMs;
const answeredAt = (answeredAtMs: number): SubscriptionRecord => watching({ answeredAtMs }, live());
const withSnapshot = (snapshot: object, { ledger } = live()): SubscriptionRecord => {
  const record = live();
  return { ...record, ledger, schedule: { ...record.schedule, snapshot } };
};

describe('an edit waits for a worker', () => {
  it('until two minutes before the next job at most', () => {
    const MINUTE = 60_000;
    expect(leavesWithinMs(FIELDS, JOB_MS - 12 * MINUTE)).toBe(10 * MINUTE);
    expect(leavesWithinMs(FIELDS, JOB_MS - 5 * MINUTE)).toBe(3 * MINUTE);
    expect(leavesWithinMs(FIELDS, JOB_MS)).toBe(DAY_MS - 2 * MINUTE);
  });

  it('as long as any call where it only stops the charges', () => {
    expect(leavesWithinMs({ status: 'INA' }, JOB_MS - 60_000)).toBeUndefined();
  });
});

describe('an edit is held', () => {
  it('from five minutes before the job of a due date, until the first answer after it', () => {
    expect(held(HELD_FROM_MS - 1)).toBeUndefined();
    expect(held(HELD_FROM_MS)).toBe(ANSWER_MS);
    expect(held(ANSWER_MS + 3_600_000)).toBe(ANSWER_MS);
    expect(held(ANSWER_MS + 3_600_000, answeredAt(ANSWER_MS - 1))).toBe(ANSWER_MS);
    expect(held(ANSWER_MS + 3_600_000, answeredAt(ANSWER_MS))).toBeUndefined();
  });

  it('before the job of the next day by what the job of the day before left open', () => {
    // Nobody has answered since 10 January: at 03:00 on the 11th it is still the job of the 10th that counts.
    expect(held(HELD_FROM_MS + DAY_MS - 1)).toBe(ANSWER_MS);
    // From 03:25 on, the job of the 11th may try the same date again.
    expect(held(HELD_FROM_MS + DAY_MS, answeredAt(ANSWER_MS))).toBe(askMomentMs('2027-01-11', 'A0001'));
    expect(held(HELD_FROM_MS + DAY_MS - 1, answeredAt(ANSWER_MS))).toBeUndefined();
  });

  it('by the date of the cycle where the gateway names none', () => {
    expect(held(JOB_MS, withSnapshot({ status: 'ATV' }))).toBe(ANSWER_MS);
    expect(held(HELD_FROM_MS - 1, withSnapshot({ status: 'ATV' }))).toBeUndefined();
    // What the gateway names comes first.
    expect(held(JOB_MS, withSnapshot({ status: 'ATV', nextDate: '2027-01-20' }))).toBeUndefined();
  });

  it('by nothing where no date is known, or the schedule is not active', () => {
    expect(
      held(JOB_MS, withSnapshot({ status: 'ATV' }, { ...live(), ledger: { immediate: [], cycles: [] } })),
    ).toBeUndefined();
    expect(held(JOB_MS, withSnapshot({ status: 'INA', nextDate: '2027-01-10' }))).toBeUndefined();
  });

  it('unless it only stops the charges: that can make none', () => {
    expect(held(JOB_MS, live(), { status: 'INA' })).toBeUndefined();
    expect(held(JOB_MS, live(), { status: 'INA', amountCents: 5_990 })).toBe(ANSWER_MS);
    expect(held(JOB_MS, live(), { status: 'ATV' })).toBe(ANSWER_MS);
    expect(held(JOB_MS, live(), {})).toBe(ANSWER_MS);
  });
});

describe('what sets a date', () => {
  const DATE_FIELDS: EditFields = { nextDate: '2027-01-20' };
  const NOON_MS = Date.parse('2027-01-05T12:00:00.000Z');
  const askedMs = askMomentMs('2027-01-05', 'A0001');
  const inactive = withSnapshot({ status: 'INA', nextDate: '2027-01-10' });

  it('waits for the answer after the last job, on whatever day that was', () => {
    expect(held(NOON_MS, live(), DATE_FIELDS)).toBe(askedMs);
    expect(held(NOON_MS, answeredAt(askedMs), DATE_FIELDS)).toBeUndefined();
    // From five minutes before a job on, it is that job.
    expect(held(JOB_MS - DAY_MS, answeredAt(NOON_MS), DATE_FIELDS)).toBe(askMomentMs('2027-01-09', 'A0001'));
    expect(held(NOON_MS)).toBeUndefined();
  });

  it('of an inactive schedule too: somebody in the portal may have made it active', () => {
    expect(held(JOB_MS - 5 * DAY_MS, inactive, DATE_FIELDS)).toBe(askedMs);
    expect(held(NOON_MS, inactive, DATE_FIELDS)).toBe(askedMs);
    expect(held(NOON_MS, inactive, { status: 'ATV' })).toBeUndefined();
  });

  it('waits for an answer that was asked for after the job, however late one from before it has come', () => {
    const late = watching({ answeredAtMs: askedMs + 1, answerAskedAtMs: askedMs - 1 }, live());
    expect(held(NOON_MS, late, DATE_FIELDS)).toBe(askedMs);
    const polled = applyPoll(
      watching({ askingSinceMs: askedMs - 1 }, live()),
      done({ schedule: scheduleFacts({ nextDate: '2027-01-10' }) }),
      now(NOON_MS),
    );
    expect(polled.schedule).toMatchObject({ answeredAtMs: NOON_MS, answerAskedAtMs: askedMs - 1 });
    expect(polled.schedule).not.toHaveProperty('askingSinceMs');
    expect(held(NOON_MS, polled, DATE_FIELDS)).toBe(askedMs);
  });

  it('waits until the schedule has been read whole', () => {
    const unread = watching({ incomplete: true }, answeredAt(askedMs));
    expect(held(NOON_MS, unread, DATE_FIELDS)).toBe(askedMs);
    expect(held(NOON_MS, unread)).toBeUndefined();
  });

  it('waits while the gateway counts an execution that nobody can name, until a person has looked after it', () => {
    const snapshot = { status: 'ATV', nextDate: '2027-01-10', currentTimes: 1 };
    const counted = watching({ answeredAtMs: askedMs, counterAtStart: 0, snapshot }, live());
    expect(held(NOON_MS, counted, DATE_FIELDS)).toBe(askedMs);
    expect(held(NOON_MS, counted)).toBeUndefined();
    const acknowledged = ['counter_unexplained/1'];
    expect(held(NOON_MS, { ...counted, acknowledged }, DATE_FIELDS)).toBeUndefined();
  });

  it.each(['pending', 'unknown'] as const)('waits while a charge of the cycle is %s', (outcome) => {
    const withOutcome = (of: typeof outcome | 'failed', number: number): SubscriptionRecord => {
      const early = cycle(number, '2027-01-04', [charge('n-5', '2027-01-04', { outcome: of })]);
      const cycles = number === 1 ? [early] : [cycle(1, '2027-01-03'), early];
      return { ...answeredAt(askedMs), ledger: { immediate: [], cycles } };
    };
    expect(held(NOON_MS, withOutcome(outcome, 1), DATE_FIELDS)).toBe(askedMs);
    expect(held(NOON_MS, withOutcome(outcome, 2), DATE_FIELDS)).toBe(askedMs);
    expect(held(NOON_MS, withOutcome('failed', 1), DATE_FIELDS)).toBeUndefined();
    const { ledger, ...rest } = withOutcome(outcome, 1);
    const cycles = [...ledger.cycles, cycle(2, '2027-02-04')];
    expect(held(NOON_MS, { ...rest, ledger: { immediate: [], cycles } }, DATE_FIELDS)).toBeUndefined();
  });

  it('is asked for at once when its time has come and nobody has asked', () => {
    const isAtOnce = (nowMs: number, polledAtMs: number): boolean | undefined => {
      const record = watching({ polledAtMs }, live());
      const hold = holdOf(record, DATE_FIELDS, now(nowMs));
      return hold === undefined ? undefined : isAskedAtOnce(record, hold, now(nowMs));
    };
    expect(isAtOnce(NOON_MS, START_MS)).toBe(true);
    expect(isAtOnce(askedMs, askedMs - 1)).toBe(true);
    expect(isAtOnce(askedMs - 1, START_MS)).toBe(false);
    expect(isAtOnce(NOON_MS, askedMs)).toBe(false);
  });

  it('is not asked for at once while the gateway wants to be left alone', () => {
    const quietUntilMs = NOON_MS + 1;
    const record = { ...watching({ polledAtMs: START_MS }, live()), access: { quietUntilMs } };
    const isAtOnce = (nowMs: number): boolean | undefined => {
      const hold = holdOf(record, DATE_FIELDS, now(nowMs));
      return hold === undefined ? undefined : isAskedAtOnce(record, hold, now(nowMs));
    };
    expect([isAtOnce(NOON_MS), isAtOnce(quietUntilMs)]).toEqual([false, true]);
  });

  it('is not held for ever: after 14 days it has come to nothing, and was never sent', () => {
    const record = asked(DATE, live(), 'a', NOON_MS);
    const lastMs = NOON_MS + 14 * DAY_MS;
    const end = plan(record, now(lastMs)).find(({ step }) => step.kind === 'end_hold');
    expect(end).toMatchObject({ atMs: lastMs });
    expect(commandIn(endHold(record, now(lastMs)))).toMatchObject({
      state: 'failed',
      problem: { code: 'gave_up', message: 'tried for 14 days: what has been charged is not known' },
    });
    // What is not held is tried at the pace of its own calls.
    const answered = watching({ answeredAtMs: lastMs }, record);
    expect(plan(answered, now(lastMs)).map(({ step }) => step.kind)).not.toContain('end_hold');
  });

  it('does not move a cycle that was charged on another day, behind our back', () => {
    const command = asked(DATE, watching({ polledAtMs: START_MS }, live()), 'a', NOON_MS);
    const [first] = plan(command, now(NOON_MS));
    expect(first).toMatchObject({
      ...{ step: { kind: 'poll_schedule' }, atMs: askedMs },
      waitingFor: 'what has been charged, before a date is set',
    });
    // Somebody had moved it from the 10th to the 3rd in the portal, and it was charged.
    const facts = { nextDate: '2027-02-03', currentTimes: 1, nits: ['n-3'] };
    const polled = applyPoll(command, done({ schedule: scheduleFacts(facts) }), now(NOON_MS));
    const charged = { nit: 'n-3', status: 'CON', amountCents: 4_990, at: '2027-01-03T06:30:00.000Z' };
    const read = applyCharge(polled, asNit('n-3'), done({ payment: charged }), now(NOON_MS));
    expect(read.ledger.cycles).toMatchObject([
      { dueDate: '2027-01-03', charges: [{ outcome: 'paid' }] },
      { dueDate: '2027-02-03', charges: [] },
    ]);
    // Nothing is asked of the gateway for it any more.
    const ended = noteBeginning(read, now(NOON_MS));
    expect(ended.edit).toBeUndefined();
    expect(commandIn(ended)).toMatchObject({ state: 'failed', problem: { code: 'cycle_charged' } });
  });
});
