import { askMomentMs } from '../../../domain/calendar';
import type { EditFields } from '../../../domain/edits/change';
import { heldUntilMs, isHeld } from '../../../domain/edits/hold';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { AMOUNT, asked, DAY_MS, live, now } from './support';

/** The charge is due on 10 January, at 03:30 in São Paulo: 06:30 UTC. */
const JOB_MS = Date.parse('2027-01-10T06:30:00.000Z');
const HELD_FROM_MS = JOB_MS - 5 * 60_000;
const ANSWER_MS = askMomentMs('2027-01-10', 'A0001');
const FIELDS: EditFields = { amountCents: 5_990 };

const held = (nowMs: number, record = live(), fields = FIELDS): number | undefined =>
  heldUntilMs(record, fields, now(nowMs));
const answeredAt = (answeredAtMs: number): SubscriptionRecord => {
  const record = live();
  return { ...record, schedule: { ...record.schedule, answeredAtMs } };
};
const withSnapshot = (snapshot: object, { ledger } = live()): SubscriptionRecord => {
  const record = live();
  return { ...record, ledger, schedule: { ...record.schedule, snapshot } };
};

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

  it('the same for the edit under way, and for one that is yet to come', () => {
    expect(isHeld(asked(AMOUNT), now(JOB_MS))).toBe(true);
    expect(isHeld(asked({ kind: 'pause' }), now(JOB_MS))).toBe(false);
    expect(isHeld(live(), now(JOB_MS))).toBe(true);
    expect(isHeld(live(), now(HELD_FROM_MS - 1))).toBe(false);
  });
});
