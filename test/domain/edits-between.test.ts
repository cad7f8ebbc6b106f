import type { Change } from '../../domain/edits/change';
import { commandById } from '../../domain/edits/known-commands';
import { asNit } from '../../domain/ids';
import { cycleOutcome } from '../../domain/ledger/ledger';
import { flagsOf } from '../../domain/subscription/attention';
import { shownState } from '../../domain/subscription/state';
import { EditLife } from './support/edit-life';

const CANCEL: Change = { kind: 'cancel', when: 'now' };
const UNCANCEL: Change = { kind: 'uncancel' };
const AMOUNT: Change = { kind: 'changeAmount', amountCents: 9_990 };

const days = (life: EditLife): string[] => life.executions.map(({ day }) => day);
const stateOf = (life: EditLife, id: string): string | undefined => commandById(life.record, id)?.state;
const problemOf = (life: EditLife, id: string): string | undefined =>
  commandById(life.record, id)?.problem?.code;
const flags = (life: EditLife): string[] => flagsOf(life.record, life.context);
const shown = (life: EditLife): string => shownState(life.record).state;

// 03:30 in São Paulo is 06:30 UTC.
describe('an execution between a command and its edit', () => {
  it('a date that was to be moved and has been charged is not moved: nobody pays a month twice', () => {
    const life = new EditLife();
    life.until('2027-01-10T06:26:00.000Z');
    life.command('a', { kind: 'changeNextDate', nextDate: '2027-01-20' });
    life.until('2027-01-31T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10']);
    expect([stateOf(life, 'a'), problemOf(life, 'a')]).toEqual(['failed', 'cycle_charged']);
  });

  it('the same where the gateway was away meanwhile, and nobody could ask', () => {
    const life = new EditLife();
    life.until('2027-01-09T12:00:00.000Z');
    life.mishaps = Array.from({ length: 60 }, () => 'not_sent' as const);
    life.command('a', { kind: 'changeNextDate', nextDate: '2027-01-20' });
    life.until('2027-01-10T12:00:00.000Z');
    life.mishaps = [];
    life.until('2027-01-31T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10']);
    expect(problemOf(life, 'a')).toBe('cycle_charged');
  });

  it('an execution of the old date does not prove that the new one was set', () => {
    const life = new EditLife();
    life.until('2027-01-10T06:23:00.000Z');
    life.mishaps = ['none', 'lost_before'];
    life.command('a', { kind: 'changeNextDate', nextDate: '2027-01-20' });
    life.until('2027-01-12T12:00:00.000Z');
    expect(problemOf(life, 'a')).toBe('cycle_charged');
    expect(flags(life)).toEqual(['command_failed']);
  });

  it('nothing is charged for what was not missed', () => {
    const life = new EditLife();
    life.until('2027-01-12T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-15T12:00:00.000Z');
    expect(life.command('r', { kind: 'resume', chargeMissed: true })).toBe(
      'chargeMissed: nothing was missed',
    );
  });

  it('of several dates that were missed the last one is charged, and the others were skipped', () => {
    const life = new EditLife();
    life.command('p', { kind: 'pause' });
    life.until('2027-03-15T12:00:00.000Z');
    life.command('r', { kind: 'resume', chargeMissed: true });
    life.until('2027-03-18T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-03-16']);
    expect(life.record.ledger.cycles.map((cycle) => `${cycle.dueDate} ${cycleOutcome(cycle)}`)).toEqual([
      '2027-01-10 skipped',
      '2027-02-10 skipped',
      '2027-03-16 paid',
      '2027-04-16 due',
    ]);
    expect(flags(life)).toEqual([]);
  });

  it('a date moved in the same breath as a resume belongs to the cycle that the resume has opened', () => {
    const life = new EditLife();
    life.command('p', { kind: 'pause' });
    life.until('2027-01-15T12:00:00.000Z');
    life.command('r', { kind: 'resume' });
    life.command('d', { kind: 'changeNextDate', nextDate: '2027-02-20' });
    life.until('2027-02-22T12:00:00.000Z');
    expect([stateOf(life, 'r'), stateOf(life, 'd')]).toEqual(['done', 'done']);
    expect(days(life)).toEqual(['2027-02-20']);
    expect(flags(life)).toEqual([]);
  });

  it('an immediate payment, which the gateway does not list, hides no execution that it lists', () => {
    const at = '2027-01-01T12:00:00.000Z';
    const payment = { nit: asNit('n-first'), outcome: 'paid', knownBy: 'query', knownAt: at, at } as const;
    const life = new EditLife({ payment });
    life.command('p', { kind: 'pause' });
    life.until('2027-01-15T12:00:00.000Z');
    life.executesPending = true;
    life.mishaps = ['none', 'lost_after', ...Array.from({ length: 12 }, () => 'silent' as const)];
    life.command('r', { kind: 'resume', chargeMissed: true });
    life.until('2027-02-05T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-16']);
    expect(stateOf(life, 'r')).toBe('done');
    expect(life.edits).toHaveLength(2);
  });

  it('a held edit waits for an answer that is younger than the job, also past midnight', () => {
    const life = new EditLife();
    life.until('2027-01-10T06:26:00.000Z');
    life.mishaps = Array.from({ length: 9 }, () => 'silent' as const);
    life.command('a', AMOUNT);
    life.until('2027-01-11T05:00:00.000Z');
    expect(life.calls.filter((call) => call.startsWith('send'))).toEqual([]);
    life.mishaps = [];
    life.until('2027-01-20T12:00:00.000Z');
    expect(stateOf(life, 'a')).toBe('done');
    expect(flags(life)).toEqual([]);
  });
});

