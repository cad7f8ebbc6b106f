import { accessUntil } from '../../domain/edits/cancellation';
import { commandById } from '../../domain/edits/known-commands';
import { acknowledge, flagsOf } from '../../domain/subscription/attention';
import { cutOffUntil, days, EditLife, many } from './support/edit-life';

const standing = (life: EditLife, id: string): string | undefined => {
  const command = commandById(life.record, id);
  return command?.problem?.code ?? command?.state;
};

// 03:30 in São Paulo is 06:30 UTC.
describe('a date is set in time', () => {
  it('and not while the job of its day is late: an answer of some hours ago says nothing', () => {
    const life = new EditLife();
    life.until('2027-01-10T06:00:00.000Z');
    life.jobHour = 15;
    life.until('2027-01-10T15:10:00.000Z');
    life.command('d', { kind: 'changeNextDate', nextDate: '2027-01-20' });
    life.until('2027-01-31T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10']);
    expect(standing(life, 'd')).toBe('cycle_charged');
  });

  it('and not after an execution that nobody can name, also where an earlier one was acknowledged and named since', () => {
    const life = new EditLife();
    life.unlisted = true;
    life.until('2027-01-11T12:00:00.000Z');
    life.record = acknowledge(life.record, ['counter_unexplained', 'cycle_missed'], life.context);
    life.unlisted = false;
    life.until('2027-01-31T12:00:00.000Z');
    life.command('a', { kind: 'changeAmount', amountCents: 4_991 });
    life.until('2027-02-01T12:00:00.000Z');
    life.kept.nextDate = '2027-02-03';
    life.mishaps = many('not_sent');
    life.command('d', { kind: 'changeNextDate', nextDate: '2027-02-20' });
    life.until('2027-02-02T12:00:00.000Z');
    life.unlisted = true;
    life.until('2027-02-03T12:00:00.000Z');
    expect(flagsOf(life.record, life.context)).toContain('counter_unexplained');
    life.mishaps = [];
    life.until('2027-02-28T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10', '2027-02-03']);
  });

  it.each([
    ['lost_before', '2027-01-12'],
    ['refused', '2027-01-12'],
    // The date that the gateway goes on to by itself is no sign of the edit either, nor is one near it.
    ['lost_before', '2027-02-10'],
    ['lost_before', '2027-02-12'],
  ] as const)(
    'one whose send was %s, for %s, is not taken for set by a charge on the old date',
    (mishap, nextDate) => {
      const life = new EditLife();
      life.until('2027-01-10T01:00:00.000Z');
      life.mishaps = ['none', mishap];
      life.inFlight = () => {
        life.silentUntilMs = Date.parse('2027-01-10T12:00:00.000Z');
      };
      life.command('d', { kind: 'changeNextDate', nextDate });
      life.until('2027-01-31T12:00:00.000Z');
      expect(days(life)).toEqual(['2027-01-10']);
      expect(standing(life, 'd')).toBe('cycle_charged');
      expect(flagsOf(life.record, life.context)).toEqual(['command_failed']);
      expect(life.record.ledger.cycles.map(({ dueDate }) => dueDate)).toEqual(['2027-01-10', '2027-02-10']);
    },
  );

  it('a charged date that the gateway still names is looked at after its next job', () => {
    const life = new EditLife();
    life.until('2027-01-10T06:31:00.000Z');
    life.kept.nextDate = '2027-01-10';
    life.until('2027-01-11T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10', '2027-01-11']);
    expect(flagsOf(life.record, life.context)).toEqual(['cycle_paid_twice']);
  });
});

