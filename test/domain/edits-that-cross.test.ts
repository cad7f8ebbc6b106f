import type { Change } from '../../domain/edits/change';
import { commandById } from '../../domain/edits/known-commands';
import { days, EditLife, many } from './support/edit-life';
import { flags, silentAfterSending, standing } from './support/silence';

// Commands that come while what came before them is with the gateway, or nobody knows what became of it.

const CANCEL: Change = { kind: 'cancel', when: 'now' };
const PAUSE: Change = { kind: 'pause' };
const CARD: Change = { kind: 'changeCard', card: { kind: 'vault', reference: 'new' } };
const AMOUNT: Change = { kind: 'changeAmount', amountCents: 5_990 };
const BACK = [
  [PAUSE, { kind: 'resume' }],
  [CANCEL, { kind: 'uncancel' }],
] as const satisfies [Change, Change][];

describe('a stop that is lost, and taken back', () => {
  const lost = (stop: Change): EditLife => {
    const life = new EditLife();
    life.until('2027-01-09T21:00:00.000Z');
    life.mishaps = ['none', 'lost_before'];
    silentAfterSending(life, '2027-01-10T12:00:00.000Z');
    life.command('s', stop);
    life.until('2027-01-09T21:04:00.000Z');
    return life;
  };

  it.each(BACK)('%j, %j: while it is begun once more, it is sent no more', (stop, back) => {
    for (const begin of ['none', 'lost_after'] as const) {
      const life = lost(stop);
      life.mishaps = [begin];
      life.inBegin = () => life.command('b', back);
      life.until('2027-01-12T12:00:00.000Z');
      expect([life.sends, life.edits, days(life), flags(life)]).toEqual([['s'], [], ['2027-01-10'], []]);
    }
  });

  it.each(BACK)('%j, %j: while its second send does not leave, it is sent no more', (stop, back) => {
    const life = lost(stop);
    life.mishaps = ['none', 'not_sent'];
    life.inFlight = () => life.command('b', back);
    life.until('2027-01-12T12:00:00.000Z');
    expect([life.edits, days(life), flags(life)]).toEqual([[], ['2027-01-10'], []]);
  });

  it('answered with success, and not shown, it is sent no more', () => {
    const life = new EditLife();
    life.until('2027-01-09T20:00:00.000Z');
    life.command('s', CANCEL);
    const stage = (): string | undefined => life.record.edit?.stage;
    while (stage() !== 'look') life.until(life.nowMs + 1_000);
    // The gateway has not kept what it answered.
    life.kept.status = 'ATV';
    while (stage() !== 'begin') life.until(life.nowMs + 1_000);
    life.command('b', { kind: 'uncancel' });
    life.until(life.nowMs + 4_000);
    life.silentUntilMs = Date.parse('2027-01-10T12:00:00.000Z');
    life.until('2027-01-12T12:00:00.000Z');
    expect([life.sends, days(life), flags(life)]).toEqual([['s'], ['2027-01-10'], []]);
  });

  it('answered with success, and not shown, does not keep a date waiting that is to be set instead', () => {
    const life = new EditLife();
    life.until('2027-01-10T05:40:00.000Z');
    life.command('p', PAUSE);
    const stage = (): string | undefined => life.record.edit?.stage;
    while (stage() !== 'look') life.until(life.nowMs + 1_000);
    life.kept.status = 'ATV';
    life.until(life.nowMs + 60_000);
    life.command('r', { kind: 'resume', nextDate: '2027-01-20' });
    life.until('2027-02-12T12:00:00.000Z');
    expect([standing(life, 'r'), days(life)]).toEqual([['done'], ['2027-01-20']]);
  });

  it.each(BACK)('%j, %j: what takes it back does not wait for a look that is hours ahead', (stop, back) => {
    const life = new EditLife();
    life.until('2027-01-07T14:30:00.000Z');
    silentAfterSending(life, '2027-01-09T07:00:00.000Z');
    life.command('s', stop);
    // The gateway has been answering for two hours.
    life.until('2027-01-09T09:00:00.000Z');
    life.command('b', back);
    life.until('2027-02-12T12:00:00.000Z');
    expect([standing(life, 's', 'b'), days(life)]).toEqual([
      ['done', 'done'],
      ['2027-01-10', '2027-02-10'],
    ]);
  });
});

describe('a cancellation', () => {
  it.each(['lost_before', 'lost_after'] as const)(
    'goes before a card that has made way for a pause, and was %s',
    (send) => {
      for (const silentUntil of ['2027-01-10T00:00:00.000Z', '2027-02-20T12:00:00.000Z']) {
        const life = new EditLife();
        life.until('2027-01-10T06:00:00.000Z');
        life.mishaps = ['none', send, ...many('not_sent')];
        life.command('card', CARD);
        life.until('2027-01-10T06:20:00.000Z');
        life.command('p', PAUSE);
        life.until('2027-01-10T06:25:00.000Z');
        const before = life.sends.length;
        life.silentUntilMs = Date.parse(silentUntil);
        life.command('c', CANCEL);
        life.mishaps = [];
        life.until('2027-02-22T12:00:00.000Z');
        expect([life.sends[before], days(life)]).toEqual(['c', []]);
        expect(commandById(life.record, 'card')?.problem?.message).toContain('not known');
        expect(life.record.gaveWay).toBeUndefined();
      }
    },
  );

  it.each([CANCEL, PAUSE])(
    '%j: the date that a resume of ours has set is no difference from what was sold',
    (stop) => {
      const life = new EditLife();
      life.until('2027-01-03T12:00:00.000Z');
      life.command('p', PAUSE);
      life.until('2027-01-05T12:00:00.000Z');
      silentAfterSending(life, '2027-01-05T13:00:00.000Z');
      life.command('r', { kind: 'resume', nextDate: '2027-01-18' });
      life.until('2027-01-05T12:10:00.000Z');
      life.command('s', stop);
      life.until('2027-03-20T12:00:00.000Z');
      expect([standing(life, 'p', 'r', 's'), days(life), flags(life)]).toEqual([
        ['done', 'overtaken', 'done'],
        [],
        [],
      ]);
    },
  );
});

