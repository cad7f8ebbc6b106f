import { newCall, type CallKind, type OpenCall } from '../../../domain/calls/call';
import { afterSend } from '../../../domain/calls/protocol';
import type { CallOutcome } from '../../../domain/gateway/answers';
import { LIMITS } from '../../../domain/limits';
import { callOf, DAY, DENIED, DONE, HOUR, LOST, openOf, refused, SECOND, T0 } from './support';

/** When it was sent: a little after it was decided. */
const SENT = T0 + 7 * SECOND;
const after = (call: OpenCall, outcome: CallOutcome, meaning?: Parameters<typeof afterSend>[2]) =>
  afterSend(call, outcome, meaning, SENT);

it('a call that was just decided is due at once, and names only what it is about', () => {
  const call = newCall({ kind: 'create', createdAtMs: T0 - DAY }, T0);
  expect(call).toEqual({
    id: 'create',
    kind: 'create',
    createdAtMs: T0 - DAY,
    decidedAtMs: T0,
    sinceMs: T0,
    possiblyDelivered: 0,
    notDelivered: 0,
    notTaken: 0,
    mayBeSentAgain: true,
    sendAtMs: T0,
  });
  expect(Object.keys(call)).not.toContain('nit');
  expect(Object.keys(call)).not.toContain('sid');
});

describe('an answer', () => {
  it('with a final status concludes the call', () => {
    expect(after(callOf('pay'), DONE, 'happened')).toEqual({ kind: 'concluded', as: 'happened' });
    expect(after(callOf('pay'), DONE, 'authorised')).toEqual({ kind: 'concluded', as: 'authorised' });
  });

  it.each([undefined, 'ask_again', 'nothing_so_far'] as const)(
    'that reads %s leaves it in doubt',
    (meaning) => {
      const before = callOf('pay', { notDelivered: 3, notTaken: 2, waitingFor: 'pay again' });
      const { waitingFor, ...rest } = before;
      expect(after(before, DONE, meaning)).toEqual({
        kind: 'open',
        call: {
          ...rest,
          ...{ possiblyDelivered: 1, notDelivered: 0, notTaken: 0, firstDoubtAtMs: SENT },
          doubt: {
            reason: 'answer_without_final_status',
            ...{ sentAtMs: SENT, sinceMs: SENT, asked: 0, nextAskAtMs: SENT + 5 * SECOND },
            deadlineMs: T0 + LIMITS.askForMs,
          },
        },
        problem: {
          code: 'answer_without_final_status',
          message: 'the outcome is not known; the gateway is being asked',
        },
      });
    },
  );
});

describe('a denial', () => {
  const problem = { code: '51', message: 'no funds' };

  it('ends a payment, whether it was sent before or not', () => {
    for (const possiblyDelivered of [0, 2])
      expect(after(callOf('pay', { possiblyDelivered }), DENIED)).toEqual({
        kind: 'concluded',
        as: 'denied',
        problem,
      });
  });

  it.each(['activate', 'create'] as const)('of a first %s is a refusal', (kind) => {
    expect(after(callOf(kind), DENIED)).toEqual({ kind: 'concluded', as: 'refused', problem });
  });

  it('of a repeated activation is asked about, and nothing more is sent: the first may be done', () => {
    const call = openOf(after(callOf('activate', { possiblyDelivered: 1 }), DENIED));
    expect(call).toMatchObject({
      possiblyDelivered: 2,
      mayBeSentAgain: false,
      doubt: { reason: 'refused_51' },
    });
  });

  it.each(['confirm', 'undo'] as const)('of a %s is asked about, and it may be sent again', (kind) => {
    const call = openOf(after(callOf(kind), DENIED));
    expect(call).toMatchObject({
      possiblyDelivered: 1,
      mayBeSentAgain: true,
      doubt: { reason: 'refused_51' },
    });
  });
});

