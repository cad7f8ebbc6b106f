import fc from 'fast-check';
import { asNit } from '../../domain/ids';
import { keptCents } from '../../domain/ledger/given-back';
import { chargeByNit } from '../../domain/ledger/ledger';
import { callOfRefund, refundById } from '../../domain/refunds/open-refunds';
import { SALES, type RefundMishap } from './support/refund-gateway';
import { RefundLife } from './support/refund-life';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('whatever happens to the calls of refunds', () => {
  const mishap = fc.constantFrom<RefundMishap>(
    'none',
    'none',
    'not_sent',
    'lost_before',
    'lost_after',
    'silent',
    'late',
    'denied',
    'refused',
    'pending',
    'error',
  );
  const sale = fc.constantFrom(...Object.keys(SALES));
  const act = fc.record({
    afterMinutes: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 6_000 })),
    sale,
    amountCents: fc.option(fc.integer({ min: 1, max: 5_000 }), { nil: undefined }),
    /** Somebody else does it, in the portal. */
    inPortal: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  });

  it('never more goes back than was asked for, and the books are those of the gateway', () => {
    fc.assert(
      fc.property(
        fc.array(act, { minLength: 1, maxLength: 6 }),
        fc.array(mishap, { maxLength: 30 }),
        fc.array(fc.boolean(), { maxLength: 12 }),
        fc.boolean(),
        (acts, mishaps, silences, amountFalls) => {
          const life = new RefundLife();
          Object.assign(life, { mishaps, silences, amountFalls });
          const portalCents = new Map<string, number>();
          for (const [index, { afterMinutes, sale: nit, amountCents, inPortal }] of acts.entries()) {
            life.until(life.nowMs + afterMinutes * 60_000);
            if (!inPortal) life.refund(String(index), { charge: { kind: 'nit', nit }, amountCents });
            else {
              const before = life.sales.get(nit)?.goneCents ?? 0;
              life.portal(nit, amountCents ?? 5_000);
              const more = (life.sales.get(nit)?.goneCents ?? 0) - before;
              portalCents.set(nit, (portalCents.get(nit) ?? 0) + more);
            }
          }
          life.until(life.nowMs + 40 * DAY_MS);
          expectBooks(life, portalCents);
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** The gateway's own books against ours, refund by refund and charge by charge. */
function expectBooks(life: RefundLife, portalCents: ReadonlyMap<string, number>): void {
  const { record } = life;
  const executed = life.cancellations.filter(({ status }) => status === 'CON');
  for (const [id, { amountCents }] of life.accepted) {
    const refund = refundById(record, id);
    if (refund === undefined) throw new Error(`the refund ${id} is kept`);
    const its = executed.filter(({ nit }) => life.nitsOf.get(id)?.has(nit) === true);
    // At most once, and never more than was asked for.
    expect(its.length).toBeLessThanOrEqual(1);
    for (const one of its) expect(one).toMatchObject({ sale: refund.charge, amountCents });
    if (refund.state === 'done') expect(its).toHaveLength(1);
    else if (refund.state === 'failed') expect(its).toEqual([]);
    // What has not ended by itself waits for a person.
    else expect(callOfRefund(record, refund)?.person).toBeDefined();
  }
  for (const [nit, { amountCents, goneCents }] of life.sales) {
    const charge = chargeByNit(record.ledger, asNit(nit));
    const ours = executed.filter(({ sale }) => sale === nit).reduce((sum, one) => sum + one.amountCents, 0);
    expect(goneCents).toBe(ours + (portalCents.get(nit) ?? 0));
    const isDecided = (record.refunds ?? []).every(
      (refund) => refund.charge !== nit || refund.state === 'done' || refund.state === 'failed',
    );
    if (!isDecided || charge === undefined) continue;
    expect(charge.refundedCents ?? 0).toBe(ours);
    expect(charge.amountCents).toBe(amountCents);
    if (ours === amountCents) expect(charge.outcome).toBe('refunded');
    if (portalCents.get(nit) === undefined && charge.outcome === 'paid')
      expect(keptCents(charge)).toBe(amountCents - ours);
    expect(charge.outcome === 'reversed' ? (portalCents.get(nit) ?? 0) : 1).toBeGreaterThan(0);
  }
}
