import { asNit } from '../../../domain/ids';
import type { Charge } from '../../../domain/ledger/charge';
import type { Cycle, Ledger } from '../../../domain/ledger/ledger';
import type { ChargeOutcome } from '../../../domain/ledger/outcomes';

/** A charge of R$ 49,90, made by the job of a day: 03:30 in São Paulo, 06:30 UTC. */
export const charge = (nit: string, day: string, changes: Partial<Charge> = {}): Charge => ({
  ...{ nit: asNit(nit), outcome: 'paid', amountCents: 4_990 },
  ...{ at: `${day}T06:30:00.000Z`, knownBy: 'query', knownAt: `${day}T08:00:00.000Z`, ...changes },
});

export const cycle = (
  number: number,
  dueDate: string,
  charges: Charge[] = [],
  changes: Partial<Cycle> = {},
): Cycle => ({ number, dueDate, charges, ...changes });

/** A cycle with one charge of each outcome, on its date. */
export const cycleOf = (number: number, dueDate: string, ...outcomes: ChargeOutcome[]): Cycle =>
  cycle(
    number,
    dueDate,
    outcomes.map((outcome, index) => charge(`n${String(number)}-${String(index)}`, dueDate, { outcome })),
  );

export const ledger = (...cycles: Cycle[]): Ledger => ({ immediate: [], cycles });

/** Cycles as they read: number, date, how it was passed, and the NITs in it. */
export const told = ({ cycles }: Ledger): string[] =>
  cycles.map(({ number, dueDate, passed, charges }) =>
    [
      String(number),
      dueDate,
      ...(passed === undefined ? [] : [passed]),
      ...charges.map(({ nit }) => nit),
    ].join(' '),
  );
