import type { PaymentFacts } from '../../../domain/gateway/answers';
import { asNit } from '../../../domain/ids';
import { ageMs } from '../../../domain/ledger/charge-age';
import { dayOf } from '../../../domain/ledger/charge-day';
import { chargeFrom } from '../../../domain/ledger/charge-from';
import type { Charge } from '../../../domain/ledger/charge';
import { keptCents, reversedCents, toldOfCaptured, withRefunded } from '../../../domain/ledger/given-back';
import { charge } from './support';

const NOW_MS = Date.parse('2027-01-10T08:00:00.000Z');
const DAY = '2027-01-10';

describe('a charge as the gateway told it', () => {
  const from = (facts: Partial<PaymentFacts>): Charge =>
    chargeFrom(
      { nit: 'n1', status: 'CON', ...facts },
      'query',
      { soldCents: 4_990, scheduledCents: 5_990 },
      NOW_MS,
    );

  it('has what was told, and when it became known', () => {
    const facts = {
      ...{ amountCents: 4_990, at: '2027-01-10T06:30:00.000Z', usn: '12' },
      ...{ authorizerCode: '51', authorizerMessage: 'no funds' },
    };
    expect(from({ status: 'NEG', ...facts })).toEqual({
      ...{ nit: 'n1', outcome: 'denied', gatewayStatus: 'NEG', amountCents: 4_990, usn: '12' },
      ...{ at: '2027-01-10T06:30:00.000Z', code: '51', message: 'no funds' },
      ...{ knownBy: 'query', knownAt: '2027-01-10T08:00:00.000Z' },
    });
  });

  it('has nothing that was not told; its amount is the one of the schedule then', () => {
    expect(from({})).toEqual({
      ...{ nit: 'n1', outcome: 'paid', gatewayStatus: 'CON', amountCents: 5_990, amountAssumed: true },
      ...{ knownBy: 'query', knownAt: '2027-01-10T08:00:00.000Z' },
    });
  });

  it('remembers what was sold where another amount was charged', () => {
    expect(from({ amountCents: 5_990 })).toMatchObject({ amountCents: 5_990, soldCents: 4_990 });
  });

  it('says that its amount could not be read', () => {
    expect(from({ amountUnreadable: true })).toMatchObject({ amountUnreadable: true, amountAssumed: true });
  });
});

describe('the day of a charge', () => {
  it('is the day on which it was executed, in São Paulo', () => {
    expect(dayOf(charge('n1', DAY, { at: '2027-01-10T02:00:00.000Z' }))).toBe('2027-01-09');
    expect(dayOf(charge('n1', DAY, { knownAt: '2027-01-12T08:00:00.000Z' }))).toBe(DAY);
  });

  it('is never later than the day on which it became known', () => {
    expect(dayOf(charge('n1', '2099-01-10', { knownAt: '2027-01-12T08:00:00.000Z' }))).toBe('2027-01-12');
    const { at, ...undated } = charge('n1', DAY);
    expect(at).toBeDefined();
    expect(dayOf(undated)).toBe(DAY);
  });

  it('and its age count from the execution, or else from when it became known', () => {
    expect(ageMs(charge('n1', DAY), NOW_MS)).toBe(90 * 60_000);
    const { at, ...undated } = charge('n1', DAY);
    expect(at).toBeDefined();
    expect(ageMs(undated, NOW_MS + 5)).toBe(5);
  });
});

describe('what is kept of a charge', () => {
  it('is its amount without what went back, whoever gave it', () => {
    expect(keptCents(charge('n1', DAY))).toBe(4_990);
    expect(keptCents(charge('n1', DAY, { refundedCents: 1_000, reversedCents: 500 }))).toBe(3_490);
    expect(keptCents(charge('n1', DAY, { refundedCents: 6_000 }))).toBe(0);
    expect(keptCents(charge('n1', DAY, { outcome: 'denied' }))).toBe(0);
  });

  it('is nothing once it was reversed: all but our own refunds went back behind our back', () => {
    const reversed = charge('n1', DAY, { outcome: 'reversed', refundedCents: 1_000 });
    expect(keptCents(reversed)).toBe(0);
    expect(reversedCents(reversed)).toBe(3_990);
    expect(reversedCents({ ...reversed, refundedCents: 6_000 })).toBe(0);
    const { amountCents, ...unknown } = charge('n1', DAY, { outcome: 'reversed' });
    expect(amountCents).toBe(4_990);
    expect(reversedCents(unknown)).toBe(0);
    expect(reversedCents(charge('n1', DAY))).toBe(0);
    expect(reversedCents(charge('n1', DAY, { reversedCents: 500 }))).toBe(500);
  });
});