describe('what stops the charges is in time', () => {
  it.each([{ kind: 'cancel', when: 'now' }, { kind: 'pause' }] as const)(
    '%o does not wait for a look at another edit that is a day ahead',
    (stops) => {
      const life = new EditLife();
      life.until('2027-01-08T18:00:00.000Z');
      life.mishaps = ['none', 'lost_before'];
      life.silentUntilMs = Date.parse('2027-01-09T10:30:00.000Z');
      life.command('a', { kind: 'changeAmount', amountCents: 5_990 });
      life.until('2027-01-09T12:00:00.000Z');
      life.command('s', stops);
      life.until('2027-01-12T12:00:00.000Z');
      expect(days(life)).toEqual([]);
      expect(standing(life, 's')).toBe('done');
    },
  );

  it.each([{ kind: 'cancel', when: 'now' }, { kind: 'pause' }] as const)(
    '%o does not wait for the decision of an execution, as a date does',
    (stops) => {
      const life = new EditLife();
      life.until('2027-01-10T06:24:00.000Z');
      life.executesPending = true;
      life.mishaps = ['none', 'lost_before'];
      life.inFlight = () => {
        life.silentUntilMs = Date.parse('2027-01-10T08:00:00.000Z');
      };
      life.command('d', { kind: 'changeNextDate', nextDate: '2027-01-20' });
      life.until('2027-01-10T12:00:00.000Z');
      life.command('s', stops);
      life.until('2027-01-10T12:10:00.000Z');
      expect(life.kept.status).toBe('INA');
    },
  );

  it('what was taken back before it was set is not carried out: a pause', () => {
    const life = new EditLife();
    life.until('2027-01-09T12:00:00.000Z');
    life.mishaps = many('not_sent');
    life.command('p', { kind: 'pause' });
    cutOffUntil(life, '2027-01-09T18:00:00.000Z');
    life.mishaps = many('not_sent');
    life.command('r', { kind: 'resume', chargeMissed: false });
    cutOffUntil(life, '2027-01-10T03:05:00.000Z');
    life.until('2027-02-08T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10']);
    expect([standing(life, 'p'), standing(life, 'r')]).toEqual(['taken_back', 'done']);
  });

  it('a pause that was not set, where a date is named for going on: the date alone is set', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.mishaps = many('not_sent');
    life.command('p', { kind: 'pause' });
    life.command('r', { kind: 'resume', nextDate: '2027-01-20' });
    life.mishaps = [];
    life.until('2027-01-31T12:00:00.000Z');
    expect(life.edits).toEqual([{ status: 'ATV', nextDate: '2027-01-20' }]);
    expect(days(life)).toEqual(['2027-01-20']);
  });

  it('what was taken back before it was set is not carried out: a cancellation that is known not to have arrived', () => {
    const life = new EditLife();
    life.until('2027-01-08T12:00:00.000Z');
    life.mishaps = ['none', 'lost_before'];
    life.command('c', { kind: 'cancel', when: 'now' });
    life.until('2027-01-08T12:04:00.000Z');
    cutOffUntil(life, '2027-01-09T18:00:00.000Z');
    life.mishaps = many('not_sent');
    life.command('u', { kind: 'uncancel' });
    life.mishaps = [];
    life.until('2027-01-11T12:00:00.000Z');
    expect([standing(life, 'c'), standing(life, 'u')]).toEqual(['taken_back', 'done']);
    expect(days(life)).toEqual(['2027-01-10']);
  });

  it('a cancellation that was not set is taken back by an edit where somebody in the portal has stopped the schedule meanwhile', () => {
    const life = new EditLife();
    life.until('2027-01-02T12:00:00.000Z');
    life.mishaps = many('refused');
    life.command('c', { kind: 'cancel', when: 'now' });
    life.kept.status = 'INA';
    life.until('2027-01-03T12:00:00.000Z');
    life.record = { ...life.record, schedule: { ...life.record.schedule, pollNow: true } };
    life.until('2027-01-04T12:00:00.000Z');
    expect(life.record.cancellation?.inactiveAt).toBeDefined();
    expect(standing(life, 'c')).toBe('under_way');
    life.mishaps = [];
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-05T12:00:00.000Z');
    expect([standing(life, 'c'), standing(life, 'u')]).toEqual(['taken_back', 'done']);
    expect(life.edits).toEqual([{ status: 'ATV', nextDate: '2027-01-10' }]);
    life.until('2027-01-12T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10']);
  });

  it.each([
    ['cancel', 'none'],
    ['cancel', 'lost_before'],
    ['pause', 'none'],
    ['pause', 'lost_before'],
  ] as const)('a %s does not wait for an answer about another edit that was sent (%s)', (kind, send) => {
    const life = new EditLife();
    life.until('2027-01-10T04:20:00.000Z');
    life.mishaps = ['none', send];
    life.inFlight = () => {
      life.silentUntilMs = Date.parse('2027-01-10T06:45:00.000Z');
    };
    life.command('a', { kind: 'changeAmount', amountCents: 5_990 });
    life.until('2027-01-10T04:40:00.000Z');
    life.command('s', kind === 'pause' ? { kind } : { kind, when: 'now' });
    life.until('2027-01-10T12:00:00.000Z');
    expect([standing(life, 's'), life.kept.status]).toEqual(['done', 'INA']);
    expect(days(life)).toEqual([]);
  });

  it('a pause does not wait behind a resume that was set, is not seen so, and is executed in vain day by day', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-09T22:00:00.000Z');
    life.executesInVain = true;
    life.mishaps = ['none', 'lost_after'];
    life.inFlight = () => {
      life.silentUntilMs = Date.parse('2027-01-10T09:00:00.000Z');
    };
    life.command('r', { kind: 'resume' });
    life.until('2027-01-10T06:31:00.000Z');
    life.kept.nextDate = '2027-01-11';
    life.until('2027-01-10T13:00:00.000Z');
    expect(standing(life, 'r')).toBe('under_way');
    life.command('s', { kind: 'pause' });
    life.executesInVain = false;
    life.until('2027-01-31T12:00:00.000Z');
    expect([standing(life, 'r'), standing(life, 's')]).toEqual(['overtaken', 'done']);
    expect(commandById(life.record, 'r')?.problem?.message).toBe(
      'a pause came; whether it was set before is not known',
    );
    // That of the 10th ended in an error.
    expect(days(life)).toEqual(['2027-01-10']);
    expect(life.kept.status).toBe('INA');
  });

  it('a pause outlives a cancellation that is taken back', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-06T12:00:00.000Z');
    life.command('c', { kind: 'cancel', when: 'now' });
    life.until('2027-01-07T12:00:00.000Z');
    life.command('u', { kind: 'uncancel' });
    life.until('2027-01-20T12:00:00.000Z');
    expect(standing(life, 'u')).toBe('done');
    expect(life.edits).toEqual([{ status: 'INA' }, { status: 'INA' }]);
    expect(life.record.cancellation).toBeUndefined();
    expect(days(life)).toEqual([]);
    life.command('r', { kind: 'resume' });
    life.until('2027-02-20T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-02-10']);
  });
});

