import type { Change } from '../../../domain/edits/change';
import { days, EditLife, type Mishap } from '../support/edit-life';
import { silentAfterSending, standing } from '../support/silence';

const CANCEL: Change = { kind: 'cancel', when: 'now' };

describe('a pause behind an uncancel, while questions meet silence, leaves before the job', () => {
  it('where the uncancel looks first, and nothing of it was ever sent', () => {
    const life = new EditLife();
    life.until('2027-01-09T20:00:00.000Z');
    life.silentUntilMs = Date.parse('2027-01-10T12:00:00.000Z');
    life.mishaps = ['not_sent'];
    life.command('c', CANCEL);
    life.until('2027-01-09T20:00:02.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-09T20:30:00.000Z');
    life.mishaps = [];
    expect(life.command('p', { kind: 'pause' })).toBeUndefined();
    life.until('2027-01-20T12:00:00.000Z');
    expect([standing(life, 'p'), days(life)]).toEqual([['done'], []]);
  });

  it('where the uncancel was sent, and its reply was lost', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-09T20:00:00.000Z');
    life.mishaps = ['none', 'lost_after'];
    silentAfterSending(life, '2027-01-10T12:00:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-09T20:30:00.000Z');
    expect(life.command('p', { kind: 'pause' })).toBeUndefined();
    life.until('2027-01-20T12:00:00.000Z');
    expect([standing(life, 'p'), days(life)]).toEqual([['done'], []]);
  });

  it('where the cancellation was sent, lost, and is taken back', () => {
    const life = new EditLife();
    life.until('2027-01-09T20:00:00.000Z');
    life.mishaps = ['none', 'lost_before'];
    silentAfterSending(life, '2027-01-10T12:00:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-09T20:02:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-09T20:30:00.000Z');
    expect(life.command('p', { kind: 'pause' })).toBeUndefined();
    life.until('2027-01-20T12:00:00.000Z');
    expect([standing(life, 'p'), days(life)]).toEqual([['done'], []]);
  });
});

describe('a pause behind a cancellation that is taken back', () => {
  it.each([
    ['refused', 'lost_before'],
    ['not_sent', 'lost_before'],
    ['not_sent', 'lost_after'],
  ] as [Mishap, Mishap][])('is not overtaken by it where its own begin is %s: %s', (begin, sent) => {
    const at = (instant: string): number => Date.parse(instant);
    const life = new EditLife();
    life.until('2027-01-09T20:00:00.000Z');
    life.mishaps = ['none', sent];
    silentAfterSending(life, '2027-01-09T20:40:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-09T20:02:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-09T20:20:00.000Z');
    life.troubles = [{ fromMs: at('2027-01-09T20:20:00Z'), toMs: at('2027-01-09T20:31:00Z'), begin }];
    expect(life.command('p', { kind: 'pause' })).toBeUndefined();
    life.until('2027-02-20T12:00:00.000Z');
    expect([standing(life, 'p'), days(life)]).toEqual([['done'], []]);
  });
});
