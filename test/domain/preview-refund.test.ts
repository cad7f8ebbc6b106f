import { previewRefund } from '../../domain/refunds/preview';
import { refundById } from '../../domain/refunds/open-refunds';
import type { WantedRefund } from '../../domain/refunds/refusal';
import { keptCents } from '../../domain/ledger/given-back';
import { asNit } from '../../domain/ids';
import { chargeByNit } from '../../domain/ledger/ledger';
import { RefundLife } from './support/refund-life';

const FIRST = { kind: 'cycle', number: 1 } as const;
const HOUR_MS = 3_600_000;

describe('the preview of a refund', () => {
  const previewIn = (life: RefundLife, wanted: WantedRefund) =>
    previewRefund(life.record, wanted, life.context);

  it('tells what would go back, what would be left, and by which calls', () => {
    expect(previewIn(new RefundLife(), { charge: FIRST, amountCents: 1_000 })).toEqual({
      allowed: true,
      what: 'refund R$ 10,00 of the charge with NIT sale-1',
      sets: 'nothing of the schedule; R$ 10,00 go back, R$ 39,90 are left of the charge',
      gatewayCalls: ['getTransaction', 'beginRefund', 'sendRefund', 'getTransaction'],
      refund: { charge: 'sale-1', amountCents: 1_000, leftCents: 3_990 },
      nextCharges: ['2027-02-10', '2027-03-10', '2027-04-10'].map((date) => ({ date, amountCents: 4_990 })),
    });
  });

  it('of all that is left, after a part', () => {
    const life = new RefundLife();
    life.refund('part', { charge: FIRST, amountCents: 1_000 });
    life.until(life.nowMs + HOUR_MS);
    expect(previewIn(life, { charge: FIRST })).toMatchObject({
      refund: { amountCents: 3_990, leftCents: 0 },
    });
  });

  it.each([
    ['of a charge that is not there', { charge: { kind: 'nit', nit: 'none' } }],
    ['of more than was captured', { charge: FIRST, amountCents: 4_991 }],
  ] as const)('refuses in the words of the command: %s', (_which, wanted) => {
    const life = new RefundLife();
    const before = JSON.stringify(life.record);
    const told = previewIn(life, wanted);
    expect(JSON.stringify(life.record)).toBe(before);
    expect(told).toEqual({ allowed: false, why: life.refund('r', wanted) });
  });

  it('comes true, with one begin and one refund', () => {
    const life = new RefundLife();
    const told = previewIn(life, { charge: FIRST, amountCents: 1_000 });
    life.refund('r', { charge: FIRST, amountCents: 1_000 });
    const before = life.calls.length;
    life.until(life.nowMs + HOUR_MS);
    const charge = chargeByNit(life.record.ledger, asNit('sale-1'));
    expect(told).toMatchObject({
      refund: {
        amountCents: refundById(life.record, 'r')?.refundedCents,
        leftCents: charge === undefined ? undefined : keptCents(charge),
      },
    });
    expect(life.calls.slice(before)).toEqual(['begin none', 'refund none']);
  });
});