describe('a refund of ours that was carried out', () => {
  const refunded = (changes: Partial<Charge>, cents: number): Charge =>
    withRefunded(charge('n1', DAY, changes), asNit('N1'), cents);

  it('adds to what went back before, and the whole makes the charge refunded', () => {
    expect(refunded({}, 1_000)).toMatchObject({ outcome: 'paid', refundedCents: 1_000 });
    expect(refunded({ refundedCents: 1_000 }, 3_989)).toMatchObject({
      outcome: 'paid',
      refundedCents: 4_989,
    });
    expect(refunded({ refundedCents: 1_000 }, 3_990)).toMatchObject({ outcome: 'refunded' });
    expect(refunded({ reversedCents: 1_000 }, 3_990)).toMatchObject({ outcome: 'refunded' });
    expect(refunded({ outcome: 'reversed' }, 4_990)).toMatchObject({ outcome: 'refunded' });
    expect(refunded({ outcome: 'refunded', refundedCents: 4_990 }, 1)).toMatchObject({ outcome: 'refunded' });
  });

  it('makes no charge refunded that was not captured, or of which no amount is known', () => {
    expect(refunded({ outcome: 'denied' }, 4_990).outcome).toBe('denied');
    const { amountCents, ...unknown } = charge('n1', DAY);
    expect(amountCents).toBe(4_990);
    expect(withRefunded(unknown, asNit('n1'), 4_990)).toMatchObject({
      outcome: 'paid',
      refundedCents: 4_990,
    });
  });

  it('leaves every other charge', () => {
    const other = charge('n2', DAY);
    expect(withRefunded(other, asNit('n1'), 4_990)).toBe(other);
  });
});

describe('a captured charge, told again', () => {
  const known = charge('n1', DAY, { refundedCents: 1_000, soldCents: 3_990 });
  const again = (told: Partial<Charge>, before = known): Charge =>
    toldOfCaptured(before, charge('n1', DAY, told));

  it('keeps what was captured, what was sold and what we gave back', () => {
    for (const amountCents of [3_990, 4_990]) {
      const same = again({ amountCents });
      expect(same).toMatchObject({ amountCents: 4_990, refundedCents: 1_000, soldCents: 3_990 });
      expect(same).not.toHaveProperty('reversedCents');
    }
    expect(again({ amountCents: 9, amountAssumed: true })).not.toHaveProperty('reversedCents');
    const plain = toldOfCaptured(charge('n1', DAY), charge('n1', DAY, { soldCents: 1 }));
    expect(plain).toEqual(charge('n1', DAY));
  });

  it('with less shows what somebody else gave back; once seen, it stays', () => {
    expect(again({ amountCents: 2_990 })).toMatchObject({ amountCents: 4_990, reversedCents: 1_000 });
    expect(again({ amountCents: 4_990 }, { ...known, reversedCents: 700 })).toMatchObject({
      reversedCents: 700,
    });
    expect(again({ amountCents: 0 })).toMatchObject({ outcome: 'refunded', reversedCents: 3_990 });
    const byOthers = toldOfCaptured(charge('n1', DAY), charge('n1', DAY, { amountCents: 0 }));
    expect(byOthers).toMatchObject({ outcome: 'paid', reversedCents: 4_990 });
  });

  it('with more is taken as told: that is no refund', () => {
    const more = charge('n1', DAY, { amountCents: 5_990 });
    expect(toldOfCaptured(known, more)).toBe(more);
  });

  it('as reversed is refunded where all of it was our refund', () => {
    expect(again({ outcome: 'reversed' })).toMatchObject({ outcome: 'reversed', amountCents: 4_990 });
    expect(again({ outcome: 'reversed' }, { ...known, refundedCents: 4_990 })).toMatchObject({
      ...{ outcome: 'refunded', refundedCents: 4_990 },
    });
    expect(again({ outcome: 'reversed' }, { ...known, reversedCents: 3_990 })).toMatchObject({
      outcome: 'refunded',
    });
  });

  it('as not paid was taken back, whatever of it was known; what a person said is corrected', () => {
    for (const outcome of ['denied', 'failed', 'undone', 'expired'] as const) {
      const told = charge('n1', DAY, { outcome, gatewayStatus: 'ERR' });
      expect(again(told)).toMatchObject({ outcome: 'reversed', gatewayStatus: 'ERR', amountCents: 4_990 });
      expect(again(told, { ...known, outcome: 'reversed' })).toMatchObject({ outcome: 'reversed' });
      expect(again(told, { ...known, amountAssumed: true })).toMatchObject({ outcome: 'reversed' });
      expect(again(told, { ...known, refundedCents: 4_990 })).toMatchObject({ outcome: 'refunded' });
      expect(again(told, { ...known, outcome: 'pending' })).toMatchObject({ outcome });
      expect(again(told, { ...known, knownBy: 'person' })).toMatchObject({ outcome });
    }
  });

  it('without a readable amount, or with another outcome, is taken as told', () => {
    for (const told of [
      charge('n1', DAY, { amountUnreadable: true, amountCents: 1 }),
      charge('n1', DAY, { outcome: 'pending', amountCents: 1 }),
    ])
      expect(toldOfCaptured(known, told)).toBe(told);
  });

  it('is taken as told where nothing certain was known before', () => {
    const less = charge('n1', DAY, { amountCents: 2_990 });
    expect(toldOfCaptured({ ...known, outcome: 'pending' }, less)).toBe(less);
    expect(toldOfCaptured({ ...known, amountAssumed: true }, less)).toBe(less);
    const { amountCents, ...unknown } = known;
    expect(amountCents).toBe(4_990);
    expect(toldOfCaptured(unknown, less)).toBe(less);
    expect(toldOfCaptured({ ...known, outcome: 'refunded' }, less)).not.toBe(less);
  });
});
