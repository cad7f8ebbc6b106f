import type { Change } from '../../domain/edits/change';
import { commandStanding } from '../../domain/edits/standing';
import { commandById } from '../../domain/edits/known-commands';
import { cycleOutcome } from '../../domain/ledger/ledger';
import { flagsOf } from '../../domain/subscription/attention';
import { shownState } from '../../domain/subscription/state';
import { EditLife, type Mishap } from './support/edit-life';

const AMOUNT: Change = { kind: 'changeAmount', amountCents: 5_990 };
const PAUSE: Change = { kind: 'pause' };
const CANCEL: Change = { kind: 'cancel', when: 'now' };
const CARD: Change = { kind: 'changeCard', card: { kind: 'vault', reference: 'new' } };

const stateOf = (life: EditLife, id: string): string | undefined => commandById(life.record, id)?.state;
const flags = (life: EditLife): string[] => flagsOf(life.record, life.context);
const outcomes = (life: EditLife): string[] =>
  life.record.ledger.cycles.map((cycle) => `${cycle.dueDate} ${cycleOutcome(cycle)}`);

describe('an edit', () => {
  it('is done once the schedule shows it', () => {
    const life = new EditLife();
    life.command('a', AMOUNT);
    life.until('2027-01-01T12:01:00.000Z');
    expect(life.calls).toEqual(['begin none', 'send none']);
    expect(stateOf(life, 'a')).toBe('done');
    expect(life.record.terms.amountCents).toBe(5_990);
    life.until('2027-01-12T12:00:00.000Z');
    expect(life.executions).toEqual([{ day: '2027-01-10', amountCents: 5_990 }]);
    expect(flags(life)).toEqual([]);
  });

  const EACH: [Mishap, string[]][] = [
    ['not_sent', ['begin not_sent', 'begin none', 'send none']],
    ['lost_before', ['begin lost_before', 'begin none', 'send none']],
    ['lost_after', ['begin lost_after', 'send none']],
    ['refused', ['begin refused', 'begin none', 'send none']],
    ['silent', ['begin silent', 'begin none', 'send none']],
  ];
  it.each(EACH)('whose begin meets %s comes to its end', (mishap, calls) => {
    const life = new EditLife();
    life.mishaps = [mishap];
    life.command('a', AMOUNT);
    life.until('2027-01-01T14:00:00.000Z');
    expect(life.calls).toEqual(calls);
    expect(stateOf(life, 'a')).toBe('done');
    expect(life.edits).toHaveLength(1);
  });

  const SENDS: [Mishap, string[], number][] = [
    ['not_sent', ['begin none', 'send not_sent', 'begin none', 'send none'], 1],
    ['lost_before', ['begin none', 'send lost_before', 'begin none', 'send none'], 1],
    ['lost_after', ['begin none', 'send lost_after'], 1],
    ['refused', ['begin none', 'send refused', 'begin none', 'send none'], 1],
  ];
  it.each(SENDS)('whose send meets %s comes to its end', (mishap, calls, edits) => {
    const life = new EditLife();
    life.mishaps = ['none', mishap];
    life.command('a', AMOUNT);
    life.until('2027-01-01T14:00:00.000Z');
    expect(life.calls).toEqual(calls);
    expect(stateOf(life, 'a')).toBe('done');
    expect(life.edits).toHaveLength(edits);
  });

  it('is in doubt until the schedule was asked, and then goes on', () => {
    const life = new EditLife();
    life.mishaps = [
      'none',
      'lost_before',
      'not_sent',
      'not_sent',
      'not_sent',
      'not_sent',
      'not_sent',
      'not_sent',
    ];
    const standingAt = (ms: number): string | undefined => {
      life.until(life.nowMs + ms);
      return commandStanding(life.record, 'a', life.context)?.kind;
    };
    life.command('a', AMOUNT);
    expect(standingAt(10_000)).toBe('in_doubt');
    expect(standingAt(8 * 60_000)).toBe('accepted');
    expect(standingAt(4 * 3_600_000)).toBe('carried_out');
  });

  it('of a card, whose reply was lost, is set once more: a query does not show it', () => {
    const life = new EditLife();
    life.mishaps = ['none', 'lost_after'];
    life.command('a', CARD);
    life.until('2027-01-01T14:00:00.000Z');
    expect(life.edits).toHaveLength(2);
    expect(life.kept.card).toBe('new');
    expect(stateOf(life, 'a')).toBe('done');
  });

  it('that is refused twice fails, with the code and a flag', () => {
    const life = new EditLife();
    life.mishaps = ['none', 'refused', 'none', 'refused'];
    life.command('a', AMOUNT);
    life.until('2027-01-02T14:00:00.000Z');
    expect(commandById(life.record, 'a')).toMatchObject({ state: 'failed', problem: { code: '107' } });
    expect(flags(life)).toContain('command_failed');
    expect(life.record.terms.amountCents).toBe(4_990);
  });

  it('is not sent between the job on a due date and the answer after it', () => {
    const life = new EditLife();
    life.until('2027-01-10T06:45:00.000Z');
    life.command('a', AMOUNT);
    life.until('2027-01-10T07:30:00.000Z');
    expect(life.calls).toEqual([]);
    expect(commandStanding(life.record, 'a', life.context)?.kind).toBe('accepted');
    life.until('2027-01-10T09:00:00.000Z');
    expect(stateOf(life, 'a')).toBe('done');
    expect(life.executions).toEqual([{ day: '2027-01-10', amountCents: 4_990 }]);
    expect(flags(life)).toEqual([]);
  });
});

