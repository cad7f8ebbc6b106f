import type { Change } from '../../../domain/edits/change';
import { inTimeMs } from '../../../domain/edits/in-time';
import { days, EditLife } from '../support/edit-life';
import { orderOf, running } from '../support/record';
import { silentAfterSending } from '../support/silence';

const CANCEL: Change = { kind: 'cancel', when: 'now' };
const MINUTE_MS = 60_000;

describe('what stops the charges, and does not get through', () => {
  it.each([
    [CANCEL, '2027-01-09T12:47:00.000Z', '2027-01-10T04:40:00.000Z'],
    [{ kind: 'pause' }, '2027-01-09T12:47:00.000Z', '2027-01-10T04:40:00.000Z'],
    [CANCEL, '2027-01-08T10:45:00.000Z', '2027-01-10T00:45:00.000Z'],
    [CANCEL, '2027-01-02T14:00:00.000Z', '2027-01-09T16:00:00.000Z'],
    [CANCEL, '2027-01-09T12:47:00.000Z', '2027-01-10T06:20:00.000Z'],
  ] as [Change, string, string][])(
    '%j of %s leaves before the job where begins get through from %s on',
    (stop, from, wellFrom) => {
      const life = new EditLife();
      life.until(from);
      life.troubles = [{ fromMs: 0, toMs: Date.parse(wellFrom), begin: 'not_sent' }];
      life.command('s', stop);
      while (life.nowMs < Date.parse('2027-01-11T12:00:00.000Z')) life.until(life.nowMs + MINUTE_MS);
      expect(days(life)).toEqual([]);
    },
  );

  it.each(['cancel', 'pause'] as const)(
    'as a %s is tried before the job that tries a failed execution again',
    (kind) => {
      const charged = Array.from({ length: 12 }, (_, tens) => tens * 10).filter((minutes) => {
        const life = new EditLife();
        life.executesInVain = true;
        life.until(Date.parse('2027-01-10T09:00:00.000Z') + minutes * MINUTE_MS);
        life.executesInVain = false;
        life.troubles = [{ fromMs: 0, toMs: Date.parse('2027-01-11T05:30:00.000Z'), begin: 'not_sent' }];
        life.command('s', kind === 'cancel' ? CANCEL : { kind });
        life.until('2027-01-15T12:00:00.000Z');
        return days(life).includes('2027-01-11');
      });
      expect(charged).toEqual([]);
    },
  );

  it('is tried before the job of a date that a change may have set', () => {
    const charged = Array.from({ length: 12 }, (_, tens) => tens * 10).filter((minutes) => {
      const life = new EditLife({ firstDate: '2027-01-20' });
      life.until('2027-01-05T12:00:00.000Z');
      silentAfterSending(life, '2027-01-12T00:00:00.000Z');
      life.mishaps = ['none', 'lost_after'];
      life.command('d', { kind: 'changeNextDate', nextDate: '2027-01-08' });
      life.until(Date.parse('2027-01-06T12:00:00.000Z') + minutes * MINUTE_MS);
      life.troubles = [{ fromMs: 0, toMs: Date.parse('2027-01-08T06:00:00.000Z'), begin: 'not_sent' }];
      life.command('c', CANCEL);
      life.until('2027-01-15T12:00:00.000Z');
      return days(life).length > 0;
    });
    expect(charged).toEqual([]);
  });

  it('is tried before each date of the rhythm, however long it has been tried', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.troubles = [
      { fromMs: 0, toMs: Date.parse('2027-04-10T05:00:00.000Z'), begin: 'not_sent', isSilent: true },
    ];
    life.command('s', CANCEL);
    life.until('2027-05-20T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10', '2027-02-10', '2027-03-10']);
  });

  it('is tried no more often than otherwise by what may cause a charge', () => {
    const life = new EditLife();
    life.until('2027-01-09T12:47:00.000Z');
    life.troubles = [{ fromMs: 0, toMs: Date.parse('2027-01-20T00:00:00.000Z'), begin: 'not_sent' }];
    life.command('a', { kind: 'changeAmount', amountCents: 5_990 });
    life.until('2027-01-10T04:40:00.000Z');
    const before = life.calls.length;
    life.until('2027-01-10T06:29:00.000Z');
    expect(life.calls.length).toBe(before);
  });
});

// The month-end rule is not documented: a day that a short month has shortened comes back, or does not.
describe('the job after a short month', () => {
  const terms = { amountCents: 4_990, firstDate: '2027-01-31', intervalMonths: 1 };
  const order = orderOf({ payment: undefined, entry: 'start_later', schedule: terms });

  it.each([
    ['2027-02-28', '2027-03-28'],
    ['2027-02-28', '2027-03-31'],
    ['2027-01-31', '2027-02-28'],
    ['2027-01-31', '2027-03-28'],
    ['2027-01-31', '2027-03-31'],
  ])('with %s as the last date that was told, may be that of %s', (nextDate, job) => {
    const jobMs = Date.parse(`${job}T06:30:00.000Z`);
    const nowMs = jobMs - 600 * MINUTE_MS;
    const record = running(order, { nextDate });
    const tryMs = inTimeMs(record, { status: 'INA' }, nowMs, jobMs + 210 * MINUTE_MS);
    expect((jobMs - tryMs) / MINUTE_MS).toBe(90);
  });
});
