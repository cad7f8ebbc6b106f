import { asNit } from '../../domain/ids';
import type { Charge } from '../../domain/ledger/charge';
import { chargeByNit, recordAgain } from '../../domain/ledger/ledger';
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

  it('EST: all the rest went back', () => {
    expect(told({ outcome: 'reversed', gatewayStatus: 'EST' })).toMatchObject({ outcome: 'reversed' });
  });
});