describe('several commands', () => {
  it('are carried out in the order of their acceptance', () => {
    const life = new EditLife();
    life.mishaps = ['not_sent', 'lost_before'];
    life.command('a', AMOUNT);
    life.command('b', { kind: 'changeNextDate', nextDate: '2027-01-20' });
    life.command('c', { kind: 'changeInstallments', installments: 2 });
    life.until('2027-01-01T18:00:00.000Z');
    expect(['a', 'b', 'c'].map((id) => stateOf(life, id))).toEqual(['done', 'done', 'done']);
    expect(life.edits).toEqual([{ amountCents: 5_990 }, { nextDate: '2027-01-20' }, { installments: 2 }]);
  });

  it('that have not been sent are overtaken by a cancellation', () => {
    const life = new EditLife();
    life.mishaps = ['not_sent', 'not_sent', 'not_sent'];
    life.command('a', AMOUNT);
    life.command('b', PAUSE);
    life.until('2027-01-01T12:00:05.000Z');
    life.command('c', CANCEL);
    expect(['a', 'b'].map((id) => stateOf(life, id))).toEqual(['withdrawn', 'withdrawn']);
    life.until('2027-01-01T18:00:00.000Z');
    expect(life.edits).toEqual([{ status: 'INA' }]);
  });
});

describe('the next date', () => {
  it('belongs to the cycle that is open: nothing is missed, nothing differs', () => {
    const life = new EditLife();
    life.command('a', { kind: 'changeNextDate', nextDate: '2027-01-25' });
    life.until('2027-03-01T12:00:00.000Z');
    expect(outcomes(life)).toEqual(['2027-01-25 paid', '2027-02-25 paid', '2027-03-25 due']);
    expect(flags(life)).toEqual([]);
  });

  it('that has passed by the time of the edit charges nobody for the past', () => {
    const life = new EditLife();
    life.mishaps = Array.from({ length: 40 }, () => 'not_sent' as const);
    life.command('a', { kind: 'changeNextDate', nextDate: '2027-01-03' });
    life.until('2027-01-05T12:00:00.000Z');
    expect(commandById(life.record, 'a')).toMatchObject({
      state: 'failed',
      problem: { code: 'date_passed' },
    });
    expect(life.edits).toEqual([]);
  });

  it.each([
    ['today', '2027-01-01'],
    ['the past', '2026-12-01'],
    ['too far ahead', '2029-02-01'],
  ])('is refused for %s', (_which, nextDate) => {
    expect(new EditLife().command('a', { kind: 'changeNextDate', nextDate })).toMatch(/^nextDate: must be/);
  });
});

