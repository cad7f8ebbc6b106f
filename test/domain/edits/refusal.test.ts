import type { Change } from '../../../domain/edits/change';
import { refusalOfChange } from '../../../domain/edits/refusal';
import { asNit } from '../../../domain/ids';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { created, orderOf, START_MS } from '../support/record';
import {
  AMOUNT,
  asked,
  begun,
  CANCEL,
  CARD,
  DATE,
  DONE,
  live,
  LOST,
  now,
  PAUSE,
  refused,
  sent,
  shows,
  toSend,
} from './support';

const RESUME: Change = { kind: 'resume' };
const UNCANCEL: Change = { kind: 'uncancel' };
const INSTALLMENTS: Change = { kind: 'changeInstallments', installments: 3 };
const ALL = [PAUSE, RESUME, CANCEL, UNCANCEL, AMOUNT, DATE, CARD, INSTALLMENTS];

const refusal = (record: SubscriptionRecord, change: Change, instant = '2027-01-05'): string | undefined =>
  refusalOfChange(record, change, now(Date.parse(`${instant}T12:00:00.000Z`)));
const withStatus = (status: string | undefined, record = live()): SubscriptionRecord => {
  const { status: before, ...snapshot } = record.schedule.snapshot;
  const told = status === undefined ? snapshot : { ...snapshot, status };
  return { ...record, schedule: { ...record.schedule, snapshot: told } };
};
/** What the gateway has told is some minutes old at noon of 5 January. */
const told = (record: SubscriptionRecord, answeredAt = '2027-01-05T11:50:01.000Z'): SubscriptionRecord => ({
  ...record,
  schedule: { ...record.schedule, answeredAtMs: Date.parse(answeredAt) },
});
const paused = (): SubscriptionRecord => withStatus('INA');
const cancelled = (status = 'INA'): SubscriptionRecord => {
  const record = shows(sent(toSend(CANCEL), { kind: 'done', facts: {} }), { status: 'INA' });
  const { schedule } = record;
  return { ...record, schedule: { ...schedule, snapshot: { ...schedule.snapshot, status } } };
};

describe('a command is refused', () => {
  it('before the subscription runs', () => {
    const record = created(orderOf({ entry: 'start_later', payment: undefined }));
    for (const change of ALL) expect(refusal(record, change)).toBe('the subscription is activating');
  });

  it.each(['FIN', 'DES', 'EXP', 'ERR'])('on a schedule that is over: %s', (status) => {
    for (const change of ALL)
      expect(refusal(withStatus(status), change)).toBe(`the gateway reports the schedule as ${status}`);
  });

  it.each([
    ['PEN', 'PEN'],
    [undefined, '–'],
  ])('but a cancellation, where the schedule is not under way: %s', (status, told) => {
    for (const change of [PAUSE, RESUME, AMOUNT, DATE, CARD, INSTALLMENTS])
      expect(refusal(withStatus(status), change)).toBe(`the gateway reports the schedule as ${told}`);
    expect(refusal(withStatus(status), CANCEL)).toBeUndefined();
  });

  it('but a cancellation, while twenty others wait', () => {
    const waiting = (count: number): SubscriptionRecord =>
      Array.from({ length: count }, (_, index) => `w${String(index)}`).reduce(
        (record, id) => asked(CARD, record, id),
        live(),
      );
    expect(refusal(waiting(19), AMOUNT)).toBeUndefined();
    expect(refusal(waiting(20), AMOUNT)).toBe(
      '20 commands wait already; ask again when some of them are done',
    );
    expect(refusal(waiting(20), CANCEL)).toBeUndefined();
    // One that has ended waits no more.
    const ended = begun(asked(CARD), refused());
    const nineteen = Array.from({ length: 19 }, (_, index) => `w${String(index)}`).reduce(
      (record, id) => asked(CARD, record, id),
      ended,
    );
    expect(refusal(nineteen, AMOUNT)).toBeUndefined();
  });
});

