import { commandById } from '../../domain/edits/known-commands';
import { acknowledge, flagsOf } from '../../domain/subscription/attention';
import { days, EditLife } from './support/edit-life';

const problemOf = (life: EditLife, id: string): string | undefined =>
  commandById(life.record, id)?.problem?.code;

// 03:30 in São Paulo is 06:30 UTC.
describe('somebody in the portal has it charged behind our back', () => {
  it('a date is not set on an answer from before the job, that was long on its way', () => {
    const life = new EditLife();
    life.until('2027-01-09T12:00:00.000Z');
    // Somebody moves it in the portal, which nobody sees; the last answer from before the job comes after it.
    life.kept.nextDate = '2027-01-12';
    life.until('2027-01-12T06:24:00.000Z');
    life.answersAfterMs = 3 * 3_600_000;
    life.command('a', { kind: 'changeNextDate', nextDate: '2027-01-20' });
    life.until('2027-01-31T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-12']);
    expect(problemOf(life, 'a')).toBe('cycle_charged');
  });

  it('a named date of a resume is not set once its cycle, or one after it, was charged', () => {
    const life = new EditLife();
    life.until('2027-01-09T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-12T12:00:00.000Z');
    life.mishaps = Array.from({ length: 60 }, () => 'not_sent' as const);
    life.command('r', { kind: 'resume', nextDate: '2027-01-25' });
    life.until('2027-01-13T12:00:00.000Z');
    Object.assign(life.kept, { status: 'ATV', nextDate: '2027-01-16' });
    life.until('2027-01-17T12:00:00.000Z');
    life.mishaps = [];
    life.until('2027-01-31T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-16']);
    expect(problemOf(life, 'r')).toBe('cycle_charged');
  });

  it('a cancellation that is taken back goes on with the cycle after the one that was charged all the same', () => {
    const life = new EditLife();
    life.until('2027-01-02T12:00:00.000Z');
    life.command('c', { kind: 'cancel', when: 'now' });
    life.until('2027-01-03T12:00:00.000Z');
    Object.assign(life.kept, { status: 'ATV', nextDate: '2027-01-05' });
    life.executesPending = true;
    life.until('2027-01-06T12:00:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-31T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-05']);
    expect(life.kept).toMatchObject({ status: 'ATV', nextDate: '2027-02-05' });
    expect(commandById(life.record, 'u')?.state).toBe('done');
  });

  it('a cancelled schedule is stopped once more, and what was charged in between stays before a person', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('c', { kind: 'cancel', when: 'now' });
    life.until('2027-01-06T12:00:00.000Z');
    Object.assign(life.kept, { status: 'ATV', nextDate: '2027-01-10' });
    life.until('2027-01-11T12:00:00.000Z');
    expect(flagsOf(life.record, life.context)).toEqual([
      'charged_after_cancellation',
      'active_after_cancellation',
    ]);
    expect(life.command('d', { kind: 'cancel', when: 'now' })).toBeUndefined();
    life.until('2027-01-11T12:05:00.000Z');
    expect(commandById(life.record, 'd')?.state).toBe('done');
    expect(life.kept.status).toBe('INA');
    expect(flagsOf(life.record, life.context)).toEqual(['charged_after_cancellation']);
    life.until('2027-04-11T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10']);
    expect(flagsOf(life.record, life.context)).toEqual(['charged_after_cancellation']);
    life.record = acknowledge(life.record, ['charged_after_cancellation'], life.context);
    life.until('2027-05-11T12:00:00.000Z');
    expect(life.record.opening).toMatchObject({ stage: 'ended', as: 'cancelled' });
  });

  // An inactive schedule of this gateway names no date: the one that is known is from before the charge.
  it.each([
    [{ kind: 'pause' }, { kind: 'resume' }],
    [{ kind: 'cancel', when: 'now' }, { kind: 'uncancel' }],
  ] as const)('a date that was charged early is not set again: %o, %o', (stops, goesOn) => {
    const life = new EditLife();
    life.hidesDate = true;
    life.until('2027-01-20T12:00:00.000Z');
    life.kept.nextDate = '2027-02-03';
    life.until('2027-02-05T12:00:00.000Z');
    life.command('s', stops);
    life.until('2027-02-06T12:00:00.000Z');
    life.command('g', goesOn);
    life.until('2027-02-28T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10', '2027-02-03']);
    expect(life.kept).toMatchObject({ status: 'ATV', nextDate: '2027-03-03' });
    expect(flagsOf(life.record, life.context)).not.toContain('cycle_paid_twice');
  });

  it('a cancellation that is taken back leaves the date that the portal has given it since', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('c', { kind: 'cancel', when: 'now' });
    life.until('2027-01-06T12:00:00.000Z');
    Object.assign(life.kept, { status: 'ATV', nextDate: '2027-02-01' });
    life.until('2027-01-08T12:00:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-20T12:00:00.000Z');
    expect(days(life)).toEqual([]);
    expect(life.kept).toMatchObject({ status: 'ATV', nextDate: '2027-02-01' });
  });
});

