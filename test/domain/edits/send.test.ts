import { withEditUnseen } from '../../../domain/edits/look-at-edit';
import { noteBeginning, noteSending, takeSeid } from '../../../domain/edits/apply-edit';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { START_MS } from '../support/record';
import {
  AMOUNT,
  asked,
  begun,
  CANCEL,
  CARD,
  commandIn,
  DATE,
  DAY_MS,
  DONE,
  editIn,
  live,
  LOST,
  MINUTE_MS,
  NOT_SENT,
  now,
  PAUSE,
  refused,
  sent,
  shows,
  toSend,
} from './support';

const SETTLED_MS = START_MS + 5 * MINUTE_MS;
const GONE = { kind: 'not_sent', reason: 'card_reference_expired', cardGone: true } as const;

describe('the send of an edit', () => {
  it('is counted before it leaves, beside what the gateway had executed', () => {
    const record = toSend(AMOUNT);
    const counted = {
      ...record,
      schedule: { ...record.schedule, listed: 2, snapshot: { ...record.schedule.snapshot, currentTimes: 3 } },
    };
    expect(editIn(noteSending(counted, now(START_MS + 5)))).toMatchObject({
      ...{ sends: 1, sentAtMs: START_MS + 5, executionsBefore: { counted: 3, listed: 2 } },
    });
    const { currentTimes, ...snapshot } = record.schedule.snapshot;
    const untold = { ...record, schedule: { ...record.schedule, snapshot } };
    expect(currentTimes).toBe(0);
    expect(editIn(noteSending(untold, now())).executionsBefore).toEqual({ counted: 0 });
  });

  it('answered: the schedule is asked at once, and nothing is in doubt', () => {
    expect(editIn(sent(toSend(AMOUNT), DONE))).toMatchObject({
      ...{ stage: 'look', answered: true, atMs: START_MS, looks: 0, sends: 1 },
      waitingFor: 'what the schedule shows of the edit',
    });
  });

  it('lost: the schedule is asked in a moment, and it is in doubt', () => {
    const record = sent(toSend(AMOUNT), LOST);
    expect(editIn(record)).toMatchObject({ stage: 'look', doubt: 'answer_timeout', atMs: START_MS + 5_000 });
    expect(record.lastError).toMatchObject({
      ...{ call: 'sendEdit', code: 'answer_timeout' },
      message: 'the outcome is not known; the schedule is being asked',
    });
  });

  it.each([
    ['refused', refused()],
    ['denied', { kind: 'denied', facts: {}, code: '107', message: 'not allowed' } as const],
  ])('%s: the schedule has the last word', (_, outcome) => {
    const record = sent(toSend(AMOUNT), outcome);
    expect(editIn(record)).toMatchObject({ stage: 'look', refusal: { code: '107', message: 'not allowed' } });
    expect(record.lastError).toMatchObject({ call: 'sendEdit', code: '107' });
    expect(commandIn(shows(record, { amountCents: 5_990 })).state).toBe('done');
  });

  it('that never left is no send: it is begun anew', () => {
    const record = sent(toSend(AMOUNT), NOT_SENT);
    expect(editIn(record)).toMatchObject({ stage: 'begin', sends: 0, begins: 1 });
    expect(editIn(record)).not.toHaveProperty('seid');
    expect(record.lastError).toMatchObject({ call: 'sendEdit', code: 'dns' });
  });

  it('without its card fails, and says what to do', () => {
    expect(commandIn(sent(toSend(CARD), GONE)).problem).toEqual({
      code: 'card_reference_expired',
      message: 'the card is no longer in the vault; take it in again and send the command once more',
    });
    const before = { ...toSend(CARD), edit: { ...editIn(toSend(CARD)), sends: 1 } };
    expect(commandIn(sent(before, GONE)).problem?.message).toContain(
      'whether it was set before is not known',
    );
  });
});

