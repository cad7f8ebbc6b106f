import { askPauseMs } from '../../../domain/calls/cadence';
import type { Charge } from '../../../domain/ledger/charge';
import { asNit } from '../../../domain/ids';
import { chargeByNit } from '../../../domain/ledger/ledger';
import { planSaleLooks } from '../../../domain/refunds/plan-refunds';
import type { SubscriptionRecord } from '../../../domain/subscription/record';
import { done } from '../support/record';
import { refused } from '../support/refund-gateway';
import {
  asked,
  ASKED_MS,
  callIn,
  DAY_MS,
  looked,
  refundIn,
  SALE,
  saleReads,
  sent,
  SILENCE,
  toSend,
} from './support';

const GONE = { ...refused('82'), noSuchTransaction: true } as const;
const problemIn = (record: SubscriptionRecord): unknown => refundIn(record).problem;
const without = (record: SubscriptionRecord, key: 'usn'): SubscriptionRecord => ({
  ...record,
  refunds: (record.refunds ?? []).map(({ [key]: _, ...refund }) => refund),
});
const silentFor = (record: SubscriptionRecord, times: number, nowMs = ASKED_MS): SubscriptionRecord =>
  times === 0 ? record : silentFor(looked(record, SILENCE, nowMs), times - 1, nowMs);

describe('the charge is looked at before its refund is begun', () => {
  it('is planned at once, and says what for', () => {
    expect(planSaleLooks(asked())).toEqual([
      {
        step: { kind: 'look_at_sale', refund: 'r' },
        atMs: ASKED_MS,
        waitingFor: 'what the charge with NIT sale-1 shows, for its refund',
      },
    ]);
    expect(planSaleLooks(toSend())).toEqual([]);
  });

  it('paid, and enough is left: the refund is begun', () => {
    const record = looked(asked(), saleReads());
    expect(callIn(record)).toMatchObject({ kind: 'begin_refund', sendAtMs: ASKED_MS, createdAtMs: ASKED_MS });
    expect(refundIn(record)).not.toHaveProperty('look');
  });

  it('the number that it tells is the one that the refund is begun by; one that it leaves out stays', () => {
    expect(refundIn(looked(asked(), saleReads({ usn: 'other' }))).usn).toBe('other');
    expect(refundIn(looked(asked(), saleReads({ usn: undefined }))).usn).toBe('usn-sale-1');
  });

  it.each([
    [{ status: 'EST' }, 'not_refundable', 'the gateway reports the charge as EST now'],
    [{ status: 'PEN' }, 'not_refundable', 'the gateway reports the charge as PEN now'],
    [{ amountCents: 990 }, 'less_is_left', 'only 990 cents are left of the charge now'],
  ])('%o: it fails', (changes, code, message) => {
    const record = looked(asked(), saleReads(changes));
    expect(record.calls).toEqual([]);
    expect(problemIn(record)).toEqual({ code, message });
  });

  it('as much as was asked for is left: that is enough', () => {
    expect(callIn(looked(asked(1_000), saleReads({ amountCents: 1_000 }))).kind).toBe('begin_refund');
  });

  it('without a number it cannot be begun', () => {
    const record = looked(without(asked(), 'usn'), saleReads({ usn: undefined }));
    expect(problemIn(record)).toEqual({
      code: 'usn_unknown',
      message: 'the gateway does not tell by which number the refund is begun',
    });
  });

  it('what was learnt is kept with the charge', () => {
    const { ledger } = looked(asked(), saleReads({ amountCents: 3_990 }));
    expect(chargeByNit(ledger, asNit(SALE))).toMatchObject({
      ...{ amountCents: 4_990, reversedCents: 1_000, knownBy: 'query' },
    });
  });

  it('an amount that the answer leaves out is as it was', () => {
    const { ledger } = looked(asked(), saleReads({ amountCents: undefined }));
    expect(chargeByNit(ledger, asNit(SALE))).toMatchObject({ amountCents: 4_990 });
  });

  it('a charge that has left the ledger is not refunded', () => {
    const record = asked();
    const none = { ...record, ledger: { ...record.ledger, cycles: [] } };
    expect(problemIn(looked(none, saleReads()))).toEqual({
      code: 'no_charge',
      message: 'the charge is no longer in the ledger',
    });
  });
});