describe('a command on news of weeks ago', () => {
  it('pauses again what the portal has made active since it was paused', () => {
    const life = new EditLife({ firstDate: '2027-01-20' });
    life.until('2027-01-02T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-17T12:30:00.000Z');
    life.kept.status = 'ATV';
    life.until('2027-01-18T12:00:00.000Z');
    expect(life.command('q', { kind: 'pause' })).toBeUndefined();
    life.until('2027-02-25T12:00:00.000Z');
    expect(days(life)).toEqual([]);
    expect(commandById(life.record, 'q')?.state).toBe('done');
  });

  it('resumes what the portal has paused', () => {
    const life = new EditLife();
    life.until('2027-01-12T12:00:00.000Z');
    life.kept.status = 'INA';
    life.until('2027-02-08T12:00:00.000Z');
    expect(life.command('r', { kind: 'resume' })).toBeUndefined();
    life.until('2027-03-25T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10', '2027-02-10', '2027-03-10']);
    expect(commandById(life.record, 'r')?.state).toBe('done');
  });

  it('resumes nothing where it is active still, and sends nothing for that', () => {
    const life = new EditLife();
    life.until('2027-02-08T12:00:00.000Z');
    expect(life.command('r', { kind: 'resume' })).toBeUndefined();
    life.until('2027-02-15T12:00:00.000Z');
    expect(life.calls).toEqual([]);
    expect(days(life)).toEqual(['2027-01-10', '2027-02-10']);
    expect(commandById(life.record, 'r')?.state).toBe('done');
  });

  it.each([
    ['2027-02-11T12:00:00.000Z', { nextDate: '2027-02-12' }],
    ['2027-02-10T04:00:00.000Z', { chargeMissed: true }],
  ] as const)('of %s resumes nothing with %o that was told as active', (instant, dated) => {
    const life = new EditLife();
    life.until(instant);
    expect(life.command('r', { kind: 'resume', ...dated })).toBe('it is not paused');
    life.until('2027-03-05T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10', '2027-02-10']);
  });

  it('sets the amount that the portal has changed', () => {
    const life = new EditLife();
    life.until('2027-01-12T12:00:00.000Z');
    life.kept.amountCents = 5_990;
    life.until('2027-02-08T12:00:00.000Z');
    expect(life.command('a', { kind: 'changeAmount', amountCents: 4_990 })).toBeUndefined();
    life.until('2027-02-12T12:00:00.000Z');
    expect(life.executions.map(({ amountCents }) => amountCents)).toEqual([4_990, 4_990]);
  });
});

describe('a cancelled subscription whose date is far', () => {
  it('is looked at before that: the portal may have it charged earlier', () => {
    const life = new EditLife();
    life.until('2027-01-11T12:00:00.000Z');
    life.command('d', { kind: 'changeNextDate', nextDate: '2027-12-10' });
    life.until('2027-01-12T12:00:00.000Z');
    life.command('c', { kind: 'cancel', when: 'now' });
    life.until('2027-01-14T12:00:00.000Z');
    Object.assign(life.kept, { status: 'ATV', nextDate: '2027-02-10' });
    life.until('2027-02-20T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10', '2027-02-10']);
    expect(flagsOf(life.record, life.context)).toContain('charged_after_cancellation');
  });
});