describe('what the schedule shows of an edit', () => {
  const answered = (): SubscriptionRecord => sent(toSend(AMOUNT), DONE);
  const lost = (): SubscriptionRecord => sent(toSend(AMOUNT), LOST);

  it('is what was set: the edit is done, however its send ended', () => {
    for (const record of [answered(), lost()]) {
      const done = shows(record, { amountCents: 5_990 });
      expect(done.edit).toBeUndefined();
      expect(commandIn(done)).toMatchObject({ state: 'done', endedAt: '2027-01-01T12:00:00.000Z' });
      expect(done.terms.amountCents).toBe(5_990);
    }
  });

  it('is something else: it may be on its way for five minutes', () => {
    const once = shows(lost(), {}, SETTLED_MS - 1);
    expect(editIn(once)).toMatchObject({ stage: 'look', looks: 1, atMs: SETTLED_MS - 1 + 25_000 });
    expect(editIn(shows(lost(), {}, SETTLED_MS))).toMatchObject({
      ...{ stage: 'begin', begins: 1, waitingFor: 'the edit again: it never arrived' },
    });
  });

  it('is something else although it was answered: it fails, and says what shows', () => {
    expect(commandIn(shows(answered(), {}, SETTLED_MS)).problem).toEqual({
      code: 'edit_differs',
      message: 'sent amount R$ 59,90, the gateway shows status ATV, R$ 49,90, next date 2027-01-10',
    });
    const without = { nextDate: undefined, amountCents: undefined } as never;
    const paused = sent(toSend(PAUSE), DONE);
    expect(commandIn(shows(paused, without, SETTLED_MS)).problem?.message).toBe(
      'sent status INA, the gateway shows status ATV, no amount, next date –',
    );
  });

  it('after one refusal it is begun anew; after two it fails', () => {
    const once = sent(toSend(AMOUNT), refused());
    expect(editIn(shows(once, {}))).toMatchObject({
      stage: 'begin',
      waitingFor: 'the edit again: refused with code 107',
    });
    const twice = { ...once, edit: { ...editIn(once), refusals: 2 } };
    expect(commandIn(shows(twice, {}))).toMatchObject({ state: 'failed', problem: { code: '107' } });
  });

  it('is nothing, as of a card: its answer has to do', () => {
    expect(commandIn(shows(sent(toSend(CARD), DONE), {})).state).toBe('done');
    const doubtful = sent(toSend(CARD), LOST);
    expect(editIn(shows(doubtful, {}, SETTLED_MS - 1)).stage).toBe('look');
    expect(editIn(shows(doubtful, {}, SETTLED_MS))).toMatchObject({
      waitingFor: 'the edit again: what became of it cannot be seen',
    });
    expect(editIn(shows(sent(toSend(CARD), refused()), {})).waitingFor).toContain('refused with code 107');
  });

  it('before it was sent tells nothing', () => {
    const record = toSend(AMOUNT);
    expect(shows(record, { amountCents: 5_990 })).toBe(record);
    expect(shows(live(), {})).toEqual(live());
  });

  it('that it is over: what stops it has come true, and nothing else can', () => {
    const over = { status: 'FIN', nextDate: undefined } as never;
    expect(commandIn(shows(asked(AMOUNT), over))).toMatchObject({
      state: 'failed',
      problem: { code: 'schedule_over', message: 'the gateway charges this schedule no more' },
    });
    expect(commandIn(shows(asked(PAUSE), over)).state).toBe('done');
    expect(commandIn(shows(asked(CANCEL), over)).state).toBe('done');
    expect(commandIn(shows(answered(), { status: 'FIN', amountCents: 5_990 })).state).toBe('done');
    // The commands that waited behind it have come too late as well.
    const second = asked(CARD, asked(AMOUNT), 'b');
    expect(commandIn(shows(second, over), 'b')).toMatchObject({
      state: 'failed',
      problem: { code: 'schedule_over' },
    });
  });

  it('silence is asked into at a growing pace, when the look was due', () => {
    const silent = withEditUnseen(answered(), now());
    expect(editIn(silent)).toMatchObject({ looks: 1, atMs: START_MS + 25_000 });
    expect(withEditUnseen(silent, now())).toBe(silent);
    expect(withEditUnseen(asked(AMOUNT), now())).toEqual(asked(AMOUNT));
  });
});

