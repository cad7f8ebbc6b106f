import fc from 'fast-check';
import { compareLedgers, type Conservation } from '../../demo/conservation';
import type { ExecutedCharge, KnownCharge } from '../../demo/obligations';
import { CENTS, executed, executedCycle, firstPayment, known, LATER, sale } from './support/charges';

const compare = (
  theirs: readonly ExecutedCharge[] = executed,
  ours: readonly KnownCharge[] = known,
): Conservation => compareLedgers([sale], theirs, ours, LATER);

const changed = <T extends { nit: string }>(charges: readonly T[], nit: string, changes: Partial<T>): T[] =>
  charges.map((charge) => (charge.nit === nit ? { ...charge, ...changes } : charge));

const second = executedCycle(2);

describe('the conservation check', () => {
  it('finds nothing where both ledgers agree with what was sold', () => {
    expect(compare()).toEqual({
      firstPaymentsSold: 1,
      cyclesDue: 3,
      chargesExecuted: 4,
      chargesKnown: 4,
      receivedCents: 4 * CENTS,
      receivedKnownCents: 4 * CENTS,
      uncharged: [],
      double: [],
      lost: [],
      unexplained: [],
    });
  });

  it('accepts a denied cycle as charged, and its money as not received', () => {
    const theirs = changed(executed, second.nit, { outcome: 'denied', state: 'none' });
    const ours = changed(known, second.nit, { outcome: 'denied' });
    const result = compare(theirs, ours);
    expect(result).toMatchObject({ uncharged: [], double: [], lost: [], unexplained: [] });
    expect(result.receivedCents).toBe(3 * CENTS);
  });

  it('owes only what is due by now, and nothing monthly after a first payment that came to nothing', () => {
    expect(compareLedgers([sale], executed, known, '2027-01-10T06:00:00.000Z').cyclesDue).toBe(0);
    expect(compareLedgers([sale], executed, known, '2027-01-11T00:00:00.000Z').cyclesDue).toBe(1);
    expect(compareLedgers([{ ...sale, charged: false }], executed, known, LATER).cyclesDue).toBe(0);
  });

  it('owes nothing for what an adopted schedule was charged before us, and calls that executed for nothing sold', () => {
    const adopted = { ...sale, chargedBefore: 2 };
    const isOurs = ({ nit }: { nit: string }): boolean => ![executedCycle(1).nit, second.nit].includes(nit);
    const result = compareLedgers([adopted], executed.filter(isOurs), known.filter(isOurs), LATER);
    expect(result).toMatchObject({ cyclesDue: 1, uncharged: [], double: [], lost: [], unexplained: [] });
    expect(compareLedgers([adopted], executed, known, LATER).unexplained).toHaveLength(2);
  });

  it('takes money that went back off on both sides, and sees where one side knows less of it', () => {
    const part = { refundedCents: 1_000 };
    const theirs = changed(executed, second.nit, part);
    const ours = changed(known, second.nit, { givenBackCents: 1_000 });
    expect(compare(theirs, ours)).toMatchObject({
      ...{ lost: [], receivedCents: 4 * CENTS - 1_000, receivedKnownCents: 4 * CENTS - 1_000 },
    });
    expect(compare(theirs, known).lost).toMatchObject([{ orderId: 'A101' }]);
    expect(compare(executed, ours).lost).toHaveLength(1);
  });

  it('accepts an execution too many that was given back whole', () => {
    const again = {
      ...second,
      nit: 'again',
      at: '2027-02-11T06:30:00.000Z',
      reversed: true,
      refundedCents: CENTS,
    };
    const told = { ...known[2], orderId: 'A101', nit: 'again', outcome: 'refunded', givenBackCents: CENTS };
    expect(compare([...executed, again], [...known, { ...told, amountCents: CENTS }])).toMatchObject({
      ...{ double: [], lost: [], unexplained: [], receivedCents: 4 * CENTS },
    });
  });

  describe('sees a double charge', () => {
    it('of a cycle, on another day and under another NIT', () => {
      const again = { ...second, nit: 'another-nit-of-that-cycle', at: '2027-02-11T06:30:00.000Z' };
      const result = compare([...executed, again]);
      expect(result.double).toMatchObject([{ orderId: 'A101' }]);
      expect(result.receivedCents).not.toBe(result.receivedKnownCents);
    });

    it('of the first payment', () => {
      expect(compare([...executed, { ...firstPayment, nit: 'another-nit' }]).double).toHaveLength(1);
    });

    it('even where we know both', () => {
      const again = { ...second, nit: 'another-nit' };
      const ours = [...known, { orderId: 'A101', nit: again.nit, amountCents: CENTS, outcome: 'paid' }];
      expect(compare([...executed, again], ours).double).toHaveLength(1);
    });

    it('but not where the first attempt was denied, undone or reversed', () => {
      const again = { ...second, nit: 'another-nit-of-that-cycle' };
      for (const first of [
        { outcome: 'denied', state: 'none' },
        { state: 'undone' },
        { reversed: true },
      ] as const) {
        expect(compare([...changed(executed, second.nit, first), again]).double).toEqual([]);
      }
    });
  });

  describe('sees a lost charge', () => {
    it('that we do not know', () => {
      const ours = known.filter(({ nit }) => nit !== second.nit);
      const result = compare(executed, ours);
      expect(result.lost).toMatchObject([{ orderId: 'A101' }]);
      expect(result.receivedKnownCents).toBe(3 * CENTS);
    });

    it.each([
      ['another outcome', { outcome: 'denied' }],
      ['another amount', { amountCents: CENTS + 1 }],
      ['no amount', { amountCents: undefined }],
      ['another cycle', { dueDate: '2027-03-10' }],
      ['another order', { orderId: 'B149' }],
    ])('that we know with %s', (_name, changes) => {
      expect(compare(executed, changed(known, second.nit, changes)).lost).toHaveLength(1);
    });
  });

  describe('sees an unexplained charge', () => {
    it('that we know and nobody executed', () => {
      const theirs = executed.filter(({ nit }) => nit !== second.nit);
      const result = compare(theirs);
      expect(result.unexplained).toHaveLength(1);
      expect(result.uncharged).toHaveLength(1);
    });

    it('that we count twice', () => {
      expect(compare(executed, [...known, ...known.slice(0, 1)]).unexplained).toHaveLength(1);
    });

    it('that was executed for nothing sold: a cycle too many, a first payment that nobody owed', () => {
      expect(compare([...executed, executedCycle(4)]).unexplained).toHaveLength(1);
      const { firstPaymentCents, ...nothingNow } = sale;
      expect(firstPaymentCents).toBe(CENTS);
      expect(compareLedgers([nothingNow], executed, known, LATER).unexplained).toHaveLength(1);
    });

    it('of an amount that was not sold', () => {
      const theirs = changed(executed, second.nit, { amountCents: 5_990 });
      const ours = changed(known, second.nit, { amountCents: 5_990 });
      expect(compare(theirs, ours).unexplained).toHaveLength(1);
    });
  });

  describe('sees a cycle that was not charged', () => {
    it('at all', () => {
      const result = compare(
        executed.filter(({ nit }) => nit !== second.nit),
        known.filter(({ nit }) => nit !== second.nit),
      );
      expect(result).toMatchObject({ double: [], lost: [], unexplained: [] });
      expect(result.uncharged).toMatchObject([{ what: expect.stringContaining('2027-02-10') as string }]);
    });

    it('on its date', () => {
      const theirs = changed(executed, second.nit, { at: '2027-02-12T06:30:00.000Z' });
      expect(compare(theirs).uncharged).toHaveLength(1);
    });
  });

  it('finds something whichever one charge is missing from either book, or is changed in it', () => {
    const index = fc.nat({ max: executed.length - 1 });
    const tamper = fc.constantFrom(
      'drop theirs',
      'drop ours',
      'repeat theirs',
      'repeat ours',
      'amount',
      'outcome',
    );
    fc.assert(
      fc.property(index, tamper, (at, how) => {
        const charge = executed[at] ?? firstPayment;
        const ours = known.filter(({ nit }) => nit === charge.nit);
        const result = {
          'drop theirs': () => compare(executed.filter(({ nit }) => nit !== charge.nit)),
          'drop ours': () =>
            compare(
              executed,
              known.filter(({ nit }) => nit !== charge.nit),
            ),
          'repeat theirs': () => compare([...executed, { ...charge, nit: 'one-more' }]),
          'repeat ours': () => compare(executed, [...known, ...ours]),
          amount: () => compare(executed, changed(known, charge.nit, { amountCents: 1 })),
          outcome: () => compare(executed, changed(known, charge.nit, { outcome: 'pending' })),
        }[how]();
        const { uncharged, double, lost, unexplained } = result;
        expect([...uncharged, ...double, ...lost, ...unexplained]).not.toEqual([]);
      }),
    );
  });
});