describe('a charge that a person has decided, and that the gateway last told as undecided', () => {
  it('is refunded where it answers no more', () => {
    const record = asked();
    const decided = (charge: Charge): Charge => ({ ...charge, gatewayStatus: 'RET', knownBy: 'person' });
    const cycles = record.ledger.cycles.map((one) => ({ ...one, charges: one.charges.map(decided) }));
    const gone = {
      kind: 'refused',
      facts: {},
      code: '82',
      message: 'no such',
      refusedBy: 'gateway',
    } as const;
    const known = { ...record, ledger: { ...record.ledger, cycles } };
    expect(callIn(looked(known, { ...gone, noSuchTransaction: true })).kind).toBe('begin_refund');
  });
});

describe('silence about the charge', () => {
  it('is asked into again, at a growing pace', () => {
    const once = looked(asked(), SILENCE);
    expect(refundIn(once).look).toEqual({ atMs: ASKED_MS + askPauseMs(1), asked: 1 });
    expect(refundIn(looked(once, SILENCE)).look).toEqual({ atMs: ASKED_MS + askPauseMs(2), asked: 2 });
    expect(once.calls).toEqual([]);
  });

  it.each([
    ['about another charge', done({ payment: { nit: 'other', status: 'CON', amountCents: 1 } })],
    ['without a charge', done({})],
    ['a refusal that says nothing of it', refused('1')],
  ])('an answer %s is as good as silence', (_, answer) => {
    expect(refundIn(looked(asked(), answer)).look?.asked).toBe(1);
  });

  it('five times is enough where the number is known: the gateway has the last word', () => {
    expect(refundIn(silentFor(asked(), 4)).state).toBe('planned');
    expect(callIn(silentFor(asked(), 5)).kind).toBe('begin_refund');
    expect(refundIn(silentFor(without(asked(), 'usn'), 5)).state).toBe('planned');
  });

  it('where the number is not known, it is given up after fourteen days', () => {
    const unnumbered = without(asked(), 'usn');
    expect(refundIn(looked(unnumbered, SILENCE, ASKED_MS + 14 * DAY_MS - 1)).state).toBe('planned');
    expect(problemIn(looked(unnumbered, SILENCE, ASKED_MS + 14 * DAY_MS))).toEqual({
      code: 'gave_up',
      message: 'the gateway does not answer about the charge',
    });
  });

  it('a NIT that answers no more is not waited for', () => {
    expect(callIn(looked(asked(), GONE)).kind).toBe('begin_refund');
    expect(callIn(looked(asked(), SILENCE, ASKED_MS + 16 * DAY_MS)).kind).toBe('begin_refund');
    expect(problemIn(looked(without(asked(), 'usn'), GONE))).toMatchObject({ code: 'usn_unknown' });
  });
});

describe('the charge is looked at once more after its refund', () => {
  const facts = { refund: { nit: 'back-1', status: 'CON', amountCents: 4_990 } };
  const refunded = (): SubscriptionRecord => sent(toSend(), done(facts));

  it('at once; an answer ends it', () => {
    expect(refundIn(refunded()).look).toEqual({ atMs: ASKED_MS, asked: 0 });
    expect(refundIn(looked(refunded(), saleReads({ status: 'EST' })))).not.toHaveProperty('look');
  });

  it('silence is asked into four times more', () => {
    const once = looked(refunded(), SILENCE);
    expect(refundIn(once).look).toEqual({ atMs: ASKED_MS + askPauseMs(1), asked: 1 });
    expect(refundIn(silentFor(refunded(), 4)).look).toMatchObject({ asked: 4 });
    expect(refundIn(silentFor(refunded(), 5))).not.toHaveProperty('look');
    expect(refundIn(silentFor(refunded(), 5)).state).toBe('done');
  });

  it('an answer that nobody waits for changes nothing', () => {
    const over = looked(refunded(), saleReads({ status: 'EST' }));
    expect(looked(over, saleReads({ status: 'NEG' }))).toEqual(over);
    expect(looked({ ...over, refunds: [] }, saleReads({ status: 'NEG' })).ledger).toBe(over.ledger);
  });
});
