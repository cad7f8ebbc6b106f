import type { Change } from '../../domain/edits/change';
import { preview, type Preview } from '../../domain/edits/preview';
import { takeCommand } from '../../domain/edits/take-command';
import { refusalOfRetirement } from '../../domain/subscription/commands';
import { previewRetirement } from '../../domain/subscription/preview';
import { EditLife } from './support/edit-life';

const AMOUNT: Change = { kind: 'changeAmount', amountCents: 5_990 };
const PAUSE: Change = { kind: 'pause' };
const CANCEL: Change = { kind: 'cancel', when: 'now' };

describe('a preview', () => {
  const previewIn = (life: EditLife, change: Change): Preview => preview(life.record, change, life.context);

  it('tells what would be set, by which calls, and the next three charges', () => {
    const life = new EditLife();
    expect(previewIn(life, AMOUNT)).toEqual({
      allowed: true,
      what: 'change the amount to R$ 59,90',
      sets: 'amount R$ 59,90',
      gatewayCalls: ['beginEdit', 'sendEdit', 'getSchedule'],
      nextCharges: ['2027-01-10', '2027-02-10', '2027-03-10'].map((date) => ({ date, amountCents: 5_990 })),
    });
    expect(previewIn(life, PAUSE)).toMatchObject({ nextCharges: [] });
  });

  it('of what was sold for the 31st goes on with the 31st after a short month', () => {
    const life = new EditLife({ firstDate: '2027-01-31' });
    life.until('2027-02-05T12:00:00.000Z');
    const dates = (change: Change): unknown =>
      (previewIn(life, change) as { nextCharges?: { date: string }[] }).nextCharges?.map(({ date }) => date);
    expect(life.kept.nextDate).toBe('2027-02-28');
    expect(dates(AMOUNT)).toEqual(['2027-02-28', '2027-03-31', '2027-04-30']);
    // A short month has changed the day for good, or somebody moved it.
    life.kept.nextDate = '2027-03-29';
    life.until('2027-03-30T12:00:00.000Z');
    expect(dates(AMOUNT)).toEqual(['2027-04-29', '2027-05-29', '2027-06-29']);
    expect(dates({ kind: 'changeNextDate', nextDate: '2027-05-28' })).toEqual([
      '2027-05-28',
      '2027-06-28',
      '2027-07-28',
    ]);
  });

  it('refuses by the words of the command, and changes nothing', () => {
    const life = new EditLife();
    const before = JSON.stringify(life.record);
    expect(previewIn(life, { kind: 'resume' })).toEqual({ allowed: false, why: 'it is not paused' });
    expect(previewIn(life, CANCEL)).toMatchObject({ allowed: true });
    expect(JSON.stringify(life.record)).toBe(before);
  });

  it('comes true', () => {
    const life = new EditLife();
    life.command('p', PAUSE);
    life.until('2027-03-15T12:00:00.000Z');
    const told = previewIn(life, { kind: 'resume' });
    life.command('r', { kind: 'resume' });
    life.until('2027-07-01T12:00:00.000Z');
    expect(told).toMatchObject({
      nextCharges: life.executions.map(({ day }) => ({ date: day, amountCents: 4_990 })),
    });
  });

  it('of a retirement tells the charges that the gateway goes on to make, or why it has to wait', () => {
    const life = new EditLife();
    const before = JSON.stringify(life.record);
    expect(previewRetirement(life.record)).toEqual({
      allowed: true,
      what: 'follow the schedule no more; the gateway goes on charging it',
      sets: 'nothing',
      gatewayCalls: [],
      nextCharges: ['2027-01-10', '2027-02-10', '2027-03-10'].map((date) => ({ date, amountCents: 4_990 })),
    });
    expect(JSON.stringify(life.record)).toBe(before);
    const cancelling = takeCommand(
      life.record,
      { id: 'c', change: CANCEL, by: 'ana', reason: 'asked for' },
      life.context,
    );
    const { edit, ...sent } = cancelling;
    expect(edit).toBeDefined();
    expect(previewRetirement(sent)).toMatchObject({
      allowed: false,
      why: refusalOfRetirement(sent),
    });
    expect(previewRetirement(sent)).toHaveProperty('why', expect.stringContaining('it is cancelled'));
  });
});