describe('the date that an edit sets', () => {
  const answered = (): SubscriptionRecord => sent(toSend(DATE), DONE);
  const stateAt = (changes: object, record = answered()): string =>
    commandIn(shows(record, changes, SETTLED_MS)).state;

  it.each([
    ['itself', { nextDate: '2027-01-20' }, 'done'],
    ['a cycle after it, once it has been charged', { nextDate: '2027-02-20', currentTimes: 1 }, 'done'],
    ['a year after it', { nextDate: '2028-01-20', currentTimes: 12 }, 'done'],
    ['a cycle after it, and nothing was charged', { nextDate: '2027-02-20', currentTimes: 0 }, 'failed'],
    ['another one', { nextDate: '2027-02-10', currentTimes: 1 }, 'failed'],
    ['one before it', { nextDate: '2027-01-10', currentTimes: 1 }, 'failed'],
  ])('shows as %s', (_, changes, state) => {
    expect(stateAt(changes)).toBe(state);
  });

  it('is waited for while an execution is under way, for fourteen days', () => {
    const listed = { ...toSend(DATE), schedule: { ...toSend(DATE).schedule, listed: 0 } };
    const executing = sent(listed, DONE);
    const pending = { nextDate: '2027-01-10', nits: ['n1'] };
    expect(editIn(shows(executing, pending, SETTLED_MS)).stage).toBe('look');
    expect(commandIn(shows(executing, pending, START_MS + 14 * DAY_MS)).problem?.code).toBe('edit_differs');
    const charged = { nextDate: '2027-02-20', nits: ['n1'] };
    expect(commandIn(shows(executing, charged, SETTLED_MS)).state).toBe('done');
  });

  it('is the last one known where an answer names none', () => {
    const hidden = { nextDate: undefined } as never;
    expect(shows(answered(), hidden).schedule.snapshot.nextDate).toBe('2027-01-20');
    expect(shows(sent(toSend(DATE), LOST), hidden).schedule.snapshot.nextDate).toBe('2027-01-10');
    expect(shows(answered(), { nextDate: '2027-02-10' }).schedule.snapshot.nextDate).toBe('2027-01-10');
  });

  it('moves the cycle that is open', () => {
    const done = shows(answered(), { nextDate: '2027-01-20' });
    expect(done.ledger.cycles).toMatchObject([{ number: 1, dueDate: '2027-01-20' }]);
    expect(commandIn(done)).toMatchObject({ cycle: 1 });
  });

  it('of installments is held against them', () => {
    const change = { kind: 'changeInstallments', installments: 3 } as const;
    const record = sent(toSend(change), DONE);
    expect(stateAt({ installments: 3 }, record)).toBe('done');
    expect(stateAt({ installments: 2 }, record)).toBe('failed');
    expect(stateAt({}, record)).toBe('done');
  });
});

describe('a cancellation', () => {
  it('counts at the gateway from the answer that says INA; the date that it prevents is known', () => {
    const record = shows(sent(toSend(CANCEL), LOST), { status: 'INA' });
    expect(record.cancellation).toEqual({
      ...{ when: 'now', by: 'Ana', reason: 'asked for', at: '2027-01-01T12:00:00.000Z' },
      ...{ nextDate: '2027-01-10', inactiveAt: '2027-01-01T12:00:00.000Z' },
    });
    expect(shows(record, { status: 'INA' }, SETTLED_MS).cancellation).toEqual(record.cancellation);
    expect(shows(asked(CANCEL), {}).cancellation).not.toHaveProperty('inactiveAt');
  });

  it('that finds the date passed counts to the next one of its rhythm', () => {
    const late = Date.parse('2027-01-10T12:00:00.000Z');
    expect(shows(asked(CANCEL), { status: 'INA' }, late).cancellation?.nextDate).toBe('2027-02-10');
  });

  it('ends what waits behind it: an edit whose begin is tried again is overtaken', () => {
    const sentOnce = sent(toSend(AMOUNT), LOST);
    const cancelled = asked(CANCEL, sentOnce, 'c');
    expect(commandIn(cancelled).state).toBe('under_way');
    const record = shows(cancelled, {}, SETTLED_MS);
    expect(editIn(record)).toMatchObject({ command: 'c', fields: { status: 'INA' } });
    // A look has shown that it is not set.
    expect(commandIn(record)).toMatchObject({
      ...{ state: 'withdrawn', problem: { code: 'overtaken' } },
      problem: { message: 'a cancellation came before it was set' },
    });
    expect(begun(asked(CANCEL), DONE).cancellation?.when).toBe('now');
  });

  it('waits for no edit that is between two sends, and for one that may be on its way', () => {
    const again = shows(sent(toSend(CARD), LOST), {}, SETTLED_MS);
    expect(editIn(again)).toMatchObject({ stage: 'begin', sends: 1 });
    const notSetAgain = asked(CANCEL, again, 'c', SETTLED_MS);
    expect(commandIn(notSetAgain)).toMatchObject({
      state: 'withdrawn',
      problem: { message: 'a cancellation came; whether it was set before is not known' },
    });
    expect(editIn(notSetAgain)).toMatchObject({ command: 'c', stage: 'begin', sends: 0, atMs: SETTLED_MS });

    const begunAgain = noteBeginning(again, now(SETTLED_MS));
    const withSeid = begun(takeSeid(begunAgain, 'seid-2', now(SETTLED_MS)), DONE, SETTLED_MS);
    expect(editIn(withSeid).stage).toBe('send');
    expect(editIn(asked(CANCEL, withSeid, 'c', SETTLED_MS))).toMatchObject({ command: 'c', stage: 'begin' });
    const onItsWay = noteSending(withSeid, now(SETTLED_MS));
    expect(commandIn(asked(CANCEL, onItsWay, 'c', SETTLED_MS)).state).toBe('under_way');
  });
});
