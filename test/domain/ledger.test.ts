import fc from 'fast-check';
import { DateTime } from 'luxon';
import { asNit } from '../../domain/ids';
import { assignCharge } from '../../domain/ledger/assign-charge';
import { followNextDate, markPassed } from '../../domain/ledger/due-dates';
import type { Charge } from '../../domain/ledger/charge';
import {
  allCharges,
  currentCycle,
  cycleOutcome,
  decideByPerson,
  emptyLedger,
  nitsToAsk,
  recordImmediate,
  type Ledger,
} from '../../domain/ledger/ledger';
import type { ChargeOutcome } from '../../domain/ledger/outcomes';
import { summarise } from '../../domain/ledger/summary';

const KNOWN_AT = '2030-06-01T12:00:00.000Z';
const chargeOn = (
  date: string,
  nit: string,
  outcome: ChargeOutcome = 'paid',
  amountCents = 4_990,
): Charge => ({
  nit: asNit(nit),
  outcome,
  amountCents,
  // The job runs at 03:30 in São Paulo, 06:30 UTC.
  at: `${date}T06:30:00.000Z`,
  knownBy: 'query',
  knownAt: KNOWN_AT,
});
const dueOn = (
  nextDate: string,
  ledger: Ledger = emptyLedger(),
  today = '2027-01-01',
  inactive = false,
): Ledger =>
  followNextDate(markPassed(ledger, { ...MONTHLY, inactiveUntil: inactive ? today : undefined }), nextDate, {
    today,
    intervalMonths: 1,
    inactiveUntil: inactive ? today : undefined,
  });
const MONTHLY = { intervalMonths: 1 };
const outcomes = (ledger: Ledger): string[] => ledger.cycles.map(cycleOutcome);

