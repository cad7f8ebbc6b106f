import { askMomentMs } from '../../../domain/calendar';
import {
  accessUntil,
  cancelledLookMs,
  chargesAfterCancellation,
  hasCancelledToTheEnd,
} from '../../../domain/edits/cancellation';
import type { Cancellation } from '../../../domain/edits/command';
import type { Charge } from '../../../domain/ledger/charge';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { charge as chargeOn, cycleOf } from '../ledger/support';
import { START_MS } from '../support/record';
import {
  AMOUNT,
  asked,
  CANCEL,
  commandIn,
  DONE,
  live,
  LOST,
  MINUTE_MS,
  now,
  PAUSE,
  sent,
  shows,
  toSend,
} from './support';

const UNCANCEL = { kind: 'uncancel' } as const;
const CANCELLATION: Cancellation = {
  ...{ when: 'now', by: 'Ana', reason: 'asked for', at: '2027-01-05T12:00:00.000Z' },
  ...{ nextDate: '2027-01-10', inactiveAt: '2027-01-05T12:01:00.000Z' },
};
const cancelled = (changes: Partial<Cancellation> = {}): SubscriptionRecord => ({
  ...live(),
  cancellation: { ...CANCELLATION, ...changes },
});
const { order } = now();

describe('a cancelled schedule is looked at for the last time', () => {
  const look = (changes: Partial<Cancellation>): number | undefined =>
    cancelledLookMs(cancelled(changes), order);

  it('after the date that the cancellation prevents', () => {
    expect(look({})).toBe(askMomentMs('2027-01-10', 'A0001'));
    expect(look({ nextDate: '2027-02-10' })).toBe(askMomentMs('2027-02-10', 'A0001'));
  });

  it('after the day of the cancellation, where that date lies before it', () => {
    expect(look({ nextDate: '2027-01-03' })).toBe(askMomentMs('2027-01-05', 'A0001'));
  });

  it('after the date that the gateway names, or else the day itself', () => {
    expect(look({ nextDate: undefined })).toBe(askMomentMs('2027-01-10', 'A0001'));
    const record = cancelled({ nextDate: undefined });
    const untold = { ...record, schedule: { ...record.schedule, snapshot: { status: 'INA' } } };
    expect(cancelledLookMs(untold, order)).toBe(askMomentMs('2027-01-05', 'A0001'));
  });

  it('not before the gateway said that it is inactive', () => {
    const { inactiveAt, ...waiting } = CANCELLATION;
    expect(inactiveAt).toBeDefined();
    expect(cancelledLookMs({ ...live(), cancellation: waiting }, order)).toBeUndefined();
    expect(cancelledLookMs(live(), order)).toBeUndefined();
  });

  it('and with that look it is at its end, unless an edit is under way', () => {
    const lookMs = askMomentMs('2027-01-10', 'A0001');
    const answered = (record: SubscriptionRecord, answeredAtMs: number): boolean =>
      hasCancelledToTheEnd({ ...record, schedule: { ...record.schedule, answeredAtMs } }, now(answeredAtMs));
    expect(answered(cancelled(), lookMs - 1)).toBe(false);
    expect(answered(cancelled(), lookMs)).toBe(true);
    expect(answered(live(), lookMs)).toBe(false);
    expect(answered(asked(UNCANCEL, cancelled()), lookMs)).toBe(false);
  });
});