describe('a refusal', () => {
  it.each(['create', 'pay', 'activate'] as const)('ends a first %s, and is told with it', (kind) => {
    const refusal = refused();
    expect(after(callOf(kind), refusal)).toEqual({
      kind: 'concluded',
      as: 'refused',
      problem: { code: '5', message: 'invalid' },
      refusal,
    });
  });

  it('of a create ends it, also after one that was lost: it moves no money', () => {
    expect(after(callOf('create', { possiblyDelivered: 2 }), refused())).toMatchObject({ as: 'refused' });
  });

  it.each(['pay', 'activate'] as const)(
    'of a repeated %s is asked about, and nothing more is sent',
    (kind) => {
      const call = openOf(after(callOf(kind, { possiblyDelivered: 1 }), refused()));
      expect(call).toMatchObject({
        possiblyDelivered: 2,
        mayBeSentAgain: false,
        doubt: { reason: 'refused_5' },
      });
    },
  );

  it.each(['confirm', 'undo'] as const)('of a %s is asked about, and it may be sent again', (kind) => {
    const call = openOf(after(callOf(kind), refused({ credentialsRefused: true })));
    expect(call).toMatchObject({
      possiblyDelivered: 1,
      mayBeSentAgain: true,
      doubt: { reason: 'refused_5' },
    });
  });

  it.each(['create', 'pay', 'activate'] as const)(
    'of the credentials keeps a %s waiting, and says why',
    (kind) => {
      const result = after(callOf(kind), refused({ credentialsRefused: true }));
      const message = 'the gateway does not accept the credentials of the store';
      expect(result).toMatchObject({ kind: 'open', problem: { code: 'refused_5', message } });
      expect(openOf(result)).toMatchObject({
        ...{ possiblyDelivered: 0, notDelivered: 1, sendAtMs: SENT + 2 * SECOND },
        waitingFor: `${kind} again: ${message}`,
      });
    },
  );

  it('of the credentials is asked about where an earlier send may have been executed', () => {
    const call = openOf(
      after(callOf('pay', { possiblyDelivered: 1 }), refused({ credentialsRefused: true })),
    );
    expect(call).toMatchObject({
      possiblyDelivered: 2,
      mayBeSentAgain: false,
      doubt: { reason: 'refused_5' },
    });
  });
});

describe('a lost answer', () => {
  it('names the code that was readable', () => {
    const outcome: CallOutcome = { kind: 'unknown', reason: 'ambiguous_code', code: '99' };
    expect(openOf(after(callOf('pay'), outcome)).doubt?.reason).toBe('ambiguous_code_99');
    expect(openOf(after(callOf('pay'), LOST)).doubt?.reason).toBe('answer_timeout');
  });

  it('of a later send is asked about a little more slowly', () => {
    const first = openOf(after(callOf('pay'), LOST));
    const second = openOf(after(callOf('pay', { possiblyDelivered: 1 }), LOST));
    expect(first.doubt).toMatchObject({ asked: 0, nextAskAtMs: SENT + 5 * SECOND });
    expect(second.doubt).toMatchObject({ asked: 2, nextAskAtMs: SENT + 90 * SECOND });
  });

  it('after another one keeps when the doubt began and when it ends', () => {
    const firstDoubtAtMs = T0 - DAY;
    const call = openOf(after(callOf('activate', { possiblyDelivered: 1, firstDoubtAtMs }), LOST));
    expect(call.firstDoubtAtMs).toBe(firstDoubtAtMs);
    expect(call.doubt).toMatchObject({ sinceMs: SENT, deadlineMs: firstDoubtAtMs + LIMITS.askForMs });
  });

  it('while it is asked about counts from the last send, and keeps its deadline', () => {
    const doubt = openOf(after(callOf('confirm'), LOST)).doubt;
    const again = openOf(
      afterSend(
        callOf('confirm', { possiblyDelivered: 1, doubt: doubt as never }),
        LOST,
        undefined,
        SENT + HOUR,
      ),
    );
    expect(again.doubt).toMatchObject({
      ...{ sentAtMs: SENT + HOUR, sinceMs: SENT, deadlineMs: T0 + LIMITS.askForMs },
    });
  });
});

describe('the deadline of a doubt', () => {
  const deadline = (kind: CallKind, changes: Partial<OpenCall>): number | undefined =>
    openOf(after(callOf(kind, changes), LOST)).doubt?.deadlineMs;

  it('counts from the creation of a NIT, and from the doubt about a SID', () => {
    const createdAtMs = T0 - 3 * DAY;
    expect(deadline('pay', { createdAtMs })).toBe(createdAtMs + LIMITS.askForMs);
    expect(deadline('undo', { createdAtMs })).toBe(createdAtMs + LIMITS.askForMs);
    expect(deadline('activate', { createdAtMs })).toBe(SENT + LIMITS.askForMs);
  });

  it('counts from the doubt where a NIT is said to be younger', () => {
    expect(deadline('pay', { createdAtMs: SENT + HOUR })).toBe(SENT + LIMITS.askForMs);
  });

  it('leaves a day to what was decided late', () => {
    const decidedAtMs = T0 - HOUR;
    expect(deadline('undo', { createdAtMs: T0 - LIMITS.askForMs, decidedAtMs })).toBe(decidedAtMs + DAY);
  });
});
