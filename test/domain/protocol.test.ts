import fc from 'fast-check';
import { newCall, type CallKind, type OpenCall } from '../../domain/calls/call';
import { meaningFor } from '../../domain/calls/meaning';
import { afterQuestion, afterSend, type CallResult } from '../../domain/calls/protocol';
import { CALL_RULES } from '../../domain/calls/rules';
import type { CallOutcome } from '../../domain/gateway/answers';
import { KNOWN_STATUSES } from '../../domain/gateway/status';
import { asNit, asSid } from '../../domain/ids';
import { LIMITS } from '../../domain/limits';

const DAY = 86_400_000;
const callOf = (kind: CallKind, changes: Partial<OpenCall> = {}): OpenCall => ({
  ...newCall({ kind, nit: asNit('n'), sid: asSid('s'), createdAtMs: 0 }, 0),
  ...changes,
});
const TIMEOUT: CallOutcome = { kind: 'unknown', reason: 'answer_timeout' };
const NOT_SENT: CallOutcome = { kind: 'not_sent', reason: 'dns' };
const openOf = (result: CallResult): OpenCall => {
  if (result.kind !== 'open') throw new Error(`it is concluded: ${result.as}`);
  return result.call;
};
const doubtful = (kind: CallKind, changes: Partial<OpenCall> = {}): OpenCall =>
  openOf(afterSend(callOf(kind, changes), TIMEOUT, undefined, 0));
/** What a question at some time after the send comes to. */
const asked = (call: OpenCall, status: string, nowMs: number): CallResult => {
  const facts =
    call.kind === 'activate'
      ? { schedule: { sid: 's', status, nits: [] } }
      : { payment: { nit: 'n', status } };
  return afterQuestion(call, meaningFor(call, facts), nowMs);
};

describe('a call in doubt', () => {
  it.each([
    ['pay', 'CON', 'happened'],
    ['pay', 'EST', 'happened'],
    ['pay', 'PPC', 'authorised'],
    ['pay', 'NEG', 'denied'],
    ['pay', 'ERR', 'failed'],
    ['pay', 'EXP', 'expired'],
    ['pay', 'PPN', 'undone'],
    ['confirm', 'CON', 'happened'],
    ['confirm', 'PPN', 'undone'],
    ['undo', 'PPN', 'undone'],
    ['undo', 'CON', 'happened'],
    ['activate', 'ATV', 'happened'],
    ['activate', 'INA', 'happened'],
    ['activate', 'FIN', 'happened'],
    ['activate', 'ERR', 'failed'],
    ['activate', 'DES', 'undone'],
    ['activate', 'EXP', 'expired'],
  ] as const)('%s that reads %s has %s', (kind, status, as) => {
    expect(asked(doubtful(kind), status, 1)).toMatchObject({ kind: 'concluded', as });
  });

  it.each([
    ['pay', 'NOV'],
    ['confirm', 'PPC'],
    ['undo', 'PPC'],
    ['activate', 'NOV'],
  ] as const)('%s is sent again when "nothing happened" (%s) is told late enough', (kind, status) => {
    const soon = openOf(asked(doubtful(kind), status, LIMITS.believeNothingAfterMs - 1));
    expect(soon.doubt).toBeDefined();
    const late = openOf(asked(doubtful(kind), status, LIMITS.believeNothingAfterMs));
    expect(late.doubt).toBeUndefined();
    expect(late.sendAtMs).toBeGreaterThanOrEqual(LIMITS.believeNothingAfterMs);
  });

  it('is never sent again for any other answer, nor past its bound, nor when it may have been denied', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<CallKind>('pay', 'confirm', 'undo', 'activate'),
        fc.constantFrom(...KNOWN_STATUSES.payment, ...KNOWN_STATUSES.schedule, 'XYZ'),
        fc.nat(9),
        fc.boolean(),
        fc.nat(13 * DAY),
        (kind, status, sentBefore, mayBeSentAgain, nowMs) => {
          const call = doubtful(kind, { possiblyDelivered: sentBefore, mayBeSentAgain });
          const result = asked(call, status, nowMs);
          const isSentAgain = result.kind === 'open' && result.call.doubt === undefined;
          const saysNothing = status === (kind === 'pay' || kind === 'activate' ? 'NOV' : 'PPC');
          const isAllowed =
            saysNothing &&
            mayBeSentAgain &&
            nowMs >= LIMITS.believeNothingAfterMs &&
            sentBefore + 1 < CALL_RULES[kind].maxPossiblyDelivered;
          expect(isSentAgain).toBe(isAllowed);
        },
      ),
    );
  });

  it('that may have been denied is not paid again, whatever is read of it next (R4)', () => {
    const outcome: CallOutcome = {
      kind: 'unknown',
      reason: 'denial_without_payment',
      mayHaveBeenDenied: true,
    };
    const call = openOf(afterSend(callOf('pay'), outcome, undefined, 0));
    expect(openOf(asked(call, 'NOV', DAY)).doubt).toBeDefined();
  });

  it('calls a person a day before the gateway stops answering for a NIT, and not before a last question', () => {
    const createdAtMs = -5_000;
    const call = doubtful('confirm', { createdAtMs });
    expect(call.doubt?.deadlineMs).toBe(createdAtMs + LIMITS.askForMs);
    expect(LIMITS.askForMs).toBeLessThan(15 * DAY);
    expect(openOf(asked(call, 'PEN', createdAtMs + LIMITS.askForMs - 1)).person).toBeUndefined();
    const blocked = openOf(asked(call, 'PEN', createdAtMs + LIMITS.askForMs));
    expect(blocked.person?.decisions).toEqual(['happened', 'did_not_happen', 'ask_again']);
    expect(blocked.mayBeSentAgain).toBe(false);
    // A SID has no such limit: an activation counts from the doubt.
    expect(doubtful('activate', { createdAtMs }).doubt?.deadlineMs).toBe(LIMITS.askForMs);
  });

  it('goes on being asked about while a person is waited for, and is concluded by the answer', () => {
    const blocked = openOf(asked(doubtful('pay'), 'PEN', LIMITS.askForMs));
    expect(blocked.doubt?.nextAskAtMs).toBe(LIMITS.askForMs + LIMITS.blockedFirstAskMs);
    expect(asked(blocked, 'CON', LIMITS.askForMs + DAY)).toMatchObject({ as: 'happened' });
    expect(openOf(asked(blocked, 'NOV', LIMITS.askForMs + DAY)).doubt).toBeDefined();
  });
});

