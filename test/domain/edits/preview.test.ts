import { comingCharges } from '../../../domain/edits/coming-charges';
import type { Change } from '../../../domain/edits/change';
import { preview } from '../../../domain/edits/preview';
import { asNit } from '../../../domain/ids';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { AMOUNT, asked, CANCEL, DATE, DONE, live, now, PAUSE, sent, shows, toSend } from './support';

const UNCANCEL: Change = { kind: 'uncancel' };
const AT_JOB = Date.parse('2027-01-10T06:30:00.000Z');
const withSnapshot = (snapshot: object): SubscriptionRecord => {
  const record = live();
  return {
    ...record,
    schedule: { ...record.schedule, snapshot: { ...record.schedule.snapshot, ...snapshot } },
  };
};

describe('a preview', () => {
  it('says what the command would wait for', () => {
    expect(preview(live(), AMOUNT, now())).not.toHaveProperty('waitsFor');
    expect(preview(asked(PAUSE), AMOUNT, now())).toMatchObject({ waitsFor: 'the commands before it' });
    expect(preview(live(), AMOUNT, now(AT_JOB))).toMatchObject({
      ...{ waitsFor: 'the charge of today, before the edit' },
      gatewayCalls: ['getSchedule', 'beginEdit', 'sendEdit', 'getSchedule'],
    });
    expect(preview(live(), PAUSE, now(AT_JOB))).not.toHaveProperty('waitsFor');
  });

  it('says that the schedule is asked before a date is set, which is nothing to wait for', () => {
    const told = preview(live(), DATE, now(Date.parse('2027-01-05T12:00:00.000Z')));
    expect(told).toMatchObject({ gatewayCalls: ['getSchedule', 'beginEdit', 'sendEdit', 'getSchedule'] });
    expect(told).not.toHaveProperty('waitsFor');
  });

  it('of what sets nothing says so: a cancellation that was not sent is taken back', () => {
    expect(preview(asked(CANCEL), UNCANCEL, now())).toEqual({
      ...{
        allowed: true,
        what: 'take the cancellation back',
        sets: 'nothing',
        gatewayCalls: ['getSchedule'],
      },
      nextCharges: ['2027-01-10', '2027-02-10', '2027-03-10'].map((date) => ({ date, amountCents: 4_990 })),
    });
  });

  it('of one that was sent names the edit that takes it back', () => {
    const inactive = shows(sent(toSend(CANCEL), DONE), { status: 'INA' });
    expect(preview(inactive, UNCANCEL, now())).toMatchObject({
      ...{ sets: 'status ATV, next date 2027-01-10' },
      gatewayCalls: ['beginEdit', 'sendEdit', 'getSchedule'],
    });
  });

  it('refuses a date that lies in the past', () => {
    expect(preview(live(), DATE, now(Date.parse('2027-01-20T12:00:00.000Z')))).toEqual({
      ...{ allowed: false, why: 'nextDate: must be after today, 2027-01-20' },
    });
  });
});

describe('the charges to come', () => {
  const days = (record: SubscriptionRecord, fields = {}): string[] =>
    comingCharges(record, fields).map(({ date }) => date);

  it('are three at most, an interval apart', () => {
    const quarterly = { ...live(), terms: { ...live().terms, intervalMonths: 3 } };
    expect(days(quarterly)).toEqual(['2027-01-10', '2027-04-10', '2027-07-10']);
  });

  it('are those that are left of a schedule that ends', () => {
    expect(days(withSnapshot({ numberOfTimes: 12, currentTimes: 10 }))).toEqual(['2027-01-10', '2027-02-10']);
    expect(days(withSnapshot({ numberOfTimes: 12, currentTimes: 2 }))).toHaveLength(3);
    expect(days(withSnapshot({ numberOfTimes: 2, currentTimes: undefined }))).toHaveLength(2);
    expect(days(withSnapshot({ numberOfTimes: 2, currentTimes: 3 }))).toEqual([]);
  });

  it('begin on the date that is set, or that the gateway names, or else of the open cycle', () => {
    expect(days(live(), { nextDate: '2027-01-25' })[0]).toBe('2027-01-25');
    const ledger = { immediate: [], cycles: [{ number: 1, dueDate: '2027-01-12', charges: [] }] };
    expect(days({ ...live(), ledger })[0]).toBe('2027-01-10');
    expect(days({ ...withSnapshot({ nextDate: undefined }), ledger })[0]).toBe('2027-01-12');
  });

  it('are not known where the cycle was charged and the gateway names no date', () => {
    const charge = {
      nit: asNit('n1'),
      outcome: 'paid',
      knownBy: 'query',
      knownAt: '2027-01-10T08:00:00.000Z',
    } as const;
    const cycles = [{ number: 1, dueDate: '2027-01-10', charges: [charge] }];
    const untold = withSnapshot({ nextDate: undefined });
    expect(days({ ...untold, ledger: { immediate: [], cycles } })).toEqual([]);
    expect(days({ ...untold, ledger: { immediate: [], cycles: [] } })).toEqual([]);
  });

  it('are of the amount that is set, that the gateway tells, or that was sold', () => {
    const amounts = (record: SubscriptionRecord, fields = {}): number | undefined =>
      comingCharges(record, fields)[0]?.amountCents;
    expect(amounts(live(), { amountCents: 5_990 })).toBe(5_990);
    expect(amounts(withSnapshot({ amountCents: 3_990 }))).toBe(3_990);
    expect(amounts(withSnapshot({ amountCents: undefined }))).toBe(4_990);
  });
});
