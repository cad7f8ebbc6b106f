import { commandById } from '../../../domain/edits/known-commands';
import { EditLife, many } from '../support/edit-life';
import { flags, silentAfterSending, standing } from '../support/silence';

it('a pause that may be set is not said to have failed because its second begin is refused', () => {
  const life = new EditLife();
  life.until('2027-01-05T12:00:00.000Z');
  life.mishaps = ['none', 'lost_after', 'refused_for_good'];
  silentAfterSending(life, '2027-01-05T14:00:00.000Z');
  life.command('p', { kind: 'pause' });
  life.until('2027-01-05T13:00:00.000Z');
  expect(life.kept.status).toBe('INA');
  expect(life.command('r', { kind: 'resume' })).toBeUndefined(); // it is not paused
  life.until('2027-01-06T12:00:00.000Z');
  expect([standing(life, 'p'), flags(life)]).toEqual([['done'], []]); // 102, command_failed
});

it('nor that nothing was sent, after 14 days of silence', () => {
  const life = new EditLife();
  life.until('2027-01-05T12:00:00.000Z');
  life.mishaps = ['none', 'lost_after', ...many('not_sent'), ...many('not_sent')];
  silentAfterSending(life, '2027-01-25T14:00:00.000Z');
  life.command('p', { kind: 'pause' });
  life.until('2027-01-24T13:00:00.000Z');
  expect(commandById(life.record, 'p')?.problem?.message).toContain('not known'); // tried for 14 days: nothing was sent to the gateway
});
