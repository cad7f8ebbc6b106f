import { asNit } from '../../domain/ids';
import type { Charge } from '../../domain/ledger/charge';
import { keptCents, reversedCents } from '../../domain/ledger/given-back';
import { chargeByNit, recordAgain, withRefundOf } from '../../domain/ledger/ledger';
import { RefundLife } from './support/refund-life';

const charge = (life: RefundLife): Charge => {
  const found = chargeByNit(life.record.ledger, asNit('sale-1'));
  if (found === undefined) throw new Error('no such charge');
  return found;
};

describe('what a charge tells later of its money', () => {
  const told = (changes: Partial<Charge>): Charge => {
    const life = new RefundLife();
    const known = charge(life);
    const ledger = recordAgain(life.record.ledger, { ...known, ...changes, soldCents: 4_990 });
    life.record = { ...life.record, ledger };
    return charge(life);
  };

  it('less of it: a part was given back behind our back', () => {
    expect(told({ amountCents: 3_990 })).toMatchObject({
      outcome: 'paid',
      amountCents: 4_990,
      reversedCents: 1_000,
    });
  });

  it('more of it is another amount than what was sold, and no refund', () => {
    expect(told({ amountCents: 5_990 })).toMatchObject({ amountCents: 5_990, soldCents: 4_990 });
  });

  it('an amount that cannot be read tells nothing', () => {
    const unread = told({ amountCents: 4_990, amountUnreadable: true });
    expect(unread).not.toHaveProperty('reversedCents');
  });

  it.each(['once', 'twice'])(
    'EST with the rest as its amount, told %s: no more than that went back',
    (often) => {
      const life = new RefundLife();
      const tell = (changes: Partial<Charge>): void => {
        const ledger = recordAgain(life.record.ledger, { ...PAID, ...changes, soldCents: 4_990 });
        life.record = { ...life.record, ledger };
      };
      const PAID = charge(life);
      life.record = { ...life.record, ledger: withRefundOf(life.record.ledger, asNit('sale-1'), 1_000) };
      const rest = { amountCents: 3_990 } as const;
      tell(rest);
      tell({ ...rest, outcome: 'reversed', gatewayStatus: 'EST' });
      if (often === 'twice') tell({ ...rest, outcome: 'reversed', gatewayStatus: 'EST' });
      expect(reversedCents(charge(life))).toBe(3_990);
      expect(charge(life).amountCents).toBe(4_990);
      // A dispute that was won.
      tell(rest);
      expect(keptCents(charge(life))).toBe(3_990);
    },
  );

  it('EST: all the rest went back', () => {
    expect(told({ outcome: 'reversed', gatewayStatus: 'EST' })).toMatchObject({ outcome: 'reversed' });
  });
});
