import { canBeGivenUp, type CallKind, type Doubt, type OpenCall } from '../../../domain/calls/call';
import { decisionPauseMs } from '../../../domain/calls/cadence';
import { meaningFor, paymentOf, scheduleOf } from '../../../domain/calls/meaning';
import { afterQuestion, afterSend, askedAnew, sentAnew } from '../../../domain/calls/protocol';
import { asNit, asSid } from '../../../domain/ids';
import { LIMITS } from '../../../domain/limits';
import { callOf, DAY, HOUR, LOST, MINUTE, openOf, SECOND, T0 } from './support';

const DEADLINE = T0 + LIMITS.askForMs;
const doubtful = (kind: CallKind, changes: Partial<OpenCall> = {}): OpenCall =>
  openOf(afterSend(callOf(kind, changes), LOST, undefined, T0));
const doubtOf = (call: OpenCall): Doubt => {
  if (call.doubt === undefined) throw new Error('it is not in doubt');
  return call.doubt;
};

it('questions are asked at a growing pace, the last one at the deadline, and then a person is called', () => {
  let call = doubtful('activate');
  const moments: number[] = [];
  while (call.person === undefined) {
    const { nextAskAtMs } = doubtOf(call);
    moments.push(nextAskAtMs - T0);
    call = openOf(afterQuestion(call, 'ask_again', nextAskAtMs));
    expect(call.doubt?.asked).toBe(call.person === undefined ? moments.length : 0);
  }
  expect(moments.slice(0, 5)).toEqual([5 * SECOND, 30 * SECOND, 2 * MINUTE, 6 * MINUTE, 16 * MINUTE]);
  const days = moments.filter((ms) => ms > 2 * DAY);
  expect(
    days
      .slice(1)
      .map((ms, index) => ms - (days[index] ?? 0))
      .slice(0, -1),
  ).toEqual(Array(days.length - 2).fill(DAY));
  expect(moments.at(-1)).toBe(LIMITS.askForMs);
});

describe('when the NIT stays silent until it is late', () => {
  it.each(['pay', 'confirm', 'undo'] as const)(
    'the schedule is asked about a %s at once, then a person is called',
    (kind) => {
      const call = doubtful(kind);
      const early = openOf(afterQuestion(call, undefined, DEADLINE - 1));
      expect(early.doubt).not.toHaveProperty('askSchedule');
      const late = openOf(afterQuestion(call, undefined, DEADLINE));
      expect(late.doubt).toEqual({ ...doubtOf(call), asked: 1, askSchedule: true, nextAskAtMs: DEADLINE });
      expect(late.person).toBeUndefined();
      const blocked = openOf(afterQuestion(late, undefined, DEADLINE));
      expect(blocked.person).toBeDefined();
      expect(blocked.doubt).not.toHaveProperty('askSchedule');
    },
  );

  it('no schedule is asked where the answer is "not yet"', () => {
    const blocked = openOf(afterQuestion(doubtful('pay'), 'ask_again', DEADLINE));
    expect(blocked.person).toBeDefined();
    expect(blocked.doubt).not.toHaveProperty('askSchedule');
  });

  it('a person is called about an activation at once: it was the schedule that was asked', () => {
    expect(openOf(afterQuestion(doubtful('activate'), undefined, DEADLINE)).person).toBeDefined();
  });
});

