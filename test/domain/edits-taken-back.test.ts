import { accessUntil } from '../../domain/edits/cancellation';
import { commandById } from '../../domain/edits/known-commands';
import { acknowledge, flagsOf } from '../../domain/subscription/attention';
import { hasEnded } from '../../domain/subscription/record';
import { cutOffUntil, days, EditLife, many } from './support/edit-life';

const PAUSE = { kind: 'pause' } as const;
const CANCEL = { kind: 'cancel', when: 'now' } as const;
const RESUME = { kind: 'resume' } as const;
const UNCANCEL = { kind: 'uncancel' } as const;

const standing = (life: EditLife, ...ids: string[]): (string | undefined)[] =>
  ids.map((id) => {
    const command = commandById(life.record, id);
    return command?.problem?.code ?? command?.state;
  });

// 03:30 in São Paulo is 06:30 UTC. A resume that was said to be done, and sent nothing, lost the months after it.
describe('what is taken back', () => {
  it.each([
    [PAUSE, RESUME],
    [CANCEL, UNCANCEL],
  ])('%o could not be sent, and somebody in the portal has stopped it: %o sees that', (stops, goesOn) => {
    const life = new EditLife();
    life.until('2027-01-03T12:00:00.000Z');
    life.mishaps = many('not_sent');
    life.command('s', stops);
    life.until('2027-01-03T13:00:00.000Z');
    life.kept.status = 'INA';
    life.until('2027-01-04T12:00:00.000Z');
    life.mishaps = [];
    life.command('g', goesOn);
    life.until('2027-01-25T12:00:00.000Z');
    expect(standing(life, 's', 'g')).toEqual(['taken_back', 'done']);
    expect(days(life)).toEqual(['2027-01-10']);
  });

  it.each([
    [PAUSE, RESUME],
    [CANCEL, UNCANCEL],
  ])('%o never arrived, which shows after %o has come: it is not sent once more', (stops, goesOn) => {
    const life = new EditLife();
    life.until('2027-01-09T12:00:00.000Z');
    life.mishaps = ['none', 'lost_before'];
    life.command('s', stops);
    life.until(life.nowMs + 60_000);
    expect(life.record.edit?.stage).toBe('look');
    life.command('g', goesOn);
    // Nothing else leaves until after midnight of the due date in São Paulo.
    cutOffUntil(life, '2027-01-10T03:05:00.000Z');
    life.until('2027-02-20T12:00:00.000Z');
    expect(standing(life, 's', 'g')).toEqual(['taken_back', 'done']);
    expect(life.edits).toEqual([]);
    expect(days(life)).toEqual(['2027-01-10', '2027-02-10']);
  });

  it('a cancellation of what was paused and has been made active in the portal: it goes on, by an edit', () => {
    const life = new EditLife();
    life.until('2027-01-02T12:00:00.000Z');
    life.command('p', PAUSE);
    life.until('2027-01-03T12:00:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-04T12:00:00.000Z');
    Object.assign(life.kept, { status: 'ATV', nextDate: '2027-01-12' });
    life.until('2027-01-05T12:00:00.000Z');
    life.command('u', UNCANCEL);
    life.until('2027-01-20T12:00:00.000Z');
    expect(standing(life, 'u')).toEqual(['done']);
    expect(life.edits.at(-1)).toEqual({ status: 'ATV', nextDate: '2027-01-12' });
    expect(days(life)).toEqual(['2027-01-12']);
  });

  it('an uncancel that failed keeps it open until a person has seen that', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-10T07:00:00.000Z');
    life.mishaps = ['not_sent', 'refused_for_good'];
    life.command('u', UNCANCEL);
    life.until('2027-02-24T12:00:00.000Z');
    expect([standing(life, 'u'), hasEnded(life.record)]).toEqual([['102'], false]);
    expect(flagsOf(life.record, life.context)).toEqual(['command_failed']);
    life.record = acknowledge(life.record, ['command_failed'], life.context);
    life.until('2027-02-24T13:00:00.000Z');
    expect(life.record.opening).toMatchObject({ stage: 'ended', as: 'cancelled' });
    expect(days(life)).toEqual([]);
  });

  it('does not hide an earlier stop that may have arrived', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.mishaps = ['none', 'lost_after'];
    life.silentUntilMs = Date.parse('2027-01-05T13:00:00.000Z');
    life.command('p', PAUSE);
    for (const [id, change] of [
      ['r', RESUME],
      ['q', PAUSE],
      ['s', RESUME],
    ] as const) {
      life.until(life.nowMs + 60_000);
      life.command(id, change);
    }
    life.until('2027-02-20T12:00:00.000Z');
    expect(standing(life, 'p', 's')).toEqual(['done', 'done']);
    expect(days(life)).toEqual(['2027-01-10', '2027-02-10']);
  });

  it('and of two cancellations the first may have arrived: it is taken back by an edit', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.mishaps = ['none', 'lost_after'];
    life.silentUntilMs = Date.parse('2027-01-05T13:00:00.000Z');
    for (const [id, change] of [
      ['c', CANCEL],
      ['u', UNCANCEL],
      ['d', CANCEL],
      ['v', UNCANCEL],
    ] as const) {
      life.command(id, change);
      life.until(life.nowMs + 60_000);
    }
    life.until('2027-01-20T12:00:00.000Z');
    expect(standing(life, 'c', 'v')).toEqual(['done', 'done']);
    expect(life.record.cancellation).toBeUndefined();
    expect(days(life)).toEqual(['2027-01-10']);
  });

  it('by an edit where the gateway had said that it was done, and does not show it yet', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.mishaps = ['none', 'none', ...many('not_sent')];
    life.command('c', CANCEL);
    // It is shown after nine minutes.
    let status = 'ATV';
    Object.defineProperty(life.kept, 'status', {
      get: () => (life.nowMs < Date.parse('2027-01-05T12:09:00.000Z') ? 'ATV' : status),
      set: (set: string) => {
        status = set;
      },
    });
    life.kept.status = 'INA';
    life.until('2027-01-05T12:08:00.000Z');
    expect(life.record.edit).toMatchObject({ stage: 'begin', wasAnswered: true });
    life.command('u', UNCANCEL);
    life.mishaps = [];
    life.until('2027-01-25T12:00:00.000Z');
    expect(standing(life, 'c', 'u')).toEqual(['done', 'done']);
    expect(days(life)).toEqual(['2027-01-10']);
  });

  it('makes it active again where a resume was under way when the cancellation came', () => {
    const life = new EditLife();
    life.until('2027-01-02T12:00:00.000Z');
    life.command('p', PAUSE);
    life.until('2027-01-05T12:00:00.000Z');
    life.inFlight = () => {
      life.command('c', CANCEL);
    };
    life.command('r', RESUME);
    life.until('2027-01-06T12:00:00.000Z');
    life.command('u', UNCANCEL);
    life.until('2027-01-20T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10']);
  });

  it('leaves it paused where a pause was', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.inFlight = () => {
      life.command('c', CANCEL);
    };
    life.command('p', PAUSE);
    life.until('2027-01-06T12:00:00.000Z');
    life.command('u', UNCANCEL);
    life.until('2027-01-20T12:00:00.000Z');
    expect(standing(life, 'p', 'c', 'u')).toEqual(['done', 'done', 'done']);
    expect(days(life)).toEqual([]);
  });

  it('is done where somebody in the portal has done it, before anything of it could be sent', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-06T12:00:00.000Z');
    life.mishaps = many('not_sent');
    life.command('u', UNCANCEL);
    Object.assign(life.kept, { status: 'ATV', nextDate: '2027-01-20' });
    life.until('2027-01-12T12:00:00.000Z');
    expect(standing(life, 'u')).toEqual(['done']);
    expect(life.edits).toEqual([{ status: 'INA' }]);
    // The date is one that nobody has sold.
    expect(flagsOf(life.record, life.context)).toEqual(['terms_differ']);
  });
});