describe('a call that provably did not arrive', () => {
  it.each([
    ['pay', LIMITS.notDelivered.pay],
    ['activate', LIMITS.notDelivered.activate],
  ] as const)('%s is sent again %i times at a growing pace, then only asked about', (kind, limit) => {
    let call = callOf(kind);
    const pauses: number[] = [];
    for (let sent = 0; sent < limit; sent += 1) {
      const nowMs = call.sendAtMs;
      call = openOf(afterSend(call, NOT_SENT, undefined, nowMs));
      pauses.push(call.sendAtMs - nowMs);
    }
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    expect(call.doubt).toBeUndefined();
    const last = openOf(afterSend(call, NOT_SENT, undefined, call.sendAtMs));
    expect(last.doubt).toBeDefined();
    expect(last.mayBeSentAgain).toBe(false);
  });

  it('a decision about an authorised payment goes on until a person is called, day after day', () => {
    let call = callOf('undo');
    let sends = 0;
    while (call.doubt === undefined) {
      call = openOf(afterSend(call, NOT_SENT, undefined, call.sendAtMs));
      sends += 1;
    }
    expect(call.doubt.sentAtMs).toBeGreaterThanOrEqual(LIMITS.askForMs);
    expect(sends).toBeGreaterThan(100);
  });

  it.each(['confirm', 'undo'] as const)(
    '%s that left and arrived nowhere is sent again at a growing pace',
    (kind) => {
      let call = callOf(kind);
      const pauses: number[] = [];
      let nowMs = 0;
      while (nowMs < 13 * DAY) {
        call = openOf(afterSend(call, TIMEOUT, undefined, nowMs));
        nowMs += LIMITS.believeNothingAfterMs;
        call = openOf(asked(call, 'PPC', nowMs));
        expect(call.doubt).toBeUndefined();
        pauses.push(call.sendAtMs - nowMs);
        nowMs = Math.max(nowMs, call.sendAtMs);
      }
      expect(pauses.length).toBeGreaterThan(20);
      expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    },
  );

  it('is not given up because no worker took it, however often; a payment is, after a day', () => {
    const notTaken: CallOutcome = { kind: 'not_sent', reason: 'not_taken' };
    const withdrawn = (kind: CallKind, untilMs: number): OpenCall => {
      let call = callOf(kind);
      while (call.sendAtMs < untilMs && call.doubt === undefined)
        call = openOf(afterSend(call, notTaken, undefined, call.sendAtMs));
      return call;
    };
    expect(withdrawn('pay', DAY)).toMatchObject({ notDelivered: 0, mayBeSentAgain: true });
    expect(withdrawn('undo', 10 * DAY)).toMatchObject({ notDelivered: 0, mayBeSentAgain: true });
    expect(withdrawn('pay', 2 * DAY)).toMatchObject({ notDelivered: 0, mayBeSentAgain: false });
  });

  it('a decision that is taken when the NIT is nearly too old gets a day all the same', () => {
    const late = { ...callOf('undo'), createdAtMs: -LIMITS.askForMs };
    const resent = openOf(afterSend(late, NOT_SENT, undefined, 0));
    expect(resent.doubt).toBeUndefined();
    const lost = openOf(afterSend(late, TIMEOUT, undefined, 0));
    expect(lost.doubt?.deadlineMs).toBe(DAY);
    expect(openOf(asked(lost, 'PPC', LIMITS.believeNothingAfterMs)).doubt).toBeUndefined();
  });

  it.each(['pay', 'confirm'] as const)('%s is not sent again once a person would be called', (kind) => {
    const call = doubtful(kind, { possiblyDelivered: 0 });
    const late = openOf(asked(call, kind === 'pay' ? 'NOV' : 'PPC', LIMITS.askForMs));
    expect(late.doubt).toBeDefined();
    expect(late.person).toBeDefined();
  });

  it('an activation that is sent again keeps the deadline of its first doubt', () => {
    const again = openOf(asked(doubtful('activate'), 'NOV', 13 * DAY));
    const doubted = openOf(afterSend(again, TIMEOUT, undefined, 13 * DAY));
    expect(doubted.doubt?.deadlineMs).toBe(LIMITS.askForMs);
  });

  it('because the card is gone is not tried again', () => {
    const outcome: CallOutcome = { kind: 'not_sent', reason: 'card_reference_expired', cardGone: true };
    const call = openOf(afterSend(callOf('pay'), outcome, undefined, 0));
    expect(call.mayBeSentAgain).toBe(false);
    expect(openOf(asked(call, 'NOV', DAY)).doubt).toBeDefined();
    expect(asked(call, 'EXP', DAY)).toMatchObject({ as: 'expired' });
  });
});