describe('a cancellation', () => {
  it('refuses every other change until it is taken back', () => {
    for (const change of ALL.filter((one) => one !== UNCANCEL))
      expect(refusal(cancelled(), change)).toBe(
        'Ana cancelled it at 2027-01-01T12:00:00.000Z; uncancel comes first',
      );
    expect(refusal(cancelled(), UNCANCEL)).toBeUndefined();
  });

  it('that was undone elsewhere refuses no other cancellation', () => {
    expect(refusal(cancelled('ATV'), CANCEL)).toBeUndefined();
    expect(refusal(cancelled('ATV'), AMOUNT)).toMatch(/uncancel comes first/);
  });

  it('that was undone elsewhere is carried out once more as it was: by whom, when, and how', () => {
    const again = asked({ kind: 'cancel', when: 'period_end' }, cancelled('ATV'), 'c', START_MS + 3_600_000);
    expect(again.cancellation).toMatchObject({
      ...{ when: cancelled().cancellation?.when, by: 'Ana', at: '2027-01-01T12:00:00.000Z' },
    });
    // It was at once: nobody cancelled to the end of the period on that day.
    expect(again.cancellation?.when).toBe('now');
    expect(again.cancellation).not.toHaveProperty('inactiveAt');
    expect(again.edit).toMatchObject({ command: 'c', fields: { status: 'INA' } });
  });

  it('that is being taken back refuses nothing but another uncancel', () => {
    const back = asked(UNCANCEL, cancelled(), 'u');
    expect(refusal(back, UNCANCEL)).toBe('the cancellation is being taken back already');
    for (const change of [PAUSE, CANCEL, AMOUNT, DATE, CARD, INSTALLMENTS])
      expect(refusal(back, change)).toBeUndefined();
  });

  it('that came after it was being taken back stands', () => {
    const { commands, edit, ...told } = shows(sent(toSend(CANCEL), DONE), { status: 'INA' });
    expect(edit).toBeUndefined();
    const lost = sent(toSend(UNCANCEL, told), LOST);
    expect(refusal(lost, AMOUNT)).toBeUndefined();
    const again = asked(CANCEL, lost, 'c');
    for (const change of [RESUME, PAUSE, AMOUNT, DATE, CARD, INSTALLMENTS])
      expect(refusal(again, change)).toMatch(/uncancel comes first/);
    expect(refusal(again, UNCANCEL)).toBeUndefined();
  });

  it('that nobody asked for cannot be taken back', () => {
    expect(refusal(live(), UNCANCEL)).toBe('it is not cancelled');
  });

  it('was not taken back by an uncancel that failed', () => {
    const failed = asked(UNCANCEL, cancelled(), 'u');
    const commands = (failed.commands ?? []).map((one) =>
      one.id === 'u' ? { ...one, state: 'failed' as const } : one,
    );
    expect(refusal({ ...failed, commands }, UNCANCEL)).toBeUndefined();
    expect(refusal({ ...failed, commands }, AMOUNT)).toMatch(/uncancel comes first/);
  });
});

describe('a pause and a resume', () => {
  it('are refused where they would change nothing', () => {
    expect(refusal(told(paused()), PAUSE)).toBe('it is paused already, or will be');
    expect(refusal(told(live()), RESUME)).toBe('it is not paused');
    expect(refusal(told(live()), PAUSE)).toBeUndefined();
    expect(refusal(told(paused()), RESUME)).toBeUndefined();
  });

  it('are taken where somebody may have done the contrary in the portal since the gateway told', () => {
    const then = '2027-01-05T11:50:00.000Z';
    expect(refusal(told(paused(), then), PAUSE)).toBeUndefined();
    expect(refusal(told(live(), then), RESUME)).toBeUndefined();
    // What sets a date looks for nothing first: on a schedule that is active it would move a charge, or add one.
    for (const dated of [{ nextDate: '2027-01-20' }, { chargeMissed: true }] as const)
      expect(refusal(told(live(), then), { ...RESUME, ...dated })).toBe('it is not paused');
    const stopping = asked(PAUSE, told(live(), then));
    expect(refusal(stopping, { ...RESUME, nextDate: '2027-01-20' })).toBeUndefined();
  });

  it('count with what was asked for before, and with nothing that ended', () => {
    expect(refusal(asked(PAUSE), PAUSE)).toBe('it is paused already, or will be');
    expect(refusal(asked(PAUSE), RESUME)).toBeUndefined();
    expect(refusal(asked(RESUME, asked(PAUSE), 'b'), PAUSE)).toBeUndefined();
    expect(refusal(asked(RESUME, asked(PAUSE), 'b'), RESUME)).toBe('it is not paused');
    expect(refusal(asked(AMOUNT, asked(PAUSE), 'b'), RESUME)).toBeUndefined();
    expect(refusal(begun(asked(PAUSE), refused()), PAUSE)).toBeUndefined();
    expect(refusal(asked(UNCANCEL, cancelled(), 'u'), RESUME)).toBe('it is not paused');
  });

  it('charge what was missed only where something was', () => {
    const missed: Change = { kind: 'resume', chargeMissed: true };
    expect(refusal(paused(), missed, '2027-01-09')).toBe('chargeMissed: nothing was missed');
    expect(refusal(paused(), missed, '2027-01-10')).toBeUndefined();
    expect(refusal(paused(), { ...missed, nextDate: '2027-01-20' }, '2027-01-10')).toBe(
      'nextDate: not together with chargeMissed, which charges tomorrow',
    );
  });

  it('name a date ahead', () => {
    const on = (nextDate: string): Change => ({ kind: 'resume', nextDate });
    expect(refusal(paused(), on('2027-01-05'))).toBe('nextDate: must be after today, 2027-01-05');
    expect(refusal(paused(), on('2027-01-06'))).toBeUndefined();
  });
});

