import { asNit } from '../../domain/ids';
import type { Charge } from '../../domain/ledger/charge';
import { chargeByNit } from '../../domain/ledger/ledger';
import { sumUp } from '../../domain/ledger/sum-up';
import { openRefunds, refundById } from '../../domain/refunds/open-refunds';
import { NIT } from './support/record';
import { RefundLife } from './support/refund-life';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIRST = { kind: 'cycle', number: 1 } as const;
const IMMEDIATE = { kind: 'nit', nit: NIT } as const;

const charge = (life: RefundLife): Charge => {
  const found = chargeByNit(life.record.ledger, asNit('sale-1'));
  if (found === undefined) throw new Error('no such charge');
  return found;
};
const withCharge = (life: RefundLife, changes: Partial<Charge>): RefundLife => {
  const { ledger } = life.record;
  const cycles = ledger.cycles.map((cycle) => ({
    ...cycle,
    charges: cycle.charges.map((one) => ({ ...one, ...changes })),
  }));
  life.record = { ...life.record, ledger: { ...ledger, cycles } };
  return life;
};
/** What became of the refund within a while. */
const after = (life: RefundLife, ms: number): string | undefined => {
  life.until(life.nowMs + ms);
  return refundById(life.record, 'r')?.state;
};

describe('a refund is refused before anything is written', () => {
  const NOT_PAID = ['denied', 'failed', 'undone', 'expired'] as const;

  it.each(NOT_PAID)('of a charge that is %s', (outcome) => {
    const life = withCharge(new RefundLife(), { outcome });
    expect(life.refund('r', { charge: FIRST })).toBe(`this charge is ${outcome}: nothing was captured`);
  });

  it.each([
    ['pending', 'PEN'],
    ['pending', 'PPC'],
    ['unknown', 'CON'],
  ] as const)('of one that is %s and reads %s', (outcome, gatewayStatus) => {
    const life = withCharge(new RefundLife(), { outcome, gatewayStatus });
    expect(life.refund('r', { charge: FIRST })).toContain(`(the gateway: ${gatewayStatus})`);
  });

  it('of one that was reversed, or refunded, before', () => {
    expect(withCharge(new RefundLife(), { outcome: 'reversed' }).refund('r', { charge: FIRST })).toBe(
      'this charge was reversed: nothing is left of it',
    );
    const life = new RefundLife();
    life.refund('r', { charge: FIRST });
    expect(after(life, HOUR_MS)).toBe('done');
    expect(life.refund('again', { charge: FIRST })).toBe('this charge is refunded already');
  });

  it('of more than is left of it', () => {
    const life = new RefundLife();
    expect(life.refund('r', { charge: FIRST, amountCents: 4_991 })).toContain('must be at most 4990');
    life.refund('r', { charge: FIRST, amountCents: 1_000 });
    life.until(life.nowMs + HOUR_MS);
    expect(life.refund('more', { charge: FIRST, amountCents: 3_991 })).toContain('must be at most 3990');
    expect(life.refund('rest', { charge: FIRST, amountCents: 3_990 })).toBeUndefined();
  });

  it('while one of the same charge is open; one of another charge is taken', () => {
    const life = new RefundLife();
    life.refund('r', { charge: FIRST, amountCents: 1 });
    expect(life.refund('s', { charge: FIRST, amountCents: 1 })).toContain('is open');
    expect(life.refund('t', { charge: IMMEDIATE })).toBeUndefined();
    expect(openRefunds(life.record)).toHaveLength(2);
  });

  it('where the charge is not named as it is', () => {
    const life = new RefundLife();
    expect(life.refund('r', { charge: { kind: 'nit', nit: 'other' } })).toContain('charge.nit');
    expect(life.refund('r', { charge: { kind: 'cycle', number: 9 } })).toContain('no cycle 9');
    expect(life.refund('r', { charge: { kind: 'cycle', number: 2 } })).toContain('has not been charged');
  });

  it('of a cycle that was paid twice, unless the NIT is named', () => {
    const life = new RefundLife();
    const { ledger } = life.record;
    const cycles = ledger.cycles.map((cycle) => ({
      ...cycle,
      charges: cycle.charges.flatMap((one) => [one, { ...one, nit: asNit('twice') }]),
    }));
    life.record = { ...life.record, ledger: { ...ledger, cycles } };
    expect(life.refund('r', { charge: FIRST })).toContain('name the NIT');
    expect(life.refund('r', { charge: { kind: 'nit', nit: 'twice' } })).toBeUndefined();
  });

  it('of an old charge whose number was never told; of one whose number is known it is taken', () => {
    const life = new RefundLife();
    life.nowMs += 16 * DAY_MS;
    const { usn, ...unnumbered } = charge(life);
    const known = { ...life.record };
    const { ledger } = life.record;
    const cycles = ledger.cycles.map((cycle) =>
      cycle.number === 1 ? { ...cycle, charges: [unnumbered] } : cycle,
    );
    life.record = { ...life.record, ledger: { ...ledger, cycles } };
    expect(usn).toBe('usn-sale-1');
    expect(life.refund('r', { charge: FIRST })).toContain('esitef_usn');
    life.record = known;
    expect(life.refund('r', { charge: FIRST })).toBeUndefined();
  });

  it('of one that counts in the sums only, by number and by NIT', () => {
    const life = new RefundLife();
    const later = { ...life.record, ledger: sumUp(life.record.ledger, '2028-01-10', { count: 0, bytes: 0 }) };
    expect(later.ledger.earlier?.summary.cycles).toBe(1);
    life.record = later;
    for (const wanted of [FIRST, { kind: 'nit', nit: 'SALE-1' }] as const)
      expect(life.refund('r', { charge: wanted })).toMatch(
        /counts in the sums only; refund it in the vendor portal/,
      );
    expect(life.refund('r', { charge: { kind: 'cycle', number: 9 } })).toContain('no cycle 9');
  });

  it('where the amount is not known, or nothing runs', () => {
    const life = withCharge(new RefundLife(), { amountUnreadable: true });
    expect(life.refund('r', { charge: FIRST })).toContain('amount of this charge is not known');
    const ended = new RefundLife();
    ended.record = {
      ...ended.record,
      opening: { stage: 'ended', sinceMs: ended.nowMs, as: 'completed' },
    };
    expect(ended.refund('r', { charge: FIRST })).toMatch(
      /^the subscription is completed: refund the charge in the vendor portal/,
    );
  });
});
