import { hasMetTrouble, newEdit } from '../../../domain/edits/edit';
import { commandStanding } from '../../../domain/edits/standing';
import { noteBeginning } from '../../../domain/edits/apply-edit';
import { applyEdited } from '../../../domain/subscription/apply-step';
import { START_MS } from '../support/record';
import {
  AMOUNT,
  asked,
  CANCEL,
  commandIn,
  begun,
  DATE,
  DAY_MS,
  live,
  LOST,
  now,
  PAUSE,
  refused,
  sent,
  shows,
  toSend,
} from './support';

describe('a command', () => {
  it('that nobody knows has no standing', () => {
    expect(commandStanding(live(), 'a', now())).toBeUndefined();
  });

  it('waits while its edit goes as it should', () => {
    expect(commandStanding(asked(AMOUNT), 'a', now())).toEqual({ kind: 'waiting' });
    expect(commandStanding(toSend(AMOUNT), 'a', now())).toEqual({ kind: 'waiting' });
    // One that waits for another edit does so too.
    expect(commandStanding(asked(PAUSE, asked(AMOUNT), 'b'), 'b', now())).toEqual({ kind: 'waiting' });
    // Between two edits there is none for a moment.
    const { edit, ...between } = asked(AMOUNT);
    expect(edit).toBeDefined();
    expect(commandStanding(between, 'a', now())).toEqual({ kind: 'waiting' });
  });

  it('is accepted when its edit meets trouble, or is held over the job of a due date', () => {
    expect(commandStanding(begun(asked(AMOUNT), LOST), 'a', now())).toEqual({ kind: 'accepted' });
    const atJob = now(Date.parse('2027-01-10T06:30:00.000Z'));
    expect(commandStanding(asked(AMOUNT), 'a', atJob)).toEqual({ kind: 'accepted' });
    // The question before a date is set goes out at once, and its answer comes in a moment.
    const noon = START_MS + 4 * DAY_MS;
    expect(commandStanding(asked(DATE, live(), 'a', noon), 'a', now(noon))).toEqual({ kind: 'waiting' });
  });

  it('behind several others is accepted at once: the server takes ten Updates at a time', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const record = ids.reduce((before, id) => asked(AMOUNT, before, id), live());
    const standings = ids.map((id) => commandStanding(record, id, now())?.kind);
    expect(standings).toEqual([...Array.from({ length: 4 }, () => 'waiting'), 'accepted']);
  });

  it('is in doubt when its own send is', () => {
    const record = asked(PAUSE, sent(toSend(AMOUNT), LOST), 'b');
    expect(commandStanding(record, 'a', now())).toEqual({ kind: 'in_doubt' });
    expect(commandStanding(record, 'b', now())).toEqual({ kind: 'accepted' });
  });

  it('is carried out since its end', () => {
    const done = shows(sent(toSend(AMOUNT), LOST), { amountCents: 5_990 }, START_MS + DAY_MS);
    expect(commandStanding(done, 'a', now(START_MS + 2 * DAY_MS))).toEqual({
      kind: 'carried_out',
      since: '2027-01-02T12:00:00.000Z',
    });
  });

  it('that failed or was withdrawn says why', () => {
    const failed = begun(asked(AMOUNT), refused());
    expect(commandStanding(failed, 'a', now())).toEqual({
      kind: 'failed',
      problem: { code: '107', message: 'not allowed' },
    });
    const withdrawn = asked(CANCEL, asked(AMOUNT), 'c');
    expect(commandStanding(withdrawn, 'a', now())).toEqual({
      kind: 'failed',
      problem: { code: 'overtaken', message: 'a cancellation came before it was sent' },
    });
  });

  it('that an earlier version ended without a reason says that none is known', () => {
    const { problem, ...command } = commandIn(begun(asked(AMOUNT), refused()));
    expect(problem).toBeDefined();
    expect(commandStanding({ ...live(), commands: [command] }, 'a', now())).toEqual({
      kind: 'failed',
      problem: { code: 'unknown', message: '' },
    });
  });
});

describe('an edit has met trouble', () => {
  const edit = newEdit(commandIn(asked(AMOUNT)), { amountCents: 5_990 }, START_MS);

  it('not while each step was taken once', () => {
    expect(hasMetTrouble(edit)).toBe(false);
    expect(hasMetTrouble({ ...edit, stage: 'look', sends: 1 })).toBe(false);
  });

  it.each([
    ['a begin brought no SEID', { begins: 1 }],
    ['it was sent twice', { sends: 2 }],
    ['the schedule did not show it yet', { looks: 1 }],
    ['nobody knows what became of the send', { doubt: 'answer_timeout' }],
    ['its SEID is waited for', { stage: 'await_seid' }],
  ] as const)('once %s', (_, change) => {
    expect(hasMetTrouble({ ...edit, ...change })).toBe(true);
  });
});

describe('an answer of a step', () => {
  it('that comes after its command was forgotten is dropped', () => {
    const { commands, ...forgotten } = noteBeginning(asked(AMOUNT), now());
    expect(commands).toHaveLength(1);
    const record = applyEdited(forgotten, { kind: 'begin_edit', command: 'a' }, refused(), now());
    expect(record.edit).toBeUndefined();
  });
});
