import type { OpenCall } from '../../../domain/calls/call';
import { afterSend } from '../../../domain/calls/protocol';
import type { CallOutcome } from '../../../domain/gateway/answers';
import { LIMITS } from '../../../domain/limits';
import { callOf, DAY, HOUR, LOST, MINUTE, NOT_SENT, NOT_TAKEN, openOf, SECOND, T0 } from './support';

/** When it was sent: a little after it was decided. */
const SENT = T0 + 7 * SECOND;
const after = (call: OpenCall, outcome: CallOutcome, meaning?: Parameters<typeof afterSend>[2]) =>
  afterSend(call, outcome, meaning, SENT);

describe('a call that never left', () => {
  it.each([
    [0, 2 * SECOND],
    [1, 10 * SECOND],
    [2, 30 * SECOND],
    [3, 2 * MINUTE],
    [8, 2 * HOUR],
    [11, 2 * HOUR],
  ])('%i times before is sent again after %i ms', (notDelivered, pauseMs) => {
    const result = after(callOf('pay', { notDelivered, notTaken: 4 }), NOT_SENT);
    expect(result).toEqual({
      kind: 'open',
      call: callOf('pay', {
        ...{ notDelivered: notDelivered + 1, notTaken: 0, sendAtMs: SENT + pauseMs },
        waitingFor: 'pay again: nothing was sent to the gateway',
      }),
      problem: { code: 'dns', message: 'nothing was sent to the gateway' },
    });
  });

  it.each(['pay', 'activate'] as const)('twelve times is %s that is only asked about', (kind) => {
    const result = after(callOf(kind, { notDelivered: 12 }), NOT_SENT);
    expect(result).toMatchObject({ problem: { code: 'dns', message: 'nothing was sent to the gateway' } });
    expect(openOf(result)).toMatchObject({
      possiblyDelivered: 0,
      mayBeSentAgain: false,
      doubt: { reason: 'dns' },
    });
  });

  it.each(['pay', 'confirm'] as const)('for fourteen days is %s that is only asked about', (kind) => {
    const dueMs = T0 + LIMITS.askForMs;
    expect(openOf(afterSend(callOf(kind), NOT_SENT, undefined, dueMs - 1)).doubt).toBeUndefined();
    const late = openOf(afterSend(callOf(kind), NOT_SENT, undefined, dueMs));
    expect(late).toMatchObject({ mayBeSentAgain: false, doubt: { reason: 'dns' } });
  });

  it('because the card is gone is asked about at once', () => {
    const gone: CallOutcome = { kind: 'not_sent', reason: 'card_reference_expired', cardGone: true };
    const result = after(callOf('pay', { notTaken: 3 }), gone);
    expect(result).toMatchObject({ problem: { message: 'nothing was sent to the gateway' } });
    expect(openOf(result)).toMatchObject({
      ...{ notTaken: 0, possiblyDelivered: 0, mayBeSentAgain: false },
      doubt: { reason: 'card_reference_expired' },
    });
  });
});

describe('a call that no worker took', () => {
  it.each([
    [0, 2 * SECOND],
    [1, 10 * SECOND],
    [9, 2 * HOUR],
  ])(
    '%i times before is offered again after %i ms, and none of it counts against it',
    (notTaken, pauseMs) => {
      expect(openOf(after(callOf('pay', { notTaken, notDelivered: 5 }), NOT_TAKEN))).toMatchObject({
        ...{ notTaken: notTaken + 1, notDelivered: 5, sendAtMs: SENT + pauseMs, mayBeSentAgain: true },
        waitingFor: 'pay again: nothing was sent to the gateway',
      });
    },
  );

  it.each([
    ['pay', true],
    ['activate', true],
    ['create', false],
    ['confirm', false],
    ['undo', false],
  ] as const)('for a day: %s is given up: %s', (kind, isGivenUp) => {
    const dueMs = T0 + LIMITS.notTakenMs;
    expect(openOf(afterSend(callOf(kind), NOT_TAKEN, undefined, dueMs - 1)).doubt).toBeUndefined();
    const result = afterSend(callOf(kind), NOT_TAKEN, undefined, dueMs);
    expect(result).toMatchObject({
      problem: { code: 'not_taken', message: 'nothing was sent to the gateway' },
    });
    expect(openOf(result)).toMatchObject({ notTaken: 1, mayBeSentAgain: !isGivenUp });
    expect(openOf(result).doubt?.reason).toBe(isGivenUp ? 'not_taken' : undefined);
  });
});

describe('a create', () => {
  it.each([
    [0, 0, 2 * SECOND],
    [1, 2, 2 * MINUTE],
  ])(
    'that was lost, after %i that did not leave and %i that were lost, is made again',
    (notDelivered, lost, pauseMs) => {
      const result = after(callOf('create', { notDelivered, possiblyDelivered: lost }), LOST);
      expect(result).toMatchObject({
        problem: { code: 'answer_timeout', message: 'the gateway did not answer the create' },
      });
      const sendAtMs = SENT + (lost === 0 ? pauseMs : 30 * SECOND);
      expect(openOf(result)).toMatchObject({
        ...{ possiblyDelivered: lost + 1, notDelivered: 0, sendAtMs },
        waitingFor: 'create again: the gateway did not answer the create',
      });
      expect(openOf(result)).not.toHaveProperty('doubt');
    },
  );

  it('that never left is made again, the more slowly the more were lost', () => {
    const call = openOf(after(callOf('create', { notDelivered: 1, possiblyDelivered: 2 }), NOT_SENT));
    expect(call).toMatchObject({ notDelivered: 2, possiblyDelivered: 2, sendAtMs: SENT + 2 * MINUTE });
  });

  it.each([
    [
      'lost the eighth time',
      { possiblyDelivered: 7, notDelivered: 0 },
      LOST,
      8,
      'the gateway did not answer the create',
    ],
    [
      'not sent the twelfth time',
      { possiblyDelivered: 3, notDelivered: 11 },
      NOT_SENT,
      15,
      'nothing was sent to the gateway',
    ],
  ] as const)(
    '%s is put before a person, and made once a day',
    (_what, counts, outcome, creates, message) => {
      const code = outcome.kind === 'unknown' || outcome.kind === 'not_sent' ? outcome.reason : '';
      const result = after(callOf('create', counts), outcome);
      expect(result).toMatchObject({ problem: { code, message } });
      expect(openOf(result)).toMatchObject({
        sendAtMs: SENT + DAY,
        person: {
          since: '2027-01-10T12:00:07.000Z',
          reason: code,
          findOut: `${message}; ${String(creates)} creates came to nothing, no money has moved. Is it reachable, are the credentials right?`,
          decisions: ['ask_again', 'did_not_happen'],
        },
      });
    },
  );

  it('is not put before a person earlier', () => {
    expect(openOf(after(callOf('create', { possiblyDelivered: 6 }), LOST)).person).toBeUndefined();
    expect(openOf(after(callOf('create', { notDelivered: 10 }), NOT_SENT)).person).toBeUndefined();
  });
});
