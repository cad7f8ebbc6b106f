import type { Change } from '../../domain/edits/change';
import { days, EditLife, many } from './support/edit-life';
import { flags, silentAfterSending, standing } from './support/silence';

// What stops the charges, while the gateway takes edits and answers no question.

const CANCEL: Change = { kind: 'cancel', when: 'now' };
const PAUSE: Change = { kind: 'pause' };
const CARD: Change = { kind: 'changeCard', card: { kind: 'carat_token', token: 't' } };

describe('a stop', () => {
  it.each([
    [CANCEL, 'none'],
    [CANCEL, 'lost_before'],
    [CANCEL, 'lost_after'],
    [PAUSE, 'none'],
    [PAUSE, 'lost_before'],
    [PAUSE, 'lost_after'],
  ] as const)('does not wait for an answer about a card: %j, the send of the card %s', (stop, send) => {
    const life = new EditLife();
    life.until('2027-01-10T04:20:00.000Z');
    life.mishaps = ['none', send];
    silentAfterSending(life, '2027-01-10T06:45:00.000Z');
    life.command('a', CARD);
    life.until('2027-01-10T04:40:00.000Z');
    expect(life.record.edit?.stage).toBe('look');
    life.command('s', stop);
    life.until('2027-01-10T12:00:00.000Z');
    expect([standing(life, 's'), life.kept.status, days(life), flags(life)]).toEqual([
      ['done'],
      'INA',
      [],
      [],
    ]);
  });

  it.each([
    [CANCEL, 'refused'],
    [CANCEL, 'lost_before'],
    [PAUSE, 'refused'],
    [PAUSE, 'lost_before'],
  ] as const)('whose own send came to nothing is sent again in time: %j, %s', (stop, send) => {
    const life = new EditLife();
    life.until('2027-01-08T12:00:00.000Z');
    life.mishaps = ['none', send];
    silentAfterSending(life, '2027-01-10T07:00:00.000Z');
    life.command('s', stop);
    life.until('2027-01-12T12:00:00.000Z');
    expect([standing(life, 's'), life.kept.status, days(life), flags(life)]).toEqual([
      ['done'],
      'INA',
      [],
      [],
    ]);
  });

  it('that the gateway has answered with success is not sent again', () => {
    const life = new EditLife();
    life.until('2027-01-08T12:00:00.000Z');
    silentAfterSending(life, '2027-01-10T07:00:00.000Z');
    life.command('s', CANCEL);
    life.until('2027-01-12T12:00:00.000Z');
    expect(life.edits).toEqual([{ status: 'INA' }]);
  });
});

describe('a stop that is taken back in silence', () => {
  it.each([
    [PAUSE, { kind: 'resume' }, 60_000],
    [CANCEL, { kind: 'uncancel' }, 60_000],
    // The second send of the stop is waiting then.
    [PAUSE, { kind: 'resume' }, 330_000],
    [CANCEL, { kind: 'uncancel' }, 330_000],
  ] as [Change, Change, number][])('is not sent again: %j, %j after %d ms', (stop, back, afterMs) => {
    const life = new EditLife();
    life.until('2027-01-08T12:00:00.000Z');
    life.mishaps = ['none', 'lost_before', ...(afterMs > 300_000 ? many('not_sent') : [])];
    silentAfterSending(life, '2027-01-10T12:00:00.000Z');
    life.command('s', stop);
    life.until(life.nowMs + afterMs);
    life.command('b', back);
    life.mishaps = [];
    life.until('2027-01-12T12:00:00.000Z');
    expect([standing(life, 's', 'b'), days(life)]).toEqual([['taken_back', 'done'], ['2027-01-10']]);
    expect([life.edits, flags(life)]).toEqual([[], []]);
  });

  it('is done where it was set, although what was sent again was refused', () => {
    const life = new EditLife();
    life.until('2027-01-08T12:00:00.000Z');
    life.mishaps = ['none', 'lost_after', 'none', 'refused', 'none', 'refused'];
    silentAfterSending(life, '2027-01-09T12:00:00.000Z');
    life.command('s', PAUSE);
    life.until('2027-01-12T12:00:00.000Z');
    expect([standing(life, 's'), days(life), flags(life)]).toEqual([['done'], [], []]);
  });
});

