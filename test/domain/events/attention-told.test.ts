import { withAttentionTold } from '../../../domain/events/attention-events';
import { LIMITS } from '../../../domain/limits';
import { cycleOf } from '../ledger/support';
import { at } from '../support/record';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { eventsOf, LATER, LATER_MS, newest, told, toldSince } from './support';

const look = (record: SubscriptionRecord, nowMs = LATER_MS): SubscriptionRecord =>
  withAttentionTold(record, at(nowMs));
const missed = (record: SubscriptionRecord, ...dates: string[]): SubscriptionRecord => ({
  ...record,
  ledger: {
    ...record.ledger,
    cycles: dates.map((date, index) => ({ ...cycleOf(index + 1, date), passed: 'missed' as const })),
  },
});
const refusing = (record: SubscriptionRecord): SubscriptionRecord => ({
  ...record,
  access: { credentialsRefusedSinceMs: LATER_MS },
});

describe('what comes before a person', () => {
  it('is told once while it stands, and once when it has gone', () => {
    const before = told();
    const raised = look(refusing(before));
    expect(toldSince(before, raised)).toEqual(['attention.raised']);
    expect(newest(raised)).toMatchObject({
      subject: 'attention/credentials_refused',
      data: { flag: 'credentials_refused', what: expect.stringContaining('credentials') as string },
    });
    expect(look(raised, LATER_MS + 1)).toBe(raised);
    const cleared = look({ ...raised, access: {} }, LATER_MS + 2);
    expect(toldSince(raised, cleared)).toEqual(['attention.cleared']);
    expect(newest(cleared)?.data).toEqual(newest(raised)?.data);
    expect(eventsOf(cleared).raised).toEqual([]);
  });

  it('is told anew each time that it comes, under another key', () => {
    const raised = look(refusing(told()));
    const again = look(refusing(look({ ...raised, access: {} }, LATER_MS + 1)), LATER_MS + 2);
    expect(toldSince(raised, again)).toEqual(['attention.cleared', 'attention.raised']);
    expect(newest(again)?.key).toBe(newest(raised)?.key.replace(LATER, '2027-01-02T12:00:00.002Z'));
  });

  it('is told by each occurrence: one may go as another comes', () => {
    const untrusted = { untrustedSinceMs: LATER_MS };
    const raised = look(refusing(told()));
    const other = look({ ...raised, access: untrusted }, LATER_MS + 1);
    expect(toldSince(raised, other)).toEqual(['attention.cleared', 'attention.raised']);
    const one = look(missed(told(), '2027-01-10'));
    const both = look(missed(one, '2027-01-10', '2027-02-10'), LATER_MS + 1);
    expect(toldSince(one, both)).toEqual(['attention.raised']);
    expect(eventsOf(both).raised).toHaveLength(2);
  });

  it('is not told as gone where more stand than are told, and comes once another one has gone', () => {
    const dates = (count: number): string[] =>
      Array.from(
        { length: count },
        (_, month) =>
          `20${String(30 + Math.floor(month / 12))}-${String(1 + (month % 12)).padStart(2, '0')}-10`,
      );
    const full = look(refusing(missed(told(), ...dates(LIMITS.raisedTold - 1))));
    expect(eventsOf(full).raised).toHaveLength(LIMITS.raisedTold);
    const more = look(missed(full, ...dates(LIMITS.raisedTold + 1)), LATER_MS + 1);
    expect(toldSince(full, more)).toEqual([]);
    const accepted = look({ ...more, access: {} }, LATER_MS + 2);
    expect(toldSince(more, accepted)).toEqual(['attention.cleared', 'attention.raised']);
    expect(eventsOf(accepted).raised.map(({ flag }) => flag)).not.toContain('credentials_refused');
  });

  it('is shown and not sent where it is that events cannot be delivered', () => {
    const before = told();
    const undelivered = [{ from: 1, to: 2, at: LATER, problem: 'HTTP 500' }];
    const events = { ...eventsOf(before), push: { isOn: true, after: 2, undelivered } };
    const stuck = { ...before, events };
    expect(look(stuck)).toBe(stuck);
  });

  it('is told up to a limit at the same time', () => {
    const dates = Array.from({ length: LIMITS.raisedTold + 5 }, (_one, index) =>
      new Date(Date.UTC(2027, index, 10)).toISOString().slice(0, 10),
    );
    expect(eventsOf(look(missed(told(), ...dates))).raised).toHaveLength(LIMITS.raisedTold);
  });
});
