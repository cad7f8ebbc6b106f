import type { Command } from '../../../domain/edits/command';
import { boundedCommands, isOfForgotten } from '../../../domain/edits/kept-commands';
import { takeCommand, withoutCommands } from '../../../domain/edits/take-command';
import { commandById } from '../../../domain/edits/known-commands';
import { asNit } from '../../../domain/ids';
import type { Cycle } from '../../../domain/ledger/ledger';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { START_MS } from '../support/record';
import { AMOUNT, asked, begun, CANCEL, CARD, commandIn, DATE, live, now, PAUSE, refused } from './support';

const lastLines = (record: SubscriptionRecord, count: number): object[] =>
  record.audit.slice(-count).map(({ event, by, what, reason }) => ({ event, by, what, reason }));

describe('a command that is taken', () => {
  it('is written down with who asked for it, why and when', () => {
    const record = asked(AMOUNT);
    expect(commandIn(record)).toEqual({
      ...{ id: 'a', change: AMOUNT, by: 'Ana', reason: 'asked for' },
      ...{ at: '2027-01-01T12:00:00.000Z', state: 'under_way' },
    });
    expect(lastLines(record, 1)).toEqual([
      {
        ...{ event: 'command_accepted', by: 'Ana', reason: 'asked for' },
        what: 'asked to change the amount to R$ 59,90',
      },
    ]);
  });

  it('twice under one id is taken once', () => {
    const once = asked(AMOUNT);
    expect(asked(PAUSE, once, 'a')).toBe(once);
  });

  it('waits for the one before it', () => {
    const record = asked(PAUSE, asked(AMOUNT), 'b');
    expect(record.commands?.map(({ id, state }) => `${id} ${state}`)).toEqual(['a under_way', 'b planned']);
    expect(record.edit?.command).toBe('a');
  });

  it('of a next date belongs to the cycle that is open, or else to the one that comes', () => {
    const cycleOf = (cycles: Cycle[]): number | undefined =>
      commandIn(asked(DATE, { ...live(), ledger: { immediate: [], cycles } })).cycle;
    const paid = {
      nit: asNit('n1'),
      outcome: 'paid',
      knownBy: 'query',
      knownAt: '2027-01-10T08:00:00.000Z',
    } as const;
    const open = { number: 4, dueDate: '2027-01-10', charges: [] };
    expect(cycleOf([open])).toBe(4);
    expect(cycleOf([{ ...open, charges: [paid] }])).toBe(5);
    expect(cycleOf([])).toBe(1);
    expect(commandIn(asked(AMOUNT))).not.toHaveProperty('cycle');
  });

  it('fails at once where its date has passed when its turn comes, and the next one begins', () => {
    const record = asked(PAUSE, asked(DATE, asked(AMOUNT), 'b'), 'c');
    const later = begun(record, refused(), Date.parse('2027-01-21T12:00:00.000Z'));
    expect(later.commands?.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...['a failed', 'b failed', 'c under_way'],
    ]);
    expect(lastLines(later, 2)).toEqual([
      {
        ...{ event: 'command_failed', by: 'Ana', what: 'failed: change the amount to R$ 59,90' },
        reason: '107: not allowed',
      },
      {
        ...{ event: 'command_failed', by: 'Ana', what: 'failed: move the next date to 2027-01-20' },
        reason: 'date_passed: 2027-01-20 has passed, and nobody is charged for the past',
      },
    ]);
    expect(later.edit).toMatchObject({ command: 'c', fields: { status: 'INA' } });
  });
});

describe('a subscription that is followed no more', () => {
  it('withdraws every command that waits, and leaves those that ended', () => {
    const record = asked(PAUSE, asked(CARD, begun(asked(AMOUNT), refused()), 'b'), 'c');
    const without = withoutCommands(record, now(START_MS + 5));
    expect(without.commands?.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...['a failed', 'b withdrawn', 'c withdrawn'],
    ]);
    expect(without.edit).toBeUndefined();
    expect(commandIn(without, 'c')).toMatchObject({
      ...{ problem: { code: 'retired', message: 'we follow the schedule no more' } },
      endedAt: '2027-01-01T12:00:00.005Z',
    });
    expect(lastLines(without, 1)).toEqual([
      {
        ...{ event: 'command_withdrawn', by: 'Ana', what: 'withdrawn: pause' },
        reason: 'retired: we follow the schedule no more',
      },
    ]);
  });

  it('of which nothing was asked stays as it is', () => {
    expect(withoutCommands(live(), now())).toEqual(live());
  });
});