describe('the next date', () => {
  const on = (nextDate: string): Change => ({ kind: 'changeNextDate', nextDate });

  it('is tomorrow at the earliest, and two years ahead at the latest', () => {
    expect(refusal(live(), on('2027-01-05'))).toBe('nextDate: must be after today, 2027-01-05');
    expect(refusal(live(), on('2027-01-06'))).toBeUndefined();
    expect(refusal(live(), on('2029-01-05'))).toBeUndefined();
    expect(refusal(live(), on('2029-01-06'))).toBe('nextDate: must be on or before 2029-01-05');
  });

  it('is after the last one that was charged: two cycles on one date could not be told apart', () => {
    const record = live();
    const charge = {
      nit: asNit('n1'),
      outcome: 'paid',
      knownBy: 'query',
      knownAt: '2027-01-10T08:00:00.000Z',
    } as const;
    const cycles = [
      { number: 1, dueDate: '2027-01-10', charges: [charge] },
      { number: 2, dueDate: '2027-02-10', charges: [{ ...charge, nit: asNit('n2') }] },
      { number: 3, dueDate: '2027-03-10', charges: [] },
    ];
    const charged = { ...record, ledger: { immediate: [], cycles } };
    expect(refusal(charged, on('2027-02-10'))).toBe('nextDate: must be after 2027-02-10, which was executed');
    // An execution that ended ERR charged nobody: its cycle is still to come, and can be moved to an earlier date.
    const failed = { number: 1, dueDate: '2027-01-10', charges: [{ ...charge, outcome: 'failed' as const }] };
    const inVain = { ...record, ledger: { immediate: [], cycles: [failed] } };
    expect(refusal(inVain, on('2027-01-09'))).toBeUndefined();
    expect(refusal(charged, on('2027-02-11'))).toBeUndefined();
    expect(refusal(charged, on('2027-03-10'))).toBeUndefined();
  });
});

describe('an amount', () => {
  const of = (amountCents: number): Change => ({ kind: 'changeAmount', amountCents });

  it('that the schedule has already is refused', () => {
    expect(refusal(told(live()), of(4_990))).toBe('the amount is R$ 49,90 already');
    expect(refusal(told(live()), of(4_991))).toBeUndefined();
  });

  it('that was told a while ago may be another one by now', () => {
    expect(refusal(told(live(), '2027-01-05T11:50:00.000Z'), of(4_990))).toBeUndefined();
  });

  it('is held against what was asked for last, and not against what failed', () => {
    const record = asked(PAUSE, asked(of(6_990), asked(AMOUNT), 'b'), 'c');
    expect(refusal(record, of(6_990))).toBe('the amount is R$ 69,90 already');
    expect(refusal(record, of(5_990))).toBeUndefined();
    expect(refusal(record, of(4_990))).toBeUndefined();
    expect(refusal(begun(asked(AMOUNT), refused()), of(5_990))).toBeUndefined();
    expect(refusal(told(begun(asked(AMOUNT), refused())), of(4_990))).toBe('the amount is R$ 49,90 already');
  });

  it('is held against what was sold where the gateway tells none', () => {
    const record = told(live());
    const { amountCents, ...snapshot } = record.schedule.snapshot;
    expect(amountCents).toBe(4_990);
    const untold = { ...record, schedule: { ...record.schedule, snapshot } };
    expect(refusal({ ...untold, terms: { ...record.terms, amountCents: 3_990 } }, of(3_990))).toBe(
      'the amount is R$ 39,90 already',
    );
  });
});