describe('what goes on after a stop', () => {
  it('a month is not passed over where somebody had put a date off by more than a few days', () => {
    const life = new EditLife();
    life.hidesDate = true;
    life.until('2027-01-05T12:00:00.000Z');
    life.command('p', PAUSE);
    life.until('2027-01-12T12:00:00.000Z');
    Object.assign(life.kept, { status: 'ATV', nextDate: '2027-01-20' });
    life.until('2027-01-20T06:31:00.000Z');
    life.command('q', PAUSE);
    life.until('2027-01-25T12:00:00.000Z');
    life.command('r', RESUME);
    life.until('2027-02-28T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-20', '2027-02-20']);
  });

  it('access goes on until the date after one that was charged early, also where the gateway hides it', () => {
    const life = new EditLife();
    life.hidesDate = true;
    life.until('2027-01-20T12:00:00.000Z');
    life.kept.nextDate = '2027-02-03';
    life.until('2027-02-05T12:00:00.000Z');
    life.command('c', { kind: 'cancel', when: 'period_end' });
    life.until('2027-02-06T12:00:00.000Z');
    expect(accessUntil(life.record)).toBe('2027-03-03');
  });

  it('what was acknowledged stays so while another execution is not decided', () => {
    const life = new EditLife();
    life.unlisted = true;
    life.until('2027-01-11T12:00:00.000Z');
    life.record = acknowledge(life.record, ['counter_unexplained', 'cycle_missed'], life.context);
    // The first one stays in no list for ever.
    life.executions.length = 0;
    life.unlisted = false;
    life.executesPending = true;
    life.until('2027-02-10T09:30:00.000Z');
    life.executesPending = false;
    life.kept.times += 1;
    life.until('2027-02-14T12:00:00.000Z');
    expect(flagsOf(life.record, life.context)).toEqual([]);
  });
});
