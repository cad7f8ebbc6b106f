import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { flagsOf } from '../../../domain/subscription/attention';
import { plan, type QuestionStep } from '../../../domain/subscription/plan';
import { applyAnswer, beginQuestion } from '../../../domain/subscription/apply-step';
import { takeHint } from '../../../domain/schedule/hint';
import type { QueryOutcome } from '../../../domain/gateway/answers';
import { at, done, scheduleFacts } from '../support/record';
import { ASKED_MS, DAY_MS, LOST, MINUTE_MS, refundIn, SALE, sent, toSend } from './support';

const END_MS = ASKED_MS + DAY_MS;

/** The gateway has the charge as reversed, and decides the refund ten minutes after it was asked for. */
function answer({ kind }: QuestionStep, nowMs: number, decides: 'CON' | 'NEG'): QueryOutcome {
  switch (kind) {
    case 'poll_schedule':
      return done({
        schedule: scheduleFacts({
          nextDate: '2027-02-10',
          currentTimes: 1,
          nits: [SALE],
          amountCents: 4_990,
        }),
      });
    case 'ask': {
      const status = nowMs < ASKED_MS + 10 * MINUTE_MS ? 'PEN' : decides;
      return done({ refund: { nit: 'back-1', status, amountCents: 4_990 } });
    }
    default:
      return done({ payment: { nit: SALE, status: 'EST', amountCents: 4_990, usn: 'usn-sale-1' } });
  }
}

/** EST is posted while nobody knows what became of the refund. */
function lived(decides: 'CON' | 'NEG'): SubscriptionRecord {
  const postedMs = ASKED_MS + 1_000;
  let record = takeHint(sent(toSend(), LOST), { nit: SALE, status: 'EST' }, postedMs);
  let nowMs = postedMs;
  for (;;) {
    const [next] = plan(record, at(nowMs));
    if (next === undefined || next.atMs > END_MS) return record;
    nowMs = Math.max(nowMs, next.atMs);
    const step = next.step as QuestionStep;
    record = applyAnswer(
      beginQuestion(record, step, at(nowMs)),
      step,
      answer(step, nowMs, decides),
      at(nowMs),
    );
  }
}

describe('a reversal that is posted while a refund of the charge is in doubt', () => {
  it('is known once the refund has failed', () => {
    const record = lived('NEG');
    expect(refundIn(record).state).toBe('failed');
    expect(record.ledger.cycles[0]?.charges[0]).toMatchObject({ outcome: 'reversed' });
    expect(flagsOf(record, at(END_MS))).toContain('payment_reversed');
  });

  it('was the refund where that was carried out', () => {
    const record = lived('CON');
    expect(refundIn(record).state).toBe('done');
    expect(record.ledger.cycles[0]?.charges[0]).toMatchObject({ outcome: 'refunded' });
    expect(flagsOf(record, at(END_MS))).toEqual([]);
  });
});
