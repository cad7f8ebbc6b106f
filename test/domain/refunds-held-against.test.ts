import type { CallOutcome, PaymentFacts } from '../../domain/gateway/answers';
import { asNit } from '../../domain/ids';
import { chargeByNit } from '../../domain/ledger/ledger';
import { summarise } from '../../domain/ledger/summary';
import { refundById } from '../../domain/refunds/open-refunds';
import { attentionOf, flagsOf } from '../../domain/subscription/attention';
import { heardOf, takeHint } from '../../domain/schedule/hint';
import { applyAnswer, applyOwnStep, beginQuestion } from '../../domain/subscription/apply-step';
import { done, scheduleFacts } from './support/record';
import { RefundLife } from './support/refund-life';

const SALE = { kind: 'nit', nit: 'sale-1' } as const;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

// After a refund its charge is looked at once more, and the books are held against what it shows.
describe('the look after a refund', () => {
  it('does not take what another refund of the same charge gives back for money that somebody else gave back', () => {
    const life = new RefundLife();
    // The look before is answered; three looks after meet silence.
    life.silences = [false, true, true, true];
    life.refund('a', { charge: SALE, amountCents: 1_000 });
    life.until(life.nowMs + 130_000);
    expect(refundById(life.record, 'a')?.look).toBeDefined();
    life.silences = [];
    life.mishaps = ['none', 'pending'];
    life.refund('b', { charge: SALE, amountCents: 2_000 });
    life.until(life.nowMs + 600_000);
    expect(refundById(life.record, 'b')?.state).toBe('under_way');
    life.until(life.nowMs + 3 * DAY_MS);
    expect(chargeByNit(life.record.ledger, asNit('sale-1'))).toMatchObject({
      outcome: 'paid',
      refundedCents: 3_000,
    });
    expect(summarise(life.record.ledger)).toMatchObject({ refundedCents: 3_000, reversedCents: 0 });
    expect(flagsOf(life.record, life.context)).toEqual([]);
  });

  it('finds what the gateway gave back beyond what was asked for, and puts it before a person', () => {
    const life = new GivesAllBack();
    life.refund('a', { charge: SALE, amountCents: 1_000 });
    life.until(life.nowMs + DAY_MS);
    expect(refundById(life.record, 'a')).toMatchObject({ state: 'done', refundedCents: 1_000 });
    expect(summarise(life.record.ledger)).toMatchObject({ refundedCents: 1_000, reversedCents: 3_990 });
    expect(flagsOf(life.record, life.context)).toEqual(['payment_reversed']);
  });

  it('finds that a charge which was given back whole is not shown so, and puts it before a person', () => {
    const life = new GivesAnotherBack();
    life.refund('a', { charge: SALE });
    life.until(life.nowMs + DAY_MS);
    expect(refundById(life.record, 'a')).toMatchObject({ state: 'done', refundedCents: 4_990 });
    expect(flagsOf(life.record, life.context)).toEqual(['unexpected_gateway_status']);
    expect(attentionOf(life.record, life.context)).toMatchObject([{ about: { nit: 'sale-1' } }]);
  });

  it('takes no whole refund of ours for a reversal where the amount was never told', () => {
    const life = new TellsNoAmount();
    life.refund('a', { charge: SALE });
    life.until(life.nowMs + DAY_MS);
    const charge = chargeByNit(life.record.ledger, asNit('sale-1'));
    expect(charge).toMatchObject({ outcome: 'refunded', gatewayStatus: 'EST', refundedCents: 4_990 });
    expect(summarise(life.record.ledger)).toMatchObject({ refundedCents: 4_990, reversedCents: 0 });
    expect(flagsOf(life.record, life.context)).toEqual([]);
  });
});

/** A gateway that takes the money of another charge. */
class GivesAnotherBack extends RefundLife {
  protected override execute(nit: string, amountCents: number): CallOutcome {
    Object.assign(this.cancellation(nit) ?? {}, { status: 'CON', amountCents });
    return done({ refund: { nit, status: 'CON', amountCents } });
  }
}

class TellsNoAmount extends RefundLife {
  protected override sale(nit: string): PaymentFacts {
    const { amountCents, ...facts } = super.sale(nit);
    return facts;
  }
}