describe('the ledger', () => {
  it('puts a charge into the cycle that was due, and opens the next when the gateway moves on', () => {
    const charged = assignCharge(dueOn('2027-01-10'), chargeOn('2027-01-10', 'a'), MONTHLY);
    const ledger = dueOn('2027-02-10', charged, '2027-01-10');
    expect(outcomes(ledger)).toEqual(['paid', 'due']);
    expect(ledger.cycles[1]).toMatchObject({ number: 2, dueDate: '2027-02-10' });
  });

  it('keeps a second charge on a following day in the same cycle and calls it paid twice', () => {
    const once = assignCharge(dueOn('2027-01-10'), chargeOn('2027-01-10', 'a'), MONTHLY);
    expect(outcomes(assignCharge(once, chargeOn('2027-01-11', 'b'), MONTHLY))).toEqual(['paid_twice']);
  });

  it('shows months without a charge as missed when a charge comes long after', () => {
    const ledger = assignCharge(dueOn('2027-01-10'), chargeOn('2027-04-10', 'a'), MONTHLY);
    expect(outcomes(ledger)).toEqual(['due', 'due', 'due', 'paid']);
    expect(outcomes(markPassed(ledger, MONTHLY))).toEqual(['missed', 'missed', 'missed', 'paid']);
  });

  it('is not led astray by a charge dated in the future', () => {
    const known = '2027-01-12T12:00:00.000Z';
    const ledger = assignCharge(
      dueOn('2027-01-10'),
      { ...chargeOn('2099-01-10', 'a'), knownAt: known },
      MONTHLY,
    );
    expect(outcomes(ledger)).toEqual(['paid']);
  });

  it('moves a cycle whose date was changed before it came, and misses one that was passed over', () => {
    const ledger = dueOn('2027-01-10');
    expect(currentCycle(dueOn('2027-01-20', ledger, '2027-01-05'))).toMatchObject({
      number: 1,
      dueDate: '2027-01-20',
    });
    expect(currentCycle(dueOn('2027-01-20', ledger, '2027-01-12'))).toMatchObject({
      number: 1,
      dueDate: '2027-01-20',
    });
    expect(outcomes(dueOn('2027-02-10', ledger, '2027-01-12'))).toEqual(['missed', 'due']);
    expect(outcomes(dueOn('2027-02-10', ledger, '2027-01-12', true))).toEqual(['skipped', 'due']);
  });

  it.each<[ChargeOutcome[], string]>([
    [['paid'], 'paid'],
    [['denied'], 'denied'],
    [['denied', 'paid'], 'paid'],
    [['failed'], 'open'],
    [['pending'], 'open'],
    [['unknown'], 'open'],
    [['denied', 'pending'], 'open'],
    [['reversed'], 'reversed'],
    [['paid', 'paid'], 'paid_twice'],
    [['paid', 'reversed'], 'paid'],
    [[], 'due'],
  ])('reads charges %j as %s', (charges, expected) => {
    const ledger = charges.reduce(
      (grown, outcome, index) =>
        assignCharge(grown, chargeOn('2027-01-10', `n${String(index)}`, outcome), MONTHLY),
      dueOn('2027-01-10'),
    );
    expect(outcomes(ledger)).toEqual([expected]);
  });

  it('keeps what an earlier answer said when a later one leaves it out', () => {
    const authorised = recordImmediate(emptyLedger(), chargeOn('2027-01-01', 'a', 'pending'));
    const captured: Charge = { nit: asNit('a'), outcome: 'paid', knownBy: 'answer', knownAt: KNOWN_AT };
    expect(recordImmediate(authorised, captured).immediate).toMatchObject([
      { outcome: 'paid', amountCents: 4_990 },
    ]);
  });

  it('remembers how an outcome first became known, however often it is read again', () => {
    const answered: Charge = {
      ...chargeOn('2027-01-01', 'a'),
      knownBy: 'answer',
      knownAt: '2027-01-01T06:30:00.000Z',
    };
    const ledger = recordImmediate(recordImmediate(emptyLedger(), answered), chargeOn('2027-01-01', 'a'));
    expect(ledger.immediate).toEqual([answered]);
    const reversed = recordImmediate(ledger, chargeOn('2027-01-01', 'a', 'reversed'));
    expect(reversed.immediate).toMatchObject([{ outcome: 'reversed', knownBy: 'query', knownAt: KNOWN_AT }]);
  });

  it('does not take the immediate payment for a cycle when the gateway lists it among the executions', () => {
    const paid = recordImmediate(dueOn('2027-01-10'), chargeOn('2027-01-01', 'a'));
    expect(nitsToAsk(paid, [asNit('a')])).toEqual([]);
    expect(assignCharge(paid, chargeOn('2027-01-01', 'a'), MONTHLY).cycles[0]?.charges).toEqual([]);
  });

  it('lets a person decide a charge that could not be read', () => {
    const unread = assignCharge(dueOn('2027-01-10'), chargeOn('2027-01-10', 'a', 'unknown'), MONTHLY);
    const settled = decideByPerson(unread, {
      nit: asNit('a'),
      outcome: 'paid',
      at: KNOWN_AT,
      amountCents: 4_990,
    });
    expect(settled.cycles[0]?.charges).toMatchObject([{ outcome: 'paid', knownBy: 'person' }]);
  });

  const day = fc
    .integer({ min: 0, max: 900 })
    .map((days) => DateTime.utc(2027, 1, 10).plus({ days }).toFormat('yyyy-MM-dd'));
  const charges = fc.uniqueArray(
    fc.record({
      date: day,
      nit: fc.integer({ min: 0, max: 99 }).map((id) => `nit${String(id)}`),
      outcome: fc.constantFrom('paid', 'denied', 'pending'),
    }),
    { selector: ({ nit }) => nit, maxLength: 14 },
  );

  it('never loses a charge and never counts one twice, in whatever order they become known', () => {
    fc.assert(
      fc.property(charges, fc.integer({ min: 1, max: 12 }), (made, intervalMonths) => {
        const record = (ledger: Ledger, { date, nit, outcome }: (typeof made)[number]): Ledger =>
          assignCharge(ledger, chargeOn(date, nit, outcome, 100), { intervalMonths });
        const ledger = [...made, ...made].reduce(record, dueOn('2027-01-10'));
        expect(
          allCharges(ledger)
            .map(({ nit }) => nit)
            .sort(),
        ).toEqual(made.map(({ nit }) => nit).sort());
        const paid = made.filter(({ outcome }) => outcome === 'paid').length;
        expect(summarise(ledger).paidCents).toBe(paid * 100);
        const dates = ledger.cycles.map(({ dueDate }) => dueDate);
        expect(dates).toEqual([...dates].sort());
      }),
    );
  });
});