describe('a charge after a cancellation', () => {
  const charge = (nit: string, day: string, changes: Partial<Charge> = {}): Charge =>
    chargeOn(nit, day, { knownAt: '2027-02-20T08:00:00.000Z', ...changes });
  const found = (charges: Charge[], at?: string): string[] => {
    const record = cancelled(at === undefined ? {} : { at });
    const cycles = [{ number: 1, dueDate: '2027-01-10', charges }];
    return chargesAfterCancellation({ ...record, ledger: { immediate: [], cycles } }).map(({ nit }) => nit);
  };

  it('is one of a later day', () => {
    const days = ['2027-01-04', '2027-01-05', '2027-01-06', '2027-01-10'];
    expect(found(days.map((day) => charge(day, day)))).toEqual(['2027-01-06', '2027-01-10']);
  });

  it('on the day itself counts where the cancellation came before the job, 03:30 in São Paulo', () => {
    const day = [charge('before', '2027-01-04'), charge('of the day', '2027-01-05')];
    expect(found(day, '2027-01-05T06:29:59.999Z')).toEqual(['of the day']);
    expect(found(day, '2027-01-05T06:30:00.000Z')).toEqual([]);
  });

  it('on the day itself counts by its own moment where the gateway told one; noon stands for none', () => {
    const at = (instant: string): Charge[] => [charge('late job', '2027-01-05', { at: instant })];
    expect(found(at('2027-01-05T06:45:00.000Z'), '2027-01-05T06:41:18.000Z')).toEqual(['late job']);
    expect(found(at('2027-01-05T06:41:00.000Z'), '2027-01-05T06:41:00.000Z')).toEqual([]);
    expect(found(at('2027-01-05T15:00:00.000Z'), '2027-01-05T06:41:18.000Z')).toEqual([]);
  });

  it('is no payment of the same morning', () => {
    const record = cancelled({ at: '2027-01-05T06:24:00.000Z' });
    const immediate = [charge('pay', '2027-01-05', { at: '2027-01-05T03:33:00.000Z' })];
    expect(chargesAfterCancellation({ ...record, ledger: { immediate, cycles: [] } })).toEqual([]);
  });

  it('is none that was known before, however far the clock of the gateway is ahead', () => {
    const record = cancelled({ at: '2027-01-05T12:00:00.000Z' });
    const ahead = { at: '2027-03-05T12:00:00.000Z', knownAt: '2027-01-05T11:59:00.000Z' };
    const immediate = [charge('pay', '2027-03-05', ahead)];
    const cycles = [{ number: 1, dueDate: '2027-03-05', charges: [charge('cycle', '2027-03-05', ahead)] }];
    expect(chargesAfterCancellation({ ...record, ledger: { immediate, cycles } })).toEqual([]);
    const later = [charge('pay', '2027-03-05', { ...ahead, knownAt: '2027-01-05T12:00:00.001Z' })];
    expect(chargesAfterCancellation({ ...record, ledger: { immediate: later, cycles } })).toEqual(later);
  });

  it('is one that moves money, or may', () => {
    const outcomes = [
      'paid',
      'pending',
      'unknown',
      'denied',
      'failed',
      'undone',
      'expired',
      'refunded',
    ] as const;
    expect(found(outcomes.map((outcome) => charge(outcome, '2027-01-10', { outcome })))).toEqual([
      ...['paid', 'pending', 'unknown'],
    ]);
  });

  it('is none once somebody has taken it back, also while that is under way', () => {
    const days = ['2027-01-07', '2027-01-09'];
    const cycles = [{ number: 1, dueDate: '2027-01-10', charges: days.map((day) => charge(day, day)) }];
    const takenBack = (at: string): string[] => {
      const record = asked(UNCANCEL, cancelled());
      const commands = (record.commands ?? []).map((command) => ({ ...command, at }));
      const found = chargesAfterCancellation({ ...record, commands, ledger: { immediate: [], cycles } });
      return found.map(({ nit }) => nit);
    };
    expect(takenBack('2027-01-08T12:00:00.000Z')).toEqual(['2027-01-07']);
  });

  it('counts from the cancellation that came after it was being taken back', () => {
    const record = asked(CANCEL, sent(toSend(UNCANCEL, cancelled()), LOST), 'c');
    const cycles = [{ number: 1, dueDate: '2027-01-10', charges: [charge('n1', '2027-01-10')] }];
    const found = chargesAfterCancellation({ ...record, ledger: { immediate: [], cycles } });
    expect(found.map(({ nit }) => nit)).toEqual(['n1']);
  });

  it('is none where nothing was cancelled', () => {
    const cycles = [{ number: 1, dueDate: '2027-01-10', charges: [charge('n1', '2027-01-10')] }];
    expect(chargesAfterCancellation({ ...live(), ledger: { immediate: [], cycles } })).toEqual([]);
  });
});

