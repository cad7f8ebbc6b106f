import type { Change } from '../../../domain/edits/change';
import { commandById } from '../../../domain/edits/known-commands';
import { EditLife, many } from '../support/edit-life';
import { flags, silentAfterSending, standing } from '../support/silence';

const CANCEL: Change = { kind: 'cancel', when: 'now' };

describe('what may be set', () => {
  it('is not said to have failed because its second begin is refused', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.mishaps = ['none', 'lost_after', 'refused_for_good'];
    silentAfterSending(life, '2027-01-05T14:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-05T13:00:00.000Z');
    expect(life.kept.status).toBe('INA');
    expect(life.command('r', { kind: 'resume' })).toBeUndefined();
    life.until('2027-01-06T12:00:00.000Z');
    expect([standing(life, 'p'), flags(life)]).toEqual([['done'], []]);
  });

  it('is not said to be unsent after 14 days of silence', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.mishaps = ['none', 'lost_after', ...many('not_sent'), ...many('not_sent')];
    silentAfterSending(life, '2027-01-25T14:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-24T13:00:00.000Z');
    expect(commandById(life.record, 'p')?.problem?.message).toContain('; whether it was set is not known');
  });
  it('is not said to be unset where nobody shows it, as installments', () => {
    const life = new EditLife();
    life.until('2027-01-04T12:00:00.000Z');
    life.mishaps = ['none', 'lost_after', 'not_sent', 'not_sent', 'not_sent', 'not_sent'];
    life.command('i', { kind: 'changeInstallments', installments: 3 });
    life.until('2027-01-04T12:10:00.000Z');
    life.command('c', CANCEL);
    life.mishaps = [];
    life.until('2027-01-06T12:00:00.000Z');
    expect([life.set, commandById(life.record, 'i')?.problem?.message]).toEqual([
      ['i', 'c'],
      'a cancellation came; whether it was set before is not known',
    ]);
  });

  it('is what an answer has told last: paused, cancelled, made active in the portal, and taken back', () => {
    const life = new EditLife();
    life.until('2027-01-02T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-03T12:00:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-04T12:00:00.000Z');
    life.kept.status = 'ATV';
    life.record = { ...life.record, schedule: { ...life.record.schedule, pollNow: true } };
    life.until('2027-01-05T12:00:00.000Z');
    expect(flags(life)).toEqual(['active_after_cancellation']);
    life.silentUntilMs = Date.parse('2027-01-10T12:00:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-05T13:00:00.000Z');
    // What is being taken back is to stop nothing any more.
    expect(flags(life)).toEqual([]);
    expect(life.command('p2', { kind: 'pause' })).toBeUndefined();
  });
});
