import { beginFreeAtMs, refundExpecting, takeRefundNit } from '../../../domain/refunds/begin-refund';
import { sendMomentMs } from '../../../domain/refunds/plan-refunds';
import { takeRefund } from '../../../domain/refunds/take-refund';
import { noteSent } from '../../../domain/subscription/apply-step';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { at, done } from '../support/record';
import { refused } from '../support/refund-gateway';
import {
  ASKED_MS,
  BEGIN,
  begun,
  callIn,
  LOST,
  MINUTE_MS,
  refundIn,
  SECOND_MS,
  sent,
  toBegin,
  toSend,
} from './support';

const NOT_OURS = { ...refused('115'), authenticityFailed: true } as const;
const NOT_SENT = { kind: 'not_sent', reason: 'dns' } as const;

describe('a begin that brought no NIT is made again', () => {
  it.each([
    ['answered with success', done({}), 'unreadable_answer_nit_missing'],
    ['not taken by our doors', NOT_OURS, 'authenticity_error_115'],
    ['lost', LOST, 'answer_timeout'],
  ])('%s: after a minute, since the post may be on its way', (_, outcome, code) => {
    const record = begun(toBegin(), outcome);
    expect(callIn(record)).toMatchObject({ kind: 'begin_refund', sendAtMs: ASKED_MS + MINUTE_MS });
    expect(record.lastError).toMatchObject({ call: 'beginRefund', code });
    expect(refundIn(record)).toMatchObject({ state: 'under_way', orphans: 1, begunAtMs: ASKED_MS });
  });

  it('never sent: as soon as the pace says, and no NIT can come of it', () => {
    const record = begun(toBegin(), NOT_SENT);
    expect(callIn(record)).toMatchObject({ sendAtMs: ASKED_MS + 2 * SECOND_MS });
    expect(refundIn(record).orphans).toBe(0);
    expect(refundExpecting(record, 'back-1', at(ASKED_MS))).toBeUndefined();
  });

  it('for the fifth time: when the pace is slower than a minute, it is the pace', () => {
    let record = toBegin();
    let nowMs = ASKED_MS;
    for (let times = 0; times < 5; times += 1) {
      record = begun(record, LOST, nowMs);
      nowMs = callIn(record).sendAtMs;
    }
    expect(nowMs - ASKED_MS).toBe((1 + 1 + 1 + 2 + 5) * MINUTE_MS);
  });
});

describe('the NIT of a refund', () => {
  const waiting = (): SubscriptionRecord => begun(toBegin(), LOST);

  it('is expected for five minutes from the begin', () => {
    const until = ASKED_MS + 5 * MINUTE_MS;
    expect(refundExpecting(waiting(), 'back-1', at(until - 1))?.id).toBe('r');
    expect(refundExpecting(waiting(), 'back-1', at(until))).toBeUndefined();
  });

  it('ends the begin; its fifteen days are counted from there', () => {
    const record = takeRefundNit(waiting(), 'back-1', at(ASKED_MS + MINUTE_MS));
    expect(record.calls).toHaveLength(1);
    expect(callIn(record)).toMatchObject({
      ...{ id: 'refund/r', kind: 'refund', nit: 'back-1', createdAtMs: ASKED_MS },
      sendAtMs: ASKED_MS + MINUTE_MS,
    });
    expect(refundIn(record)).toMatchObject({ nit: 'back-1', orphans: 0 });
  });

  it('posted once more changes nothing; it is answered as ours until the refund was sent', () => {
    const record = toSend();
    expect(refundExpecting(record, 'BACK-1', at(ASKED_MS))?.id).toBe('r');
    expect(takeRefundNit(record, 'back-1', at(ASKED_MS))).toBe(record);
    expect(takeRefundNit(record, 'back-2', at(ASKED_MS))).toBe(record);
    expect(refundExpecting(sent(record, LOST), 'back-1', at(ASKED_MS))).toBeUndefined();
    expect(refundExpecting(sent(record, refused('33')), 'back-1', at(ASKED_MS))).toBeUndefined();
  });

  it('is none of a charge, nor of a refund whose begin has ended', () => {
    expect(refundExpecting(waiting(), 'SALE-1', at(ASKED_MS))).toBeUndefined();
    expect(refundExpecting({ ...waiting(), calls: [] }, 'back-1', at(ASKED_MS))).toBeUndefined();
    const { refunds, ...none } = waiting();
    expect(refunds).toHaveLength(1);
    expect(refundExpecting(none, 'back-1', at(ASKED_MS))).toBeUndefined();
  });
});

describe('a second refund', () => {
  const second = (record: SubscriptionRecord): SubscriptionRecord =>
    takeRefund(record, { id: 's', charge: { kind: 'nit', nit: 'n0' }, by: 'Ana', reason: 'x' }, at(ASKED_MS));

  it('is begun when no NIT of the first one can come any more', () => {
    const record = second(begun(toBegin(), LOST));
    expect(beginFreeAtMs(record, refundIn(record, 's'))).toBe(ASKED_MS + 5 * MINUTE_MS);
    // The first one does not wait for itself.
    expect(beginFreeAtMs(record, refundIn(record))).toBe(0);
    expect(sendMomentMs(record, callIn(record))).toBe(callIn(record).sendAtMs);
    const begin = { ...callIn(record), id: 'begin_refund/s', sendAtMs: ASKED_MS };
    expect(sendMomentMs(record, begin)).toBe(ASKED_MS + 5 * MINUTE_MS);
    // What has its NIT already does not wait.
    expect(sendMomentMs(record, { ...begin, id: 'refund/s', kind: 'refund' })).toBe(ASKED_MS);
  });

  it.each([
    ['whose NIT has come', () => toSend()],
    ['that never left', () => begun(toBegin(), NOT_SENT)],
    ['that was refused', () => begun(toBegin(), refused('107'))],
    ['that was not begun', () => toBegin()],
  ])('does not wait for one %s', (_, first) => {
    const record = second(first());
    expect(beginFreeAtMs(record, refundIn(record, 's'))).toBe(0);
  });

  it('counts each begin: two that were lost may bring two NITs', () => {
    const twice = noteSent(begun(toBegin(), LOST), BEGIN, at(ASKED_MS + MINUTE_MS));
    const one = takeRefundNit(twice, 'back-1', at(ASKED_MS + MINUTE_MS));
    expect(refundIn(one).orphans).toBe(1);
    expect(beginFreeAtMs(second(one), refundIn(second(one), 's'))).toBe(ASKED_MS + 6 * MINUTE_MS);
  });
});