describe('a schedule that is resumed after its date has come', () => {
  it('for a day that a person names is charged on that day, and nothing differs from what was sold', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-15T12:00:00.000Z');
    life.command('r', { kind: 'resume', nextDate: '2027-01-25' });
    life.until('2027-02-28T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-25', '2027-02-25']);
    expect(life.record.ledger.cycles.map(({ dueDate }) => dueDate).slice(0, 2)).toEqual(days(life));
    expect(flags(life)).toEqual([]);
  });

  it('for a day after the next date of its rhythm has one date left out', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-15T12:00:00.000Z');
    life.command('r', { kind: 'resume', nextDate: '2027-02-15' });
    life.until('2027-02-28T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-02-15']);
    expect(life.record.ledger.cycles.map(cycleOutcome).slice(0, 2)).toEqual(['skipped', 'paid']);
    expect(flags(life)).toEqual([]);
  });
});

describe('a cancellation', () => {
  it('that is refused is tried again, and never ends as failed', () => {
    const life = new EditLife();
    life.mishaps = ['refused_for_good', 'none', 'refused', 'none', 'refused', 'none', 'refused'];
    life.command('c', CANCEL);
    life.until('2027-01-02T12:00:00.000Z');
    expect(life.kept.status).toBe('INA');
    expect(stateOf(life, 'c')).toBe('done');
  });

  it('counts as soon as any answer says that the schedule is inactive', () => {
    const life = new EditLife();
    life.mishaps = Array.from({ length: 2_000 }, () => 'not_sent' as const);
    life.command('c', CANCEL);
    life.kept.status = 'INA';
    life.until('2027-01-09T12:00:00.000Z');
    life.mishaps = [];
    life.until('2027-03-01T12:00:00.000Z');
    expect(shown(life)).toBe('cancelled');
  });

  it('comes before an edit whose fate is not known: nothing makes the schedule active after it', () => {
    const life = new EditLife();
    life.command('p', { kind: 'pause' });
    life.until('2027-01-02T12:00:00.000Z');
    life.mishaps = ['none', 'lost_before'];
    life.command('r', { kind: 'resume' });
    life.until('2027-01-02T12:01:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-20T12:00:00.000Z');
    expect(life.edits.map(({ status }) => status)).toEqual(['INA', 'INA']);
    expect([stateOf(life, 'r'), problemOf(life, 'r'), stateOf(life, 'c')]).toEqual([
      'withdrawn',
      'overtaken',
      'done',
    ]);
    expect(days(life)).toEqual([]);
  });

  it('is not held up by the charge of the day', () => {
    const life = new EditLife();
    life.until('2027-01-10T06:26:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-10T06:27:00.000Z');
    expect(life.kept.status).toBe('INA');
    life.until('2027-03-01T12:00:00.000Z');
    expect(days(life)).toEqual([]);
    expect(shown(life)).toBe('cancelled');
  });

  it('at the end of the period, after the charge of the day: a whole month was paid', () => {
    const life = new EditLife();
    life.until('2027-01-10T06:45:00.000Z');
    life.command('c', { kind: 'cancel', when: 'period_end' });
    life.until('2027-01-10T12:00:00.000Z');
    expect(life.record.cancellation?.nextDate).toBe('2027-02-10');
    life.until('2027-02-09T12:00:00.000Z');
    expect(shown(life)).toBe('cancelling');
    life.until('2027-02-11T12:00:00.000Z');
    expect(shown(life)).toBe('cancelled');
    expect(days(life)).toEqual(['2027-01-10']);
  });

  it('that is taken back while it is with the gateway is taken back by an edit', () => {
    const life = new EditLife();
    life.inFlight = () => void life.command('u', UNCANCEL);
    life.command('c', CANCEL);
    life.until('2027-01-02T12:00:00.000Z');
    expect(life.edits.map(({ status }) => status)).toEqual(['INA', 'ATV']);
    expect(shown(life)).toBe('active');
  });

  it('does not say of an edit that is with the gateway that it was not sent', () => {
    const life = new EditLife();
    life.inFlight = () => void life.command('c', CANCEL);
    life.command('a', AMOUNT);
    life.until('2027-01-02T12:00:00.000Z');
    expect([stateOf(life, 'a'), stateOf(life, 'c')]).toEqual(['done', 'done']);
    expect(life.record.terms.amountCents).toBe(9_990);
  });

  it('stands when it comes while one before it is being taken back', () => {
    const life = new EditLife();
    life.command('c', CANCEL);
    life.until('2027-01-02T12:00:00.000Z');
    life.inFlight = () => void life.command('d', CANCEL);
    life.command('u', UNCANCEL);
    life.until('2027-02-20T12:00:00.000Z');
    expect(life.kept.status).toBe('INA');
    expect(shown(life)).toBe('cancelled');
  });

  it('cancelled, taken back, cancelled and taken back before anything was sent: the gateway is told', () => {
    const life = new EditLife();
    life.command('c', CANCEL);
    life.until('2027-01-02T12:00:00.000Z');
    life.mishaps = Array.from({ length: 3 }, () => 'not_sent' as const);
    life.command('u', UNCANCEL);
    life.command('d', CANCEL);
    life.command('v', UNCANCEL);
    life.until('2027-01-20T12:00:00.000Z');
    expect(life.kept.status).toBe('ATV');
    expect([shown(life), days(life)]).toEqual(['active', ['2027-01-10']]);
  });

  it('is taken while twenty commands wait, and overtakes them', () => {
    const life = new EditLife();
    life.mishaps = Array.from({ length: 99 }, () => 'not_sent' as const);
    for (let index = 0; index < 20; index += 1)
      life.command(`a${String(index)}`, { kind: 'changeAmount', amountCents: 5_000 + index });
    expect(life.command('p', { kind: 'pause' })).toMatch(/^20 commands wait already/);
    expect(life.command('c', CANCEL)).toBeUndefined();
    expect(stateOf(life, 'a19')).toBe('withdrawn');
  });
});

describe('after a short month', () => {
  it('a schedule goes on at the day that was sold', () => {
    const life = new EditLife({ firstDate: '2027-01-31' });
    life.until('2027-02-10T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-03-05T12:00:00.000Z');
    life.command('r', { kind: 'resume' });
    life.until('2027-03-06T12:00:00.000Z');
    expect(life.kept.nextDate).toBe('2027-03-31');
  });
});

describe('a gateway that names no next date of an inactive schedule', () => {
  it('is believed when it says that the date was set', () => {
    const life = new EditLife();
    life.hidesDate = true;
    life.command('p', { kind: 'pause' });
    life.command('d', { kind: 'changeNextDate', nextDate: '2027-01-25' });
    life.until('2027-01-05T12:00:00.000Z');
    expect([stateOf(life, 'd'), flags(life)]).toEqual(['done', []]);
    life.command('r', { kind: 'resume' });
    life.until('2027-02-01T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-25']);
    expect(flags(life)).toEqual([]);
  });
});
