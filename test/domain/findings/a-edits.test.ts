import type { Change } from '../../../domain/edits/change';
import { commandById } from '../../../domain/edits/known-commands';
import { cycleOutcome } from '../../../domain/ledger/ledger';
import { days, EditLife } from '../support/edit-life';
import { flags, silentAfterSending, standing } from '../support/silence';

const CANCEL: Change = { kind: 'cancel', when: 'now' };
const cycles = (life: EditLife): string[] =>
  life.record.ledger.cycles.map((c) => `${c.dueDate} ${cycleOutcome(c)} ${String(c.charges.length)}`);

describe('1: a pause behind an uncancel, questions meet silence, sends go through', () => {
  it('the uncancel looks first, and nothing of it was ever sent', () => {
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
    expect([standing(life, 'p'), days(life)]).toEqual([['done'], []]); // charged on 2027-01-10
  });

  it('the uncancel was sent, and its reply was lost', () => {
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
    expect([standing(life, 'p'), days(life)]).toEqual([['done'], []]); // charged on 2027-01-10
  });

  it('the cancellation was sent, lost, and is taken back', () => {
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
    expect([standing(life, 'p'), days(life)]).toEqual([['done'], []]); // charged on 2027-01-10
  });
});

describe('2: month end, reply lost, silence over the job', () => {
  it.each([
    [{ kind: 'pause' }, { kind: 'resume' }],
    [CANCEL, { kind: 'uncancel' }],
  ] as [Change, Change][])('%j %j: no cycle is made up', (stop, back) => {
    const life = new EditLife({ firstDate: '2027-01-28' });
    life.until('2027-02-05T12:00:00.000Z');
    life.command('s', stop);
    life.until('2027-02-27T20:00:00.000Z');
    life.mishaps = ['none', 'lost_after'];
    silentAfterSending(life, '2027-02-28T09:00:00.000Z');
    life.command('b', back);
    life.until('2027-03-05T12:00:00.000Z');
    expect([days(life), cycles(life)]).toEqual([
      ['2027-01-28', '2027-02-28'],
      ['2027-01-28 paid 1', '2027-02-28 paid 1', '2027-03-28 due 0'], // a second 2027-02-28, skipped
    ]);
  });

  it('chargeMissed: no cycle is made up', () => {
    const life = new EditLife({ firstDate: '2027-01-28' });
    life.until('2027-01-20T12:00:00.000Z');
    life.command('s', { kind: 'pause' });
    life.until('2027-01-30T20:00:00.000Z');
    life.mishaps = ['none', 'lost_after'];
    silentAfterSending(life, '2027-01-31T09:00:00.000Z');
    expect(life.command('b', { kind: 'resume', chargeMissed: true })).toBeUndefined();
    life.until('2027-02-15T12:00:00.000Z');
    expect([days(life), flags(life), life.record.ledger.cycles.length]).toEqual([['2027-01-31'], [], 2]);
  });
});

describe('3: a resume with a date within three days of the charge before it', () => {
  it('is charged in a cycle of its own around a month end', () => {
    const life = new EditLife({ firstDate: '2027-01-30' });
    life.until('2027-01-30T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-31T20:00:00.000Z');
    life.mishaps = ['none', 'lost_after'];
    silentAfterSending(life, '2027-02-01T09:00:00.000Z');
    life.command('r', { kind: 'resume', nextDate: '2027-02-01' });
    life.until('2027-02-20T12:00:00.000Z');
    expect([standing(life, 'p', 'r'), days(life), flags(life)]).toEqual([
      ...[['done', 'done'], ['2027-01-30', '2027-02-01'], []],
    ]);
    expect(cycles(life)).toEqual(['2027-01-30 paid 1', '2027-02-01 paid 1', '2027-03-01 due 0']);
  });
});

describe('4: a resume that a stop overtakes after its date was charged', () => {
  it.each([
    ['2027-01-12', CANCEL],
    ['2027-01-20', CANCEL],
    ['2027-01-12', { kind: 'pause' }],
    ['2027-01-20', { kind: 'pause' }],
  ] as [string, Change][])('%s %j: raises no flag', (date, stop) => {
    const life = new EditLife();
    life.until('2027-01-10T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until(Date.parse(`${date}T12:00:00.000Z`) - 86_400_000);
    life.mishaps = ['none', 'lost_after'];
    silentAfterSending(life, `${date}T14:00:00.000Z`);
    life.command('r', { kind: 'resume', nextDate: date });
    life.until(`${date}T07:00:00.000Z`);
    life.command('s', stop);
    life.until('2027-04-10T12:00:00.000Z');
    expect([days(life), flags(life)]).toEqual([['2027-01-10', date], []]);
    expect(life.record.opening.stage).toBe(stop.kind === 'cancel' ? 'ended' : 'running');
  });
});

it('5: installments that nobody shows are not said to be unset', () => {
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

it('6: paused, cancelled, made active in the portal, taken back: a pause is not refused', () => {
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
  expect(life.command('p2', { kind: 'pause' })).toBeUndefined();
});