describe('pause and resume', () => {
  it('never charge the past', () => {
    const life = new EditLife();
    life.command('p', PAUSE);
    life.until('2027-03-15T12:00:00.000Z');
    expect(life.executions).toEqual([]);
    life.command('r', { kind: 'resume' });
    life.until('2027-05-01T12:00:00.000Z');
    expect(life.executions.map(({ day }) => day)).toEqual(['2027-04-10']);
    expect(outcomes(life)).toEqual([
      '2027-01-10 skipped',
      '2027-02-10 skipped',
      '2027-03-10 skipped',
      '2027-04-10 paid',
      '2027-05-10 due',
    ]);
    expect(flags(life)).toEqual([]);
  });

  it('charge what was missed when that is asked for by name', () => {
    const life = new EditLife();
    life.command('p', PAUSE);
    life.until('2027-01-15T12:00:00.000Z');
    life.command('r', { kind: 'resume', chargeMissed: true });
    life.until('2027-01-18T12:00:00.000Z');
    expect(life.executions.map(({ day }) => day)).toEqual(['2027-01-16']);
    expect(outcomes(life)).toEqual(['2027-01-16 paid', '2027-02-16 due']);
    expect(flags(life)).toEqual([]);
  });

  it('are refused where they change nothing', () => {
    const life = new EditLife();
    expect(life.command('r', { kind: 'resume' })).toBe('it is not paused');
    life.command('p', PAUSE);
    expect(life.command('q', PAUSE)).toBe('it is paused already, or will be');
  });
});

describe('a cancellation', () => {
  it('ends the subscription once the gateway was seen not to charge it', () => {
    const life = new EditLife();
    life.command('c', CANCEL);
    expect(shownState(life.record).state).toBe('cancelling');
    life.until('2027-01-01T12:10:00.000Z');
    expect(life.kept.status).toBe('INA');
    expect(shownState(life.record).state).toBe('cancelling');
    life.until('2027-01-11T12:00:00.000Z');
    expect(shownState(life.record).state).toBe('cancelled');
    expect(life.executions).toEqual([]);
    expect(outcomes(life)).toEqual(['2027-01-10 skipped']);
  });

  it('whose send is lost twice is carried out all the same', () => {
    const life = new EditLife();
    life.mishaps = ['none', 'lost_before', 'none', 'lost_before'];
    life.command('c', CANCEL);
    life.until('2027-01-02T12:00:00.000Z');
    expect(life.kept.status).toBe('INA');
    expect(stateOf(life, 'c')).toBe('done');
  });

  it('that the gateway overtook is told, with the name of who cancelled', () => {
    const life = new EditLife();
    life.until('2027-01-09T12:00:00.000Z');
    life.mishaps = Array.from({ length: 400 }, () => 'not_sent' as const);
    life.command('c', CANCEL);
    life.until('2027-01-10T12:00:00.000Z');
    expect(life.executions).toHaveLength(1);
    expect(flags(life)).toContain('charged_after_cancellation');
    life.mishaps = [];
    life.until('2027-03-15T12:00:00.000Z');
    expect(life.kept.status).toBe('INA');
    expect(life.executions).toHaveLength(1);
    // Nobody has looked after the money yet.
    expect(shownState(life.record).state).toBe('cancelling');
  });

  it('is taken back before its date without a second charge', () => {
    const life = new EditLife();
    life.command('c', { kind: 'cancel', when: 'period_end' });
    life.until('2027-01-05T12:00:00.000Z');
    expect(life.command('x', AMOUNT)).toMatch(/uncancel comes first/);
    expect(life.command('u', { kind: 'uncancel' })).toBeUndefined();
    life.until('2027-02-01T12:00:00.000Z');
    expect(shownState(life.record).state).toBe('active');
    expect(life.executions.map(({ day }) => day)).toEqual(['2027-01-10']);
    expect(flags(life)).toEqual([]);
  });

  it('that was not sent yet is taken back without a call', () => {
    const life = new EditLife();
    life.mishaps = ['not_sent'];
    life.command('c', CANCEL);
    life.until('2027-01-01T12:00:01.500Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-02T12:00:00.000Z');
    expect(life.edits).toEqual([]);
    expect(shownState(life.record).state).toBe('active');
    expect(stateOf(life, 'c')).toBe('withdrawn');
  });

  it('is never given up, and a person is told when it does not come on', () => {
    const life = new EditLife();
    life.mishaps = Array.from({ length: 5_000 }, () => 'not_sent' as const);
    life.command('c', CANCEL);
    life.until('2027-01-03T12:00:00.000Z');
    expect(flags(life)).toContain('command_stuck');
    life.until('2027-02-03T12:00:00.000Z');
    expect(stateOf(life, 'c')).toBe('under_way');
  });
});
