import { followNextDate } from '../../../domain/due-dates';
import { recordScheduled } from '../../../domain/filing';
import { asNit } from '../../../domain/ids';
import {
  cycleOutcome,
  emptyLedger,
  type Charge,
  type ChargeOutcome,
  type Ledger,
} from '../../../domain/ledger';

/** One look at the gateway: the charges that are new, and the next date that is told with them. */
export interface Look {
  on: string;
  charges?: [day: string, nit: string, outcome?: ChargeOutcome][];
  nextDate?: string;
  inactive?: true;
}

const chargeOn = (day: string, nit: string, outcome: ChargeOutcome, knownOn: string): Charge => ({
  nit: asNit(nit),
  outcome,
  amountCents: 4_990,
  at: `${day}T06:30:00.000Z`,
  knownBy: 'query',
  knownAt: `${knownOn}T08:00:00.000Z`,
});

/** A ledger after some looks, as the active loop makes them; the first cycle is due on the first date told. */
export function after(intervalMonths: number, ...looks: Look[]): Ledger {
  return looks.reduce((ledger, { on, charges = [], nextDate, inactive }) => {
    const inactiveUntil = inactive === true ? on : undefined;
    const filed = charges.reduce(
      (grown, [day, nit, outcome = 'paid']) =>
        recordScheduled(grown, chargeOn(day, nit, outcome, on), { intervalMonths, nextDate, inactiveUntil }),
      ledger,
    );
    return nextDate === undefined
      ? filed
      : followNextDate(filed, { nextDate, today: on, intervalMonths, inactiveUntil });
  }, emptyLedger());
}

/** Each cycle as one line: due date, outcome, NITs. */
export const told = (ledger: Ledger): string[] =>
  ledger.cycles.map((cycle) => {
    const nits = cycle.charges.map(({ nit }) => nit).join(' ');
    return `${cycle.dueDate} ${cycleOutcome(cycle)} ${nits}`.trim();
  });

/** April is charged, May is due on the tenth. */
export const APRIL: Look[] = [
  { on: '2026-04-01', nextDate: '2026-04-10' },
  { on: '2026-04-10', charges: [['2026-04-10', 'apr']], nextDate: '2026-05-10' },
];
