import type { QueryOutcome } from '../../../domain/gateway/answers';
import type { Refund } from '../../../domain/refunds/refund';
import { takeHint } from '../../../domain/schedule/hint';
import { applyAnswer, applyOwnStep, beginQuestion } from '../../../domain/subscription/apply-step';
import { flagsOf } from '../../../domain/subscription/attention';
import { plan, type QuestionStep } from '../../../domain/subscription/plan';
import { hasEnded, type SubscriptionRecord } from '../../../domain/subscription/record';
import { at, done, scheduleFacts } from '../support/record';
import { ASKED_MS, DAY_MS, LOST, MINUTE_MS, refundIn, SALE, sent, SILENCE, toSend } from './support';

/** What the gateway comes to. It has the charge as reversed from the beginning. */
interface Comes {
  decides: 'CON' | 'NEG';
  /** How long the refund reads PEN. */
  afterMs: number;
  /** It was the last execution. */
  isLast?: boolean;
  /** A part was given back, and this is left, cents. */
  keptCents?: number;
  /** The first question about the charge after the refund meets silence. */
  isSilentOnce?: boolean;
}

const GONE: QueryOutcome = {
  ...{ kind: 'refused', facts: {}, code: '82', message: 'no such transaction', refusedBy: 'gateway' },
  noSuchTransaction: true,
};
const EST = {
  nit: SALE,
  status: 'EST',
  amountCents: 4_990,
  usn: 'usn-sale-1',
  at: '2027-01-10T06:30:00.000Z',
};

function answer({ kind }: QuestionStep, nowMs: number, comes: Comes): QueryOutcome {
  const { decides, afterMs, isLast, keptCents } = comes;
  const isGone = nowMs - ASKED_MS > 15 * DAY_MS;
  const sale = keptCents === undefined ? EST : { ...EST, status: 'CON', amountCents: keptCents };
  switch (kind) {
    case 'poll_schedule': {
      const goesOn = isLast === true ? { status: 'FIN', numberOfTimes: 1 } : { nextDate: '2027-06-10' };
      return done({
        schedule: scheduleFacts({ ...goesOn, currentTimes: 1, nits: [SALE], amountCents: 4_990 }),
      });
    }
    case 'ask': {
      const status = nowMs < ASKED_MS + afterMs ? 'PEN' : decides;
      return isGone ? GONE : done({ refund: { nit: 'back-1', status, amountCents: 4_990 } });
    }
    case 'search_charge':
      return done({ payments: [sale] });
    case 'list_passed_date':
      return done({ payments: [] });
    default:
      return isGone ? GONE : done({ payment: sale });
  }
}

/** Lets a record go on until a number of days after the refund was asked for. */
function lived(record: SubscriptionRecord, comes: Comes, days: number): SubscriptionRecord {
  let known = record;
  let nowMs = ASKED_MS + 1_000;
  let isSilent = comes.isSilentOnce === true;
  for (;;) {
    const [next] = hasEnded(known) ? [] : plan(known, at(nowMs));
    if (next === undefined || next.atMs > ASKED_MS + days * DAY_MS) return known;
    nowMs = Math.max(nowMs, next.atMs);
    const context = at(nowMs);
    if (next.step.kind === 'end') known = applyOwnStep(known, next.step, context);
    else {
      const step = next.step as QuestionStep;
      const isMet = isSilent && step.kind === 'look_at_sale';
      if (isMet) isSilent = false;
      const told = isMet ? SILENCE : answer(step, nowMs, comes);
      known = applyAnswer(beginQuestion(known, step, context), step, told, context);
    }
  }
}

const inDoubt = (): SubscriptionRecord => sent(toSend(), LOST);
/** EST is posted while nobody knows what became of the refund. */
const posted = (record = inDoubt()): SubscriptionRecord =>
  takeHint(record, { nit: SALE, status: 'EST' }, ASKED_MS + 1_000);

interface Known {
  refund: Refund['state'];
  charge: string | undefined;
  isFlagged: boolean;
}

const knownOf = (record: SubscriptionRecord): Known => ({
  refund: refundIn(record).state,
  charge: record.ledger.cycles[0]?.charges[0]?.outcome,
  isFlagged: flagsOf(record, at(ASKED_MS + 130 * DAY_MS)).includes('payment_reversed'),
});
const REVERSED: Known = { refund: 'failed', charge: 'reversed', isFlagged: true };

describe('a reversal that shows while a refund of the charge is in doubt', () => {
  it('is known once the refund has failed', () => {
    const comes = { decides: 'NEG', afterMs: 10 * MINUTE_MS } as const;
    expect(knownOf(lived(posted(), comes, 1))).toEqual(REVERSED);
  });

  it('was the refund where that was carried out', () => {
    const comes = { decides: 'CON', afterMs: 10 * MINUTE_MS } as const;
    expect(knownOf(lived(posted(), comes, 1))).toEqual({
      refund: 'done',
      charge: 'refunded',
      isFlagged: false,
    });
  });

  it('is known before the subscription ends, where the refund was all that it waited for', () => {
    const comes = { decides: 'NEG', afterMs: 4.5 * DAY_MS, isLast: true } as const;
    const record = posted();
    const once = { ...record, terms: { ...record.terms, numberOfTimes: 1 } };
    expect(knownOf(lived(once, comes, 40))).toEqual(REVERSED);
  });

  it('is known where a look found it, and no post', () => {
    const comes = { decides: 'NEG', afterMs: 9 * DAY_MS } as const;
    const looked = takeHint(
      lived(inDoubt(), comes, 8),
      { nit: 'another', status: 'CON' },
      ASKED_MS + 8 * DAY_MS,
    );
    expect(knownOf(lived(looked, comes, 100))).toEqual(REVERSED);
  });

  it('is known where the first question after the refund meets silence', () => {
    const comes = { decides: 'NEG', afterMs: 4.5 * DAY_MS, isLast: true, isSilentOnce: true } as const;
    const record = posted();
    const once = { ...record, terms: { ...record.terms, numberOfTimes: 1 } };
    expect(knownOf(lived(once, comes, 40))).toEqual(REVERSED);
  });

  it('is known where only a part of it went back', () => {
    const comes = { decides: 'NEG', afterMs: 9 * DAY_MS, keptCents: 3_990 } as const;
    const record = lived(inDoubt(), comes, 100);
    expect(knownOf(record)).toEqual({ ...REVERSED, charge: 'paid' });
    expect(record.ledger.cycles[0]?.charges[0]).toMatchObject({ reversedCents: 1_000 });
  });

  it('is known of the first payment as well', () => {
    const comes = { decides: 'NEG', afterMs: 9 * DAY_MS } as const;
    const { ledger, ...record } = inDoubt();
    const [cycle] = ledger.cycles;
    const first = { ...record, ledger: { immediate: cycle?.charges ?? [], cycles: [] } };
    const [charge] = lived(first, comes, 100).ledger.immediate;
    expect(charge).toMatchObject({ outcome: 'reversed' });
  });

  it('is not asked for where nobody doubted what became of the refund', () => {
    const denied = sent(toSend(), { kind: 'done', facts: { refund: { nit: 'back-1', status: 'NEG' } } });
    expect(refundIn(denied).state).toBe('failed');
    expect(refundIn(denied).look).toBeUndefined();
  });
});