/** A gateway that gives whole charges back only. */
class GivesAllBack extends RefundLife {
  protected override execute(nit: string): CallOutcome {
    const cancellation = this.cancellation(nit);
    if (cancellation === undefined) throw new Error('it was begun');
    const sale = this.kept(cancellation.sale);
    sale.goneCents = sale.amountCents;
    Object.assign(cancellation, { status: 'CON', amountCents: sale.amountCents });
    return done({ refund: { nit, status: 'CON', amountCents: sale.amountCents } });
  }
}

describe('a charge that shows only later that it was given back whole', () => {
  it('within the hour raises no flag', () => {
    const life = new ShowsLater();
    life.refund('a', { charge: SALE });
    life.until(life.nowMs + DAY_MS);
    expect(refundById(life.record, 'a')).toMatchObject({ state: 'done', statusAfter: 'EST' });
    expect(flagsOf(life.record, life.context)).toEqual([]);
  });

  it('without an amount is no reversal by somebody else', () => {
    const life = new ShowsLater();
    life.hidesAmount = true;
    life.refund('a', { charge: SALE });
    life.until(life.nowMs + DAY_MS);
    expect(chargeByNit(life.record.ledger, asNit('sale-1'))).toMatchObject({
      ...{ outcome: 'refunded', gatewayStatus: 'EST' },
    });
    expect(flagsOf(life.record, life.context)).toEqual([]);
  });

  it('by a post of days later takes the flag off, and until then it is up', () => {
    const life = new ShowsLater();
    life.laterMs = 5 * DAY_MS;
    life.refund('a', { charge: SALE });
    life.until(life.nowMs + DAY_MS);
    expect(flagsOf(life.record, life.context)).toEqual(['unexpected_gateway_status']);
    life.until(life.nowMs + 5 * DAY_MS);
    const post = { nit: 'sale-1', status: 'EST' };
    expect(heardOf(life.record, post, life.nowMs)).toBe('news');
    life.record = takeHint(life.record, post, life.nowMs);
    life.record = beginQuestion(life.record, POLL, life.context);
    const schedule = scheduleFacts({ nextDate: '2027-02-10', currentTimes: 1, nits: ['sale-1'] });
    life.record = applyAnswer(life.record, POLL, done({ schedule }), life.context);
    life.until(life.nowMs + MINUTE_MS);
    expect(flagsOf(life.record, life.context)).toEqual([]);
    expect(heardOf(life.record, post, life.nowMs)).toBe('known');
  });

  it('or never is put before a person, also where the last looks meet silence', () => {
    const life = new ShowsLater();
    life.laterMs = Infinity;
    // The look before is answered, and the first one after.
    life.silences = [false, false, ...Array.from({ length: 9 }, () => true)];
    life.refund('a', { charge: SALE });
    life.until(life.nowMs + DAY_MS);
    expect(refundById(life.record, 'a')).toMatchObject({ state: 'done', statusAfter: 'CON' });
    expect(flagsOf(life.record, life.context)).toEqual(['unexpected_gateway_status']);
  });

  it('is believed by an answer, and not by the one before a silence', () => {
    const life = new ShowsLater();
    life.silences = [false, false, ...Array.from({ length: 9 }, () => true)];
    life.refund('a', { charge: SALE });
    life.until(life.nowMs + 40 * DAY_MS);
    expect(refundById(life.record, 'a')).toMatchObject({ state: 'done', statusAfter: 'EST' });
    expect(flagsOf(life.record, life.context)).not.toContain('unexpected_gateway_status');
  });

  it('or never is put before nobody once the subscription has ended', () => {
    const life = new ShowsLater();
    life.laterMs = Infinity;
    life.refund('a', { charge: SALE });
    life.until(life.nowMs + DAY_MS);
    const ended = applyOwnStep(life.record, { kind: 'end', as: 'completed' }, life.context);
    expect(flagsOf(ended, life.context)).toEqual([]);
  });
});

const POLL = { kind: 'poll_schedule', hinted: true } as const;

/** The gateway shows EST some time after the refund, with an amount or without. */
class ShowsLater extends RefundLife {
  laterMs = MINUTE_MS;
  hidesAmount = false;
  doneAtMs = Infinity;

  protected override sale(nit: string): PaymentFacts {
    const { amountCents, ...hidden } = super.sale(nit);
    const facts = this.hidesAmount || amountCents === undefined ? hidden : { ...hidden, amountCents };
    if (facts.status !== 'EST') return facts;
    if (this.doneAtMs === Infinity) this.doneAtMs = this.nowMs;
    return this.nowMs < this.doneAtMs + this.laterMs ? { ...facts, status: 'CON' } : facts;
  }
}
