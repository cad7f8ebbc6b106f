import { assignCharge } from '../../../domain/ledger/assign-charge';
import { charge, cycle, ledger } from '../ledger/support';

it('what is executed early days after a denied charge was tried for the last time, and moved the date by a cycle, is the next cycle', () => {
  // Due on 10 January, tried until the 24th under one NIT, denied. Moved in the portal from 10 February to 26 January, and charged.
  const of = ledger(cycle(1, '2027-01-10', [charge('a', '2027-01-24', { outcome: 'denied' })]), cycle(2, '2027-02-10'));
  const grown = assignCharge(of, charge('b', '2027-01-26'), { intervalMonths: 1, nextDate: '2027-02-26' });
  expect(grown.cycles.map(({ number, dueDate, charges }) => `${String(number)} ${dueDate} ${charges.map(({ nit }) => nit).join(' ')}`)).toEqual([
    '1 2027-01-10 a',
    '2 2027-01-26 b',
  ]);
});