describe('a refusal', () => {
  const refusal = (changes: object = {}): CallOutcome => ({
    kind: 'refused',
    facts: {},
    code: '5',
    message: 'invalid',
    refusedBy: 'gateway',
    ...changes,
  });

  it.each(['create', 'pay', 'activate'] as const)('ends a %s that was never sent before', (kind) => {
    expect(afterSend(callOf(kind), refusal(), undefined, 0)).toMatchObject({ as: 'refused' });
  });

  it.each(['pay', 'activate'] as const)('of a repeated %s proves nothing of the send before', (kind) => {
    const call = openOf(afterSend(callOf(kind, { possiblyDelivered: 1 }), refusal(), undefined, 0));
    expect(call.doubt).toBeDefined();
    expect(call.mayBeSentAgain).toBe(false);
  });

  it.each(['confirm', 'undo'] as const)('of a %s is asked about: it may be done already', (kind) => {
    expect(openOf(afterSend(callOf(kind), refusal(), undefined, 0)).doubt).toBeDefined();
  });

  it('for want of credentials is a call that did nothing', () => {
    const call = openOf(afterSend(callOf('pay'), refusal({ credentialsRefused: true }), undefined, 0));
    expect(call).toMatchObject({ possiblyDelivered: 0, notDelivered: 1 });
    expect(call.doubt).toBeUndefined();
  });
});
