import type { Change } from '../../domain/edits/change';
import { commandById } from '../../domain/edits/known-commands';
import { refusalOfRetirement } from '../../domain/subscription/commands';
import { days, EditLife, many } from './support/edit-life';
import { flags, silentAfterSending, standing } from './support/silence';

// What was sent, and nobody tells what became of it: the gateway takes edits, and answers no question.

const CANCEL: Change = { kind: 'cancel', when: 'now' };
const PAUSE: Change = { kind: 'pause' };
const AMOUNT: Change = { kind: 'changeAmount', amountCents: 5_990 };
const CARD: Change = { kind: 'changeCard', card: { kind: 'carat_token', token: 't' } };

const problemOf = (life: EditLife, id: string): string | undefined =>
  commandById(life.record, id)?.problem?.message;

describe('an edit that makes way for a stop, and was set', () => {
  it.each([
    [PAUSE, []],
    [AMOUNT, ['2027-01-10', '2027-02-10']],
    [{ kind: 'changeNextDate', nextDate: '2027-01-20' }, ['2027-01-20', '2027-02-20']],
    [CARD, ['2027-01-10', '2027-02-10']],
    [{ kind: 'changeInstallments', installments: 3 }, ['2027-01-10', '2027-02-10']],
  ] as [Change, string[]][])('is done once the schedule shows it: %j', (change, charged) => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    silentAfterSending(life, '2027-01-05T13:00:00.000Z');
    life.command('a', change);
    life.until('2027-01-05T12:06:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-06T12:00:00.000Z');
    expect(standing(life, 'a', 'c')).toEqual(['done', 'done']);
    life.command('u', { kind: 'uncancel' });
    life.until('2027-03-01T12:00:00.000Z');
    expect(standing(life, 'u')).toEqual(['done']);
    expect(days(life)).toEqual(charged);
    expect(flags(life)).toEqual([]);
  });

  it('is not said to be unsent by a cancellation that comes after a pause', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    silentAfterSending(life, '2027-01-05T18:00:00.000Z');
    life.command('i', { kind: 'changeInstallments', installments: 3 });
    life.until('2027-01-05T12:10:00.000Z');
    life.command('p', PAUSE);
    life.until('2027-01-05T12:12:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-06T12:00:00.000Z');
    expect(life.edits).toContainEqual({ installments: 3 });
    expect(standing(life, 'i', 'c')).toEqual(['done', 'done']);
  });

  it('is set once more after a pause where it does not show, and once where it does', () => {
    for (const [send, edits] of [
      ['lost_before', 2],
      ['lost_after', 2],
    ] as const) {
      const life = new EditLife();
      life.until('2027-01-05T12:00:00.000Z');
      life.mishaps = ['none', send];
      silentAfterSending(life, '2027-01-05T18:00:00.000Z');
      life.command('a', AMOUNT);
      life.until('2027-01-05T12:10:00.000Z');
      life.command('p', PAUSE);
      life.until('2027-01-06T12:00:00.000Z');
      expect(standing(life, 'a', 'p')).toEqual(['done', 'done']);
      expect(life.edits.filter(({ amountCents }) => amountCents === 5_990)).toHaveLength(edits - 1);
      expect(life.kept).toMatchObject({ amountCents: 5_990, status: 'INA' });
    }
  });

  it('keeps our side from ending while that is not known', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.mishaps = ['none', 'lost_after'];
    silentAfterSending(life, '2027-01-06T12:00:00.000Z');
    life.command('a', AMOUNT);
    life.until('2027-01-05T12:10:00.000Z');
    life.mishaps = many('not_sent');
    life.command('p', PAUSE);
    life.until('2027-01-05T12:20:00.000Z');
    expect(life.record.edit?.command).toBe('p');
    expect(refusalOfRetirement(life.record)).toContain('is not known yet');
    life.mishaps = [];
    life.until('2027-01-07T12:00:00.000Z');
    expect(refusalOfRetirement(life.record)).toBeUndefined();
  });

  it('and was not set, is withdrawn by a cancellation, with what is known', () => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    life.mishaps = ['none', 'lost_before'];
    silentAfterSending(life, '2027-01-05T13:00:00.000Z');
    life.command('a', AMOUNT);
    life.until('2027-01-05T12:06:00.000Z');
    life.command('c', CANCEL);
    life.until('2027-01-06T12:00:00.000Z');
    expect(standing(life, 'a', 'c')).toEqual(['overtaken', 'done']);
    expect(problemOf(life, 'a')).toBe('a cancellation came before it was set');
    expect(life.record.gaveWay).toBeUndefined();
    expect(flags(life)).toEqual([]);
  });
});

describe('a date that nobody has answered for, and that came in silence', () => {
  it('holds up nothing once the charge of the date before is read', () => {
    const life = new EditLife();
    life.until('2027-01-09T18:00:00.000Z');
    life.mishaps = ['none', 'lost_before'];
    silentAfterSending(life, '2027-01-12T12:00:00.000Z');
    life.command('d', { kind: 'changeNextDate', nextDate: '2027-01-12' });
    life.until('2027-01-13T12:00:00.000Z');
    life.command('a', AMOUNT);
    life.until('2027-01-15T12:00:00.000Z');
    expect(standing(life, 'd', 'a')).toEqual(['cycle_charged', 'done']);
  });

  it('is done where it was charged on it', () => {
    const life = new EditLife();
    life.until('2027-01-09T18:00:00.000Z');
    life.mishaps = ['none', 'lost_after'];
    silentAfterSending(life, '2027-01-12T12:00:00.000Z');
    life.command('d', { kind: 'changeNextDate', nextDate: '2027-01-12' });
    life.until('2027-01-15T12:00:00.000Z');
    expect([standing(life, 'd'), days(life), flags(life)]).toEqual([['done'], ['2027-01-12'], []]);
  });

  it('is done where it was charged on it at the end of a month, too', () => {
    const life = new EditLife({ firstDate: '2027-01-31' });
    life.until('2027-01-27T18:00:00.000Z');
    life.mishaps = ['none', 'lost_after'];
    silentAfterSending(life, '2027-01-30T12:00:00.000Z');
    life.command('d', { kind: 'changeNextDate', nextDate: '2027-01-29' });
    life.until('2027-02-05T12:00:00.000Z');
    expect([standing(life, 'd'), days(life), flags(life)]).toEqual([['done'], ['2027-01-29'], []]);
  });

  it.each([
    ['2027-01-28T18:00:00.000Z', '2027-02-02', '2027-02-02T12:00:00.000Z'],
    ['2027-01-27T18:00:00.000Z', '2027-01-29', '2027-01-31T12:00:00.000Z'],
  ])(
    'is not taken for set by a date near it at the end of a month: sent %s for %s',
    (sentAt, nextDate, until) => {
      const life = new EditLife({ firstDate: '2027-01-31' });
      life.until(sentAt);
      life.mishaps = ['none', 'lost_before'];
      silentAfterSending(life, until);
      life.command('d', { kind: 'changeNextDate', nextDate });
      life.until('2027-02-05T12:00:00.000Z');
      expect([standing(life, 'd'), days(life), flags(life)]).toEqual([
        ['cycle_charged'],
        ['2027-01-31'],
        ['command_failed'],
      ]);
    },
  );
});