describe('while a person is waited for', () => {
  const blocked = (kind: CallKind): OpenCall => openOf(afterQuestion(doubtful(kind), 'ask_again', DEADLINE));

  it.each([
    [
      'pay',
      'Was the first payment of this order authorised? Look it up in the vendor portal or with the acquirer.',
    ],
    [
      'confirm',
      'Was the authorised payment of this order captured? If not, it is captured now. Look it up in the vendor portal or with the acquirer.',
    ],
    [
      'undo',
      'Was the authorised payment of this order released? If not, it is released now. Look it up in the vendor portal or with the acquirer.',
    ],
    ['activate', 'Is the schedule of this order active? Look it up in the vendor portal.'],
  ] as const)('%s: says what to find out and what can be decided; nothing more is sent', (kind, question) => {
    expect(blocked(kind)).toMatchObject({
      mayBeSentAgain: false,
      person: {
        since: '2027-01-24T12:00:00.000Z',
        reason: 'answer_timeout',
        findOut: `${question} The gateway gave no final answer for 14 days.`,
        decisions: ['happened', 'did_not_happen', 'ask_again'],
      },
      doubt: { asked: 0, nextAskAtMs: DEADLINE + DAY },
    });
  });

  it('says nothing about a problem of its own: the doubt has told it', () => {
    expect(afterQuestion(doubtful('pay'), 'ask_again', DEADLINE)).not.toHaveProperty('problem');
  });

  it('the schedule is asked after each silence about a payment, then a week passes', () => {
    const call = blocked('pay');
    const at = DEADLINE + DAY;
    const silent = openOf(afterQuestion(call, undefined, at));
    expect(silent.doubt).toMatchObject({ askSchedule: true, nextAskAtMs: at });
    const still = openOf(afterQuestion(silent, undefined, at));
    expect(still.doubt).toMatchObject({ asked: 2, nextAskAtMs: at + 7 * DAY });
    expect(still.doubt).not.toHaveProperty('askSchedule');
    expect(still.person).toEqual(call.person);
  });

  it('an answer concludes it, and "nothing happened" does not', () => {
    expect(afterQuestion(blocked('pay'), 'denied', DEADLINE + DAY)).toEqual({
      kind: 'concluded',
      as: 'denied',
    });
    expect(openOf(afterQuestion(blocked('undo'), 'nothing_so_far', DEADLINE + DAY))).toMatchObject({
      doubt: { nextAskAtMs: DEADLINE + 8 * DAY },
    });
  });
});

describe('"nothing happened"', () => {
  const BELIEVED = T0 + LIMITS.believeNothingAfterMs;

  it('lets a payment be sent again at once, as if it waited for nothing', () => {
    const call = doubtful('pay');
    const { doubt, ...rest } = call;
    expect(afterQuestion(call, 'nothing_so_far', BELIEVED)).toEqual({
      kind: 'open',
      call: { ...rest, sinceMs: BELIEVED, sendAtMs: BELIEVED, waitingFor: 'pay again: it never arrived' },
    });
  });

  it('is not believed too early, and is asked again', () => {
    const early = openOf(afterQuestion(doubtful('pay'), 'nothing_so_far', BELIEVED - 1));
    expect(early.doubt).toMatchObject({ asked: 1, nextAskAtMs: BELIEVED - 1 + 25 * SECOND });
  });

  it.each([
    [2, true],
    [3, false],
  ])('after %i sends lets a payment be sent again: %s', (possiblyDelivered, isSent) => {
    const call = { ...doubtful('pay'), possiblyDelivered };
    expect(openOf(afterQuestion(call, 'nothing_so_far', BELIEVED)).doubt === undefined).toBe(isSent);
  });

  it('lets a decision be sent again at a growing pace, as long as that is before the deadline', () => {
    const call = { ...doubtful('undo'), possiblyDelivered: 5 };
    const pauseMs = decisionPauseMs(5);
    expect(pauseMs).toBe(4 * HOUR);
    const sent = openOf(afterQuestion(call, 'nothing_so_far', DEADLINE - pauseMs - 1));
    expect(sent).toMatchObject({ sinceMs: DEADLINE - pauseMs - 1, sendAtMs: DEADLINE - 1 });
    expect(openOf(afterQuestion(call, 'nothing_so_far', DEADLINE - pauseMs)).doubt).toBeDefined();
  });

  it.each([
    [1, 0],
    [2, 0],
    [3, 10 * MINUTE],
    [4, HOUR],
    [6, 12 * HOUR],
    [60, 12 * HOUR],
  ])('a decision that was sent %i times waits %i ms', (times, pauseMs) => {
    expect(decisionPauseMs(times)).toBe(pauseMs);
  });
});