describe('what was paid for', () => {
  it('goes on until the next date only where it was cancelled at the end of the period', () => {
    expect(accessUntil(cancelled({ when: 'period_end' }))).toBe('2027-01-10');
    expect(accessUntil(cancelled({ when: 'now' }))).toBeUndefined();
    expect(accessUntil(live())).toBeUndefined();
  });

  it.each([
    [['paid', 'paid'], '2027-03-10'],
    [['paid', 'denied'], '2027-02-10'],
    [['denied', 'denied'], '2027-01-10'],
    [['denied', 'paid'], '2027-03-10'],
    [['paid', 'refunded'], '2027-02-10'],
    [['paid', 'reversed'], '2027-02-10'],
    // What is not decided may be paid.
    [['denied', 'unknown'], '2027-03-10'],
  ] as const)('ends with the first cycle of which no money was kept: %j until %s', (outcomes, until) => {
    const [january, february] = outcomes;
    const cycles = [
      cycleOf(1, '2027-01-10', january),
      cycleOf(2, '2027-02-10', february),
      cycleOf(3, '2027-03-10'),
    ];
    const record = cancelled({ when: 'period_end', nextDate: '2027-03-10' });
    expect(accessUntil({ ...record, ledger: { immediate: [], cycles } })).toBe(until);
  });
});

describe('a cancellation is taken back', () => {
  it('by a look alone where it was not sent', () => {
    const record = asked(UNCANCEL, asked(CANCEL), 'u');
    expect(record.edit).toMatchObject({ command: 'u', stage: 'look', sends: 0 });
    expect(commandIn(record)).toMatchObject({
      state: 'withdrawn',
      problem: { code: 'taken_back', message: 'it was taken back, and is not set' },
    });
    const active = shows(record, {});
    expect(active.edit).toBeUndefined();
    expect(active.cancellation).toBeUndefined();
    expect(commandIn(active, 'u')).toMatchObject({ state: 'done' });
  });

  it('by an edit where that look shows that somebody has stopped it', () => {
    const stopped = shows(asked(UNCANCEL, asked(CANCEL), 'u'), { status: 'INA' });
    expect(stopped.edit).toMatchObject({
      ...{ command: 'u', stage: 'begin', fields: { status: 'ATV', nextDate: '2027-01-10' } },
    });
    expect(stopped.cancellation).toBeDefined();
  });

  it('after the edit that it waits behind', () => {
    const record = asked(UNCANCEL, asked(CANCEL, sent(toSend(AMOUNT), LOST), 'c'), 'u');
    expect(record.edit).toMatchObject({ command: 'a', stage: 'look' });
    expect(record.commands?.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...['a under_way', 'c withdrawn', 'u planned'],
    ]);
  });

  it('by an edit where it was sent', () => {
    const record = asked(UNCANCEL, sent(toSend(CANCEL), LOST), 'u');
    expect(record.cancellation).toBeDefined();
    expect(record.commands?.map(({ id, state }) => `${id} ${state}`)).toEqual(['a under_way', 'u planned']);
  });

  it('by an edit where one before it stands at the gateway', () => {
    const inactive = shows(sent(toSend(CANCEL), DONE), { status: 'INA' }, START_MS + MINUTE_MS);
    // It is being taken back, and before that is sent another cancellation comes.
    const again = asked({ kind: 'cancel', when: 'period_end' }, asked(UNCANCEL, inactive, 'u'), 'c');
    expect(again.cancellation).toMatchObject({ when: 'period_end', before: { when: 'now' } });
    const record = asked(UNCANCEL, again, 'v');
    expect(record.cancellation).toMatchObject({ when: 'now' });
    expect(record.cancellation).not.toHaveProperty('before');
    expect(record.edit).toMatchObject({ command: 'v', fields: { status: 'ATV', nextDate: '2027-01-10' } });
  });

  it('alone where the one before it was never sent', () => {
    const unsent = asked({ kind: 'cancel', when: 'period_end' }, asked(CANCEL), 'c');
    // The gateway knew nothing of the first one: nothing stands.
    expect(unsent.cancellation).not.toHaveProperty('before');
  });
});

describe('a pause that was sent', () => {
  it('stays under way when a cancellation comes, which waits', () => {
    const record = asked(CANCEL, sent(toSend(PAUSE), LOST), 'c');
    expect(record.edit?.command).toBe('a');
    expect(record.commands?.map(({ id, state }) => `${id} ${state}`)).toEqual(['a under_way', 'c planned']);
  });
});