describe('a pause that a cancellation has overtaken', () => {
  it('was seen not to be set: taken back, the cancellation leaves the schedule active', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.mishaps = ['none', 'lost_before'];
    life.command('p', PAUSE);
    life.until('2027-01-05T12:01:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-06T12:00:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-02-12T12:00:00.000Z');
    expect(standing(life, 'p', 'c', 'u')).toEqual(['overtaken', 'done', 'done']);
    expect([life.kept.status, days(life)]).toEqual(['ATV', ['2027-01-10', '2027-02-10']]);
  });

  it('may be asked for again while nobody has told what became of it', () => {
    const life = new EditLife();
    life.until('2027-01-08T12:00:00.000Z');
    life.mishaps = ['none', 'lost_before', ...many('not_sent')];
    silentAfterSending(life, '2027-01-08T20:00:00.000Z');
    life.command('p', PAUSE);
    life.until('2027-01-08T12:06:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-08T12:07:00.000Z');
    life.command('u', { kind: 'uncancel' });
    expect(life.command('q', PAUSE)).toBeUndefined();
    life.mishaps = [];
    life.until('2027-01-12T12:00:00.000Z');
    expect([standing(life, 'q'), days(life), life.kept.status]).toEqual([['done'], [], 'INA']);
  });
});

describe('a cancellation of what was paused, and that the portal made active', () => {
  it.each([
    ['before anybody was told', false, ['2027-01-20']],
    ['and we were told, before it was set', true, ['2027-01-20', '2027-02-20', '2027-03-20']],
  ])('leaves it active when it is taken back, on the date of the portal: %s', (_when, isTold, charged) => {
    const life = new EditLife();
    life.until('2027-01-02T12:00:00.000Z');
    life.command('p', PAUSE);
    life.until('2027-01-03T12:00:00.000Z');
    life.mishaps = many('not_sent');
    life.command('c', CANCEL);
    life.until('2027-01-03T13:00:00.000Z');
    Object.assign(life.kept, { status: 'ATV', nextDate: '2027-01-20' });
    if (isTold) {
      life.record = { ...life.record, schedule: { ...life.record.schedule, pollNow: true } };
      life.until('2027-01-03T13:10:00.000Z');
    }
    life.mishaps = [];
    if (isTold) life.until('2027-01-06T12:00:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until(isTold ? '2027-03-25T12:00:00.000Z' : '2027-01-25T12:00:00.000Z');
    expect([standing(life, 'u'), life.kept.status, days(life)]).toEqual([['done'], 'ATV', charged]);
  });

  it('does not keep a resume from being asked for behind an uncancel that leaves it paused', () => {
    const life = new EditLife();
    life.until('2027-01-02T12:00:00.000Z');
    life.command('p', PAUSE);
    life.until('2027-01-03T12:00:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-04T12:00:00.000Z');
    life.silentUntilMs = Date.parse('2027-01-04T20:00:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-04T13:00:00.000Z');
    expect(life.command('r', { kind: 'resume' })).toBeUndefined();
    life.until('2027-01-20T12:00:00.000Z');
    expect([standing(life, 'u', 'r'), days(life)]).toEqual([['done', 'done'], ['2027-01-10']]);
  });
});

describe('a cancellation that was taken back before it was set', () => {
  it('makes no charge of the last date one too many, although the schedule is over before it was looked at', () => {
    const life = new EditLife();
    life.until('2027-01-09T12:00:00.000Z');
    life.mishaps = many('not_sent');
    life.command('c', { kind: 'cancel', when: 'period_end' });
    life.until('2027-01-09T12:05:00.000Z');
    life.silentUntilMs = Date.parse('2027-01-11T12:00:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-10T12:00:00.000Z');
    life.kept.status = 'FIN';
    life.until('2027-01-13T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10']);
    expect(standing(life, 'c', 'u')).toEqual(['taken_back', 'schedule_over']);
    expect(flags(life)).not.toContain('charged_after_cancellation');
  });

  it('leaves a charge one too many that comes after taking it back has failed', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('c', { kind: 'cancel', when: 'period_end' });
    life.until('2027-01-06T12:00:00.000Z');
    life.mishaps = many('refused_for_good');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-07T12:00:00.000Z');
    // Somebody makes it active in the portal.
    life.kept.status = 'ATV';
    life.until('2027-01-12T12:00:00.000Z');
    expect([standing(life, 'c', 'u'), days(life)]).toEqual([['done', '102'], ['2027-01-10']]);
    expect(flags(life)).toContain('charged_after_cancellation');
  });
});