describe('an answer to a question that nobody waits for any more', () => {
  it.each([undefined, 'ask_again', 'nothing_so_far'] as const)(
    'changes nothing when it reads %s',
    (meaning) => {
      const call = callOf('pay');
      expect(afterQuestion(call, meaning, T0)).toEqual({ kind: 'open', call });
    },
  );

  it('ends a call that it decides', () => {
    expect(afterQuestion(callOf('pay'), 'denied', T0)).toEqual({ kind: 'concluded', as: 'denied' });
  });
});

describe('a person who decides', () => {
  const NOW = DEADLINE + 3 * DAY;
  const blocked = openOf(afterQuestion(doubtful('pay'), 'ask_again', DEADLINE));

  it('has it asked anew for as long as at first', () => {
    const { person, ...rest } = blocked;
    expect(askedAnew(blocked, NOW)).toEqual({
      ...rest,
      doubt: {
        ...{ reason: 'answer_timeout', sentAtMs: T0, sinceMs: NOW, asked: 0 },
        ...{ nextAskAtMs: NOW + 5 * SECOND, deadlineMs: NOW + LIMITS.askForMs },
      },
    });
  });

  it.each([
    ['for which a person was called', { reason: 'dns', since: '', findOut: '', decisions: [] }, 'dns'],
    ['that is open', undefined, 'asked_again'],
  ])('has a call asked about %s and that was never in doubt', (_what, person, reason) => {
    const call = callOf('pay', person === undefined ? {} : { person });
    expect(askedAnew(call, NOW).doubt).toMatchObject({ reason, sentAtMs: NOW, sinceMs: NOW });
  });

  it('has it sent as if it had never been sent', () => {
    const call = { ...blocked, notDelivered: 3, notTaken: 2, waitingFor: 'x', firstDoubtAtMs: T0 };
    expect(sentAnew(call, NOW)).toEqual(callOf('pay', { decidedAtMs: NOW, sinceMs: NOW, sendAtMs: NOW }));
  });

  it.each([
    ['create', 5, true],
    ['pay', 0, true],
    ['pay', 1, false],
    ['activate', 0, true],
    ['activate', 1, false],
    ['confirm', 0, false],
    ['undo', 0, false],
  ] as const)('may give up a %s of which %i may have arrived: %s', (kind, possiblyDelivered, may) => {
    expect(canBeGivenUp(callOf(kind, { possiblyDelivered }))).toBe(may);
  });
});

describe('what an answer says of a call', () => {
  const payment = { nit: 'N', status: 'CON' };
  const schedule = { sid: 'S', status: 'ATV', nits: [] };
  const nothing = { nit: undefined, sid: undefined };

  it.each(['create', 'pay', 'activate', 'confirm', 'undo'] as const)(
    'nothing of a %s when it is empty',
    (kind) => {
      expect(meaningFor(callOf(kind), {})).toBeUndefined();
    },
  );

  it('a payment and a schedule are told by their ids, whatever their case', () => {
    expect(meaningFor(callOf('pay'), { payment })).toBe('happened');
    expect(meaningFor(callOf('activate'), { schedule })).toBe('happened');
    expect(paymentOf({ payment }, asNit('n'))).toEqual({ nit: 'n', status: 'CON' });
    expect(scheduleOf({ schedule }, asSid('s'))).toBe(schedule);
  });

  it('nothing of another payment or schedule, and nothing of one that has no id yet', () => {
    expect(meaningFor(callOf('pay', { nit: asNit('other') }), { payment })).toBeUndefined();
    expect(meaningFor(callOf('activate', { sid: asSid('other') }), { schedule })).toBeUndefined();
    expect(paymentOf({ payment }, nothing.nit)).toBeUndefined();
    expect(scheduleOf({ schedule }, nothing.sid)).toBeUndefined();
  });

  it('nothing of a create, whatever it says', () => {
    expect(meaningFor(callOf('create'), { payment, schedule })).toBeUndefined();
  });
});