describe('the commands that are remembered', () => {
  const command = (id: string, state: Command['state'], change: Command['change'] = PAUSE): Command => ({
    ...{ id, change, by: 'Ana', reason: 'asked for', at: '2027-01-01T12:00:00.000Z', state },
  });
  const kept = (commands: Command[], count: number, acknowledged: string[] = []): string =>
    boundedCommands(commands, { count, bytes: 100_000 }, acknowledged)
      .map(({ id }) => id)
      .join(' ');

  it('are the newest of those that ended, in the order in which they came', () => {
    const ended = [command('a', 'done'), command('b', 'withdrawn'), command('c', 'done')];
    expect(kept(ended, 2)).toBe('b c');
    expect(kept(ended, 3)).toBe('a b c');
  });

  it('are all that are open, whatever the bound', () => {
    const open = [command('a', 'under_way'), command('b', 'done'), command('c', 'planned')];
    expect(kept(open, 0)).toBe('a c');
    expect(kept(open, 1)).toBe('a b c');
  });

  it('are the failures that nobody has looked after before what went well', () => {
    const ended = [
      command('a', 'failed'),
      command('b', 'failed'),
      command('c', 'done', AMOUNT),
      command('d', 'done', AMOUNT),
    ];
    expect(kept(ended, 1)).toBe('b');
    expect(kept(ended, 3)).toBe('a b d');
    expect(kept(ended, 2, ['command_failed/a', 'command_failed/b'])).toBe('c d');
    expect(kept(ended, 2, ['command_failed/b'])).toBe('a d');
    // One that is made good is shown no more.
    const again = [command('a', 'failed'), command('b', 'done'), command('c', 'done', AMOUNT)];
    expect(kept(again, 2)).toBe('b c');
    // What was withdrawn is no failure.
    expect(kept([command('a', 'withdrawn'), command('b', 'done')], 1)).toBe('b');
  });

  it('forget the acknowledgement of a failure together with its command', () => {
    const commands = [command('a', 'failed'), command('b', 'done')];
    expect(isOfForgotten('command_failed/a', commands)).toBe(false);
    expect(isOfForgotten('command_failed/gone', commands)).toBe(true);
    expect(isOfForgotten('command_failed/gone', [])).toBe(true);
    expect(isOfForgotten('charge_denied/gone', commands)).toBe(false);
    expect(isOfForgotten('of command_failed/', commands)).toBe(false);
  });
});

describe('a cancellation that is asked for', () => {
  it('overtakes what was not sent, and leaves what was', () => {
    const unsent = asked(CANCEL, asked(PAUSE, asked(AMOUNT), 'b'), 'c');
    expect(unsent.commands?.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...['a withdrawn', 'b withdrawn', 'c under_way'],
    ]);
    expect(unsent.edit?.command).toBe('c');
    expect(commandById(unsent, 'b')?.problem).toEqual({
      code: 'overtaken',
      message: 'a cancellation came before it was sent',
    });
    expect(unsent.cancellation).toEqual({
      ...{ when: 'now', by: 'Ana', reason: 'asked for', at: '2027-01-01T12:00:00.000Z' },
      nextDate: '2027-01-10',
    });
  });

  it('prevents the charge of the cycle where the gateway names no date', () => {
    const record = live();
    const { nextDate, ...snapshot } = record.schedule.snapshot;
    expect(nextDate).toBe('2027-01-10');
    const ledger = { immediate: [], cycles: [{ number: 1, dueDate: '2027-01-12', charges: [] }] };
    const untold = { ...record, ledger, schedule: { ...record.schedule, snapshot } };
    expect(asked(CANCEL, untold).cancellation?.nextDate).toBe('2027-01-12');
    const nothing = { ...untold, ledger: { immediate: [], cycles: [] } };
    expect(asked(CANCEL, nothing).cancellation?.nextDate).toBeUndefined();
    expect(
      takeCommand(nothing, { id: 'x', change: CANCEL, by: 'Ana', reason: 'r' }, now()).edit,
    ).toMatchObject({
      fields: { status: 'INA' },
    });
  });
});