it('a cancellation says of what was sent, and is known not to be set, that it came before it was set', () => {
  const life = new EditLife();
  life.until('2027-01-04T12:00:00.000Z');
  life.mishaps = ['none', 'lost_before'];
  silentAfterSending(life, '2027-01-04T14:00:00.000Z');
  life.command('a', AMOUNT);
  life.until('2027-01-04T12:30:00.000Z');
  // The pause goes first, and does not leave; an answer shows meanwhile that the amount is not set.
  life.mishaps = many('not_sent');
  life.command('p', PAUSE);
  life.until('2027-01-04T15:00:00.000Z');
  life.record = { ...life.record, schedule: { ...life.record.schedule, pollNow: true } };
  life.until('2027-01-04T15:10:00.000Z');
  expect(life.record.gaveWay).toBeUndefined();
  life.command('c', CANCEL);
  expect(commandById(life.record, 'a')?.problem?.message).toBe('a cancellation came before it was set');
});

describe('what made way for a pause that came to nothing', () => {
  it('is looked for before it is sent again: an amount, and a pause that is taken back', () => {
    const life = new EditLife();
    life.until('2027-01-10T04:00:00.000Z');
    silentAfterSending(life, '2027-01-10T09:00:00.000Z');
    life.command('a', AMOUNT);
    life.until('2027-01-10T05:00:00.000Z');
    life.mishaps = many('not_sent');
    life.command('p', PAUSE);
    life.until('2027-01-10T05:10:00.000Z');
    life.command('r', { kind: 'resume' });
    life.until('2027-01-10T06:26:00.000Z');
    life.mishaps = [];
    life.until('2027-01-12T12:00:00.000Z');
    expect([life.edits, standing(life, 'a'), flags(life)]).toEqual([[{ amountCents: 5_990 }], ['done'], []]);
    expect(life.executions).toEqual([{ day: '2027-01-10', amountCents: 5_990 }]);
  });

  it.each(['2027-01-08T04:00:00.000Z', '2027-01-10T04:00:00.000Z'])(
    'is looked for before it is sent again: an amount of %s, and a pause that is refused',
    (from) => {
      const life = new EditLife();
      life.until(from);
      silentAfterSending(life, `${from.slice(0, 10)}T09:00:00.000Z`);
      life.command('a', AMOUNT);
      life.until(`${from.slice(0, 10)}T06:26:00.000Z`);
      life.mishaps = ['none', 'refused', 'none', 'refused'];
      life.command('p', PAUSE);
      life.until('2027-01-12T12:00:00.000Z');
      expect([life.edits, standing(life, 'a', 'p'), flags(life)]).toEqual([
        ...[[{ amountCents: 5_990 }], ['done', '107'], ['command_failed']],
      ]);
    },
  );

  it.each(['2027-01-08', '2027-01-20'])('is done where it was charged meanwhile: a date, %s', (date) => {
    const life = new EditLife();
    life.until('2027-01-05T12:00:00.000Z');
    silentAfterSending(life, '2027-01-21T09:00:00.000Z');
    life.command('d', { kind: 'changeNextDate', nextDate: date });
    life.until('2027-01-05T13:00:00.000Z');
    life.mishaps = many('not_sent');
    life.command('p', PAUSE);
    life.until('2027-01-05T13:05:00.000Z');
    life.command('r', { kind: 'resume' });
    life.mishaps = [];
    life.until('2027-01-23T12:00:00.000Z');
    expect([standing(life, 'd'), days(life), flags(life)]).toEqual([['done'], [date], []]);
  });
});

it.each(['none', 'lost_after'] as const)(
  'a date within days of the charge before it is charged in a cycle of its own: the send %s',
  (send) => {
    const life = new EditLife({ firstDate: '2027-01-30' });
    life.until('2027-01-31T12:00:00.000Z');
    life.mishaps = ['none', send];
    silentAfterSending(life, '2027-02-01T14:00:00.000Z');
    life.command('d', { kind: 'changeNextDate', nextDate: '2027-02-01' });
    life.until('2027-02-10T12:00:00.000Z');
    expect([standing(life, 'd'), days(life), flags(life)]).toEqual([
      ...[['done'], ['2027-01-30', '2027-02-01'], []],
    ]);
    expect(life.record.ledger.cycles.map(({ charges }) => charges.length)).toEqual([1, 1, 0]);
  },
);

it('a card that an earlier send may have set is not told as refused only', () => {
  const life = new EditLife();
  life.until('2027-01-05T12:00:00.000Z');
  life.mishaps = ['none', 'lost_after', 'none', 'refused', 'none', 'refused'];
  life.command('c', CARD);
  life.until('2027-01-06T12:00:00.000Z');
  expect(commandById(life.record, 'c')?.problem).toEqual({
    code: '107',
    message: 'not allowed; whether the card was set by an earlier send is not known',
  });
});
