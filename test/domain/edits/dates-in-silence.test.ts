import type { Change } from '../../../domain/edits/change';
import { cycleOutcome } from '../../../domain/ledger/ledger';
import { days, EditLife } from '../support/edit-life';
import { flags, silentAfterSending, standing } from '../support/silence';

const DAY_MS = 86_400_000;
const CANCEL: Change = { kind: 'cancel', when: 'now' };
const cycles = (life: EditLife): string[] =>
  life.record.ledger.cycles.map(
    (cycle) => `${cycle.dueDate} ${cycleOutcome(cycle)} ${String(cycle.charges.length)}`,
  );

describe('around a month end, the reply lost, and silence over the job', () => {
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
      ['2027-01-28 paid 1', '2027-02-28 paid 1', '2027-03-28 due 0'],
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

describe('a resume with a date within three days of the charge before it', () => {
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

describe('a resume that a stop overtakes after its date was charged', () => {
  it.each([
    ['2027-01-12', CANCEL],
    ['2027-01-20', CANCEL],
    ['2027-01-12', { kind: 'pause' }],
    ['2027-01-20', { kind: 'pause' }],
  ] as [string, Change][])('%s %j: raises no flag', (date, stop) => {
    const life = new EditLife();
    life.until('2027-01-10T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until(Date.parse(`${date}T12:00:00.000Z`) - DAY_MS);
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
