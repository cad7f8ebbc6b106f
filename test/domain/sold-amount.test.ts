import { soldFor, withAmount } from '../../domain/schedule/sold-amount';
import type { ScheduleTerms } from '../../domain/subscription/order';

const SOLD: ScheduleTerms = { amountCents: 4_990, firstDate: '2027-01-10', intervalMonths: 1 };
const accepted = Date.parse('2027-03-05T12:00:00.000Z');
const shown = Date.parse('2027-03-05T12:10:00.000Z');
const changed = withAmount(SOLD, 5_990, { acceptedMs: accepted, shownMs: shown });

describe('what was sold for a charge, after R$ 49,90 was changed to R$ 59,90 on 5 March at 12:00', () => {
  it.each([
    ['made in February has the old amount, whatever was charged', '2027-02-10T06:30:00.000Z', 5_990, 4_990],
    ['made before the change was accepted has the old amount', '2027-03-05T11:59:59.000Z', 4_990, 4_990],
    ['made while the change was under way may have the old amount', '2027-03-05T12:05:00.000Z', 4_990, 4_990],
    ['made while the change was under way may have the new amount', '2027-03-05T12:05:00.000Z', 5_990, 5_990],
    ['made then has the new amount if it has neither', '2027-03-05T12:05:00.000Z', 100, 5_990],
    ['made after the change showed has the new amount', '2027-03-05T12:10:00.000Z', 4_990, 5_990],
    ['whose time is not told has the new amount', undefined, 4_990, 5_990],
  ])('one %s', (_what, at, amountCents, expected) => {
    expect(soldFor(changed, { amountCents, ...(at === undefined ? {} : { at }) })).toBe(expected);
  });

  it('the same amount once more changes nothing, and pushes no earlier one out', () => {
    const again = { acceptedMs: shown + 1, shownMs: shown + 2 };
    expect(withAmount(changed, 5_990, again)).toBe(changed);
  });

  it('terms that were never changed have one amount', () => {
    expect(soldFor(SOLD, { at: '2020-01-01T00:00:00.000Z', amountCents: 1 })).toBe(4_990);
  });

  it('of several changes each one counts until the next, and only the last four are remembered', () => {
    const months = ['01', '02', '03', '04', '05', '06'].map((month) =>
      Date.parse(`2027-${month}-01T00:00:00.000Z`),
    );
    const terms = months.reduce(
      (sold, at, index) => withAmount(sold, (index + 1) * 1_000, { acceptedMs: at, shownMs: at + 1 }),
      SOLD,
    );
    const soldOn = (date: string): number => soldFor(terms, { at: `${date}T12:00:00.000Z`, amountCents: 1 });
    expect(['2027-03-15', '2027-04-15', '2027-05-15', '2027-06-15'].map(soldOn)).toEqual([
      3_000, 4_000, 5_000, 6_000,
    ]);
    expect(terms.earlierAmounts).toHaveLength(4);
    // What lies before is taken for the oldest amount that is remembered.
    expect(soldOn('2027-01-15')).toBe(2_000);
  });
});
