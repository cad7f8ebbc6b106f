import { findOddities } from '../../domain/oddities';
import { asNit } from '../../domain/ids';
import type { Charge, ChargeOutcome, Cycle, Ledger } from '../../domain/ledger';

const charge = (nit: string, outcome: ChargeOutcome): Charge => ({
  nit: asNit(nit),
  outcome,
  knownBy: 'query',
  knownAt: '2027-01-01T12:00:00.000Z',
});
const cycle = (number: number, outcomes: ChargeOutcome[], passed?: 'missed'): Cycle => ({
  number,
  dueDate: `2027-0${String(number)}-10`,
  charges: outcomes.map((outcome, index) => charge(`n${String(number)}${String(index)}`, outcome)),
  ...(passed === undefined ? {} : { passed }),
});
const ledgerOf = (cycles: Cycle[], immediate: ChargeOutcome[] = []): Ledger => ({
  immediate: immediate.map((outcome) => charge('imm', outcome)),
  cycles,
});

describe('what a person should look at', () => {
  it('names each oddity by itself, so that a later one is told from an acknowledged one', () => {
    const ledger = ledgerOf([
      cycle(1, [], 'missed'),
      cycle(2, ['paid', 'paid']),
      cycle(3, ['unknown']),
      cycle(4, ['paid']),
      cycle(5, [], 'missed'),
    ]);
    expect(findOddities(ledger, { currentTimes: 4, atStart: 0 })).toEqual({
      cycle_missed: ['cycle_missed/1/0', 'cycle_missed/5/0'],
      cycle_paid_twice: ['cycle_paid_twice/2/2'],
      charge_unreadable: ['charge_unreadable/n30'],
      counter_unexplained: [],
    });
  });

  const surplus = (
    cycles: Cycle[],
    currentTimes: number,
    atStart?: number,
    immediate?: ChargeOutcome[],
  ): string[] => findOddities(ledgerOf(cycles, immediate), { currentTimes, atStart }).counter_unexplained;

  it('counts confirmed and denied executions, not those that ended without a decision', () => {
    const cycles = [cycle(1, ['failed', 'paid']), cycle(2, ['denied']), cycle(3, ['failed', 'expired'])];
    expect(surplus(cycles, 2, 0)).toEqual([]);
    expect(surplus(cycles, 3, 0)).toEqual(['counter_unexplained/1']);
  });

  it('counts what a person found out not to be paid: the gateway may have counted a denial', () => {
    const found = cycle(1, ['failed']);
    const settled = {
      ...found,
      charges: found.charges.map((one) => ({ ...one, knownBy: 'person' as const })),
    };
    expect(surplus([settled], 1, 0)).toEqual([]);
  });

  it('knows from the start whether the immediate payment counts; unseen, it may', () => {
    const cycles = [cycle(1, ['paid'])];
    expect(surplus(cycles, 2, 1, ['paid'])).toEqual([]);
    expect(surplus(cycles, 2, 0, ['paid'])).toEqual(['counter_unexplained/1']);
    expect(surplus(cycles, 2, undefined, ['paid'])).toEqual([]);
    expect(surplus(cycles, 3, undefined, ['paid'])).toEqual(['counter_unexplained/1']);
  });
});
