import { asNit } from '../../domain/ids';
import { coversCounter, uncounted, type Counter } from '../../domain/ledger/anomalies';
import type { Charge } from '../../domain/ledger/charge';
import type { Cycle, Ledger } from '../../domain/ledger/ledger';
import type { ChargeOutcome } from '../../domain/ledger/outcomes';

const charge = (nit: string, outcome: ChargeOutcome): Charge => ({
  nit: asNit(nit),
  outcome,
  knownBy: 'query',
  knownAt: '2027-01-01T12:00:00.000Z',
});
const cycle = (number: number, outcomes: ChargeOutcome[]): Cycle => ({
  number,
  dueDate: `2027-0${String(number)}-10`,
  charges: outcomes.map((outcome, index) => charge(`n${String(number)}${String(index)}`, outcome)),
});
const ledgerOf = (cycles: Cycle[], immediate: ChargeOutcome[] = []): Ledger => ({
  immediate: immediate.map((outcome) => charge('imm', outcome)),
  cycles,
});
const counter = (currentTimes: number, changes: Partial<Counter> = {}): Counter => ({
  currentTimes,
  unread: 0,
  ...changes,
});

describe("the gateway's counter", () => {
  it('counts confirmed and denied executions, not those that ended without a decision', () => {
    const ledger = ledgerOf([
      cycle(1, ['failed', 'paid']),
      cycle(2, ['denied']),
      cycle(3, ['failed', 'expired']),
    ]);
    expect(uncounted(ledger, counter(2, { atStart: 0 }))).toBe(0);
    expect(uncounted(ledger, counter(3, { atStart: 0 }))).toBe(1);
  });

  it('counts what a person found out not to be paid: the gateway may have counted a denial', () => {
    const found = cycle(1, ['failed']);
    const decided = {
      ...found,
      charges: found.charges.map((one) => ({ ...one, knownBy: 'person' as const })),
    };
    expect(uncounted(ledgerOf([decided]), counter(1, { atStart: 0 }))).toBe(0);
  });

  it('knows from the start whether the immediate payment counts; unseen, it may', () => {
    const ledger = ledgerOf([cycle(1, ['paid'])], ['paid']);
    expect(uncounted(ledger, counter(2, { atStart: 1 }))).toBe(0);
    expect(uncounted(ledger, counter(2, { atStart: 0 }))).toBe(1);
    expect(uncounted(ledger, counter(2))).toBe(0);
    expect(uncounted(ledger, counter(3))).toBe(1);
  });

  it('is not ahead of us by what is listed and could not be read yet', () => {
    expect(uncounted(ledgerOf([cycle(1, ['paid'])]), counter(2, { atStart: 0, unread: 1 }))).toBe(0);
  });

  it('is covered only where no reading of the immediate payment leaves an execution open', () => {
    const ledger = ledgerOf([cycle(1, ['paid'])], ['paid']);
    expect(coversCounter(ledger, counter(1))).toBe(true);
    expect(coversCounter(ledger, counter(2))).toBe(false);
    expect(coversCounter(ledger, counter(2, { immediateListed: true }))).toBe(true);
    expect(coversCounter(ledger, counter(2, { atStart: 1 }))).toBe(true);
    expect(coversCounter(ledger, counter(2, { atStart: 0, immediateListed: true }))).toBe(false);
    expect(coversCounter(ledger, counter(1, { unread: 1 }))).toBe(false);
  });
});
