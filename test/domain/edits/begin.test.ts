import {
  expectsSeid,
  noteBeginning,
  noteSending,
  takeSeid,
  withoutSeid,
} from '../../../domain/edits/apply-edit';
import { applyEdited } from '../../../domain/subscription/apply-step';
import { START_MS } from '../support/record';
import {
  AMOUNT,
  asked,
  begun,
  CANCEL,
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
  refused,
  sent,
  toSend,
} from './support';

describe('the begin of an edit', () => {
  it('is due at once, with the values that were asked for', () => {
    expect(editIn(asked(AMOUNT))).toEqual({
      ...{ command: 'a', stage: 'begin', fields: { amountCents: 5_990 }, sinceMs: START_MS, atMs: START_MS },
      ...{ waitingFor: 'the edit of the schedule', begins: 0, sends: 0, looks: 0 },
    });
  });

  it.each([
    ['answered', DONE],
    ['lost', LOST],
  ])('%s without a SEID waits a minute for the post', (_, outcome) => {
    const edit = editIn(begun(asked(AMOUNT), outcome));
    expect(edit).toMatchObject({
      ...{ stage: 'await_seid', atMs: START_MS + MINUTE_MS, begunAtMs: START_MS },
      waitingFor: "the gateway's post with the SEID",
    });
    const again = editIn(withoutSeid(begun(asked(AMOUNT), outcome), now(START_MS + MINUTE_MS)));
    expect(again).toMatchObject({
      ...{ stage: 'begin', begins: 1, atMs: START_MS + MINUTE_MS + 2_000 },
      waitingFor: 'the edit again: no SEID came',
    });
    expect(again).not.toHaveProperty('begunAtMs');
  });

  it('whose SEID came goes on with it: before its answer, and after it', () => {
    expect(editIn(toSend(AMOUNT))).toMatchObject({ stage: 'send', seid: 'seid-1', atMs: START_MS });
    const late = takeSeid(begun(asked(AMOUNT), DONE), 'seid-1', now(START_MS + 5));
    expect(editIn(late)).toMatchObject({
      ...{ stage: 'send', seid: 'seid-1', atMs: START_MS + 5, waitingFor: 'the edit of the schedule' },
    });
    const early = takeSeid(noteBeginning(asked(AMOUNT), now()), 'seid-1', now());
    expect(editIn(early)).toMatchObject({ stage: 'begin', seid: 'seid-1' });
  });

  it.each([
    ['never sent', NOT_SENT, 'dns', 'nothing was sent to the gateway'],
    ['not taken by our doors', refused({ authenticityFailed: true }), 'authenticity_error', 'not allowed'],
    ['refused for the credentials', refused({ credentialsRefused: true }), '107', 'not allowed'],
  ])('%s is made again at a growing pace', (_, outcome, code, message) => {
    const record = begun(asked(AMOUNT), outcome);
    expect(editIn(record)).toMatchObject({
      ...{ stage: 'begin', begins: 1, atMs: START_MS + 2_000, waitingFor: `the edit again: ${message}` },
    });
    expect(record.lastError).toMatchObject({ call: 'beginEdit', code, message });
    expect(editIn(begun(record, outcome))).toMatchObject({ begins: 2, atMs: START_MS + 10_000 });
  });

  it('refused fails the command, with the code', () => {
    const record = begun(asked(AMOUNT), refused());
    expect(record.edit).toBeUndefined();
    expect(commandIn(record)).toMatchObject({
      ...{ state: 'failed', problem: { code: '107', message: 'not allowed' } },
    });
    expect(record.lastError).toMatchObject({ call: 'beginEdit', code: '107' });
    const denied = begun(asked(AMOUNT), { kind: 'denied', facts: {}, code: '51', message: 'no' });
    expect(commandIn(denied)).toMatchObject({ state: 'failed', problem: { code: '51' } });
  });

  it('of a cancellation is never given up', () => {
    const record = begun(asked(CANCEL), refused(), START_MS + 20 * DAY_MS);
    expect(editIn(record)).toMatchObject({ stage: 'begin', waitingFor: 'the edit again: 107: not allowed' });
  });

  it('of anything else is given up after fourteen days', () => {
    expect(editIn(begun(asked(AMOUNT), NOT_SENT, START_MS + 14 * DAY_MS - 1)).begins).toBe(1);
    expect(commandIn(begun(asked(AMOUNT), NOT_SENT, START_MS + 14 * DAY_MS))).toMatchObject({
      ...{ state: 'failed', problem: { code: 'gave_up' } },
      problem: { message: 'tried for 14 days: nothing was sent to the gateway' },
    });
  });

  it('whose date has passed fails: nobody is charged for the past', () => {
    const record = begun(asked(DATE), NOT_SENT, Date.parse('2027-01-20T12:00:00.000Z'));
    expect(commandIn(record)).toMatchObject({
      state: 'failed',
      problem: { code: 'date_passed', message: '2027-01-20 has passed, and nobody is charged for the past' },
    });
  });

  it('an outcome of another edit, or of none, changes nothing', () => {
    const step = { kind: 'begin_edit', command: 'other' } as const;
    const record = asked(AMOUNT);
    expect(applyEdited(record, step, LOST, now()).edit).toEqual(record.edit);
    expect(applyEdited(live(), step, LOST, now()).edit).toBeUndefined();
    expect(applyEdited(record, { kind: 'send_edit', command: 'other' }, LOST, now()).edit).toEqual(
      record.edit,
    );
    const none = live();
    for (const act of [noteBeginning, noteSending, withoutSeid]) expect(act(none, now())).toBe(none);
    expect(takeSeid(none, 'x', now())).toBe(none);
  });
});

describe('a SEID', () => {
  it('is expected from the begin until the send was answered; the first one stands', () => {
    expect(expectsSeid(live(), 's')).toBe(false);
    expect(expectsSeid(asked(AMOUNT), 's')).toBe(false);
    expect(expectsSeid(begun(asked(AMOUNT), LOST), 's')).toBe(true);
    expect([expectsSeid(toSend(AMOUNT), 'seid-1'), expectsSeid(toSend(AMOUNT), 'seid-2')]).toEqual([
      true,
      false,
    ]);
    expect(expectsSeid(sent(toSend(AMOUNT), DONE), 'seid-1')).toBe(false);
    // Of a begin that never left none can come.
    expect(expectsSeid(begun(asked(AMOUNT), NOT_SENT), 's')).toBe(false);
  });
});
