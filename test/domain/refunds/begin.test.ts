import { beginFreeAtMs, refundExpecting, takeRefundNit } from '../../../domain/refunds/begin-refund';
import { sendMomentMs } from '../../../domain/refunds/plan-refunds';
import { takeRefund } from '../../../domain/refunds/take-refund';
import { applyAnswer, applySent, noteSent } from '../../../domain/subscription/apply-step';
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
  saleReads,
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

  describe('after a NIT of the first one got lost', () => {
    const BEGIN_SECOND = { kind: 'send', call: 'begin_refund/s' } as const;
    const laterMs = ASKED_MS + 10 * MINUTE_MS;
    /** The first one is done by another NIT, and the second is begun ten minutes later. */
    const underWay = (): SubscriptionRecord => {
      const lost = noteSent(begun(toBegin(), LOST), BEGIN, at(ASKED_MS + MINUTE_MS));
      const first = takeRefundNit(lost, 'back-1', at(ASKED_MS + MINUTE_MS));
      const asked = second(first);
      const ready = applyAnswer(
        asked,
        { kind: 'look_at_sale', refund: 's' },
        saleReads({ nit: 'n0' }),
        at(laterMs),
      );
      return noteSent(ready, BEGIN_SECOND, at(laterMs));
    };
    const takes = (record: SubscriptionRecord, nowMs: number): string | undefined =>
      refundExpecting(record, 'back-2', at(nowMs))?.id;

    it('takes the NIT that comes while its begin is under way, and sends to it once that is answered with success', () => {
      expect(takes(underWay(), laterMs + 1)).toBe('s');
      const posted = takeRefundNit(underWay(), 'back-2', at(laterMs + 1));
      // Once more is the same, and another one comes too late.
      expect(takes(posted, laterMs + 2)).toBe('s');
      expect(takeRefundNit(posted, 'back-2', at(laterMs + 2))).toBe(posted);
      expect(refundExpecting(posted, 'back-3', at(laterMs + 2))).toBeUndefined();
      expect(callIn(posted, 's')).toMatchObject({ kind: 'begin_refund' });
      const answered = applySent(posted, BEGIN_SECOND, done({}), at(laterMs + 3));
      expect(callIn(answered, 's')).toMatchObject({ kind: 'refund', nit: 'back-2', sendAtMs: laterMs + 3 });
      expect(refundIn(answered, 's')).toMatchObject({ nit: 'back-2', orphans: 0 });
      expect(refundIn(answered, 's')).not.toHaveProperty('postedNit');
    });

    it.each([
      ['lost', LOST, 1],
      ['that never left', NOT_SENT, 0],
      ['not taken by our doors', NOT_OURS, 1],
    ])(
      'sends nothing to it where the reply is %s: it may be the one that got lost',
      (_, outcome, orphans) => {
        const posted = takeRefundNit(underWay(), 'back-2', at(laterMs + 1));
        const open = applySent(posted, BEGIN_SECOND, outcome, at(laterMs + 2));
        expect(callIn(open, 's').kind).toBe('begin_refund');
        expect(refundIn(open, 's')).toMatchObject({ id: 's', orphans });
        expect(refundIn(open, 's')).not.toHaveProperty('postedNit');
        expect(takes(open, laterMs + 3)).toBeUndefined();
      },
    );

    it('takes none later: it may be the one that got lost', () => {
      const open = applySent(underWay(), BEGIN_SECOND, LOST, at(laterMs + 1));
      expect(takes(open, laterMs + 2)).toBeUndefined();
      const again = noteSent(open, BEGIN_SECOND, at(laterMs + 2 * MINUTE_MS));
      expect(takes(again, laterMs + 2 * MINUTE_MS)).toBe('s');
      const [first] = open.refunds ?? [];
      // Where none got lost, a late one is its own; and so it is once nothing of the first one answers any more.
      const refunds = (open.refunds ?? []).map((refund) =>
        refund.id === first?.id ? { ...refund, orphans: 0 } : refund,
      );
      expect(takes({ ...open, refunds }, laterMs + 2)).toBe('s');
    });
  });

  it('counts each begin: two that were lost may bring two NITs', () => {
    const twice = noteSent(begun(toBegin(), LOST), BEGIN, at(ASKED_MS + MINUTE_MS));
    const one = takeRefundNit(twice, 'back-1', at(ASKED_MS + MINUTE_MS));
    expect(refundIn(one).orphans).toBe(1);
    expect(beginFreeAtMs(second(one), refundIn(second(one), 's'))).toBe(ASKED_MS + 6 * MINUTE_MS);
  });
});