describe('what goes on after a stop', () => {
  it('keeps the day that it was moved to, also by two days', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('d', { kind: 'changeNextDate', nextDate: '2027-01-12' });
    life.until('2027-02-05T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-02-20T12:00:00.000Z');
    life.command('r', { kind: 'resume' });
    life.until('2027-03-20T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-12', '2027-03-12']);
  });

  it('charges what was missed where its execution had ended without a decision', () => {
    const life = new EditLife();
    life.until('2027-01-09T12:00:00.000Z');
    life.executesInVain = true;
    life.until('2027-01-10T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-20T12:00:00.000Z');
    expect(life.command('r', { kind: 'resume', chargeMissed: true })).toBeUndefined();
    life.executesInVain = false;
    life.until('2027-01-25T12:00:00.000Z');
    expect(days(life)).toEqual(['2027-01-10', '2027-01-21']);
    expect(life.record.ledger.cycles.map(({ number, charges }) => [number, charges.length])[0]).toEqual([
      1, 2,
    ]);
  });

  it('access ends on the date whose charge is prevented, also of one that is cancelled in its night', () => {
    const life = new EditLife();
    life.until('2027-01-10T04:00:00.000Z');
    life.command('c', { kind: 'cancel', when: 'period_end' });
    life.until('2027-01-10T04:30:00.000Z');
    expect(life.kept.status).toBe('INA');
    expect(accessUntil(life.record)).toBe('2027-01-10');
    life.until('2027-01-10T12:00:00.000Z');
    expect(accessUntil(life.record)).toBe('2027-01-10');
  });

  it('and of one that was paused over its date', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.command('p', { kind: 'pause' });
    life.until('2027-01-20T12:00:00.000Z');
    life.command('c', { kind: 'cancel', when: 'period_end' });
    expect(accessUntil(life.record)).toBe('2027-01-10');
    life.until('2027-01-21T12:00:00.000Z');
    expect(accessUntil(life.record)).toBe('2027-01-10');
  });

  it('a lost send is no refusal: a SEID that expired after it is asked for once more', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.mishaps = ['none', 'lost_before', 'none', 'refused'];
    life.command('a', { kind: 'changeAmount', amountCents: 5_990 });
    life.until('2027-01-08T12:00:00.000Z');
    expect(standing(life, 'a')).toBe('done');
  });
});
