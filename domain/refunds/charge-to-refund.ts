import { isSameId } from '../ids';
import { keptCents } from '../ledger/given-back';
import type { Charge } from '../ledger/charge';
import { allCharges, type Ledger } from '../ledger/ledger';

/** Which charge a refund is about: by its NIT, or the one that paid a cycle. */
export type ChargeToRefund = { kind: 'nit'; nit: string } | { kind: 'cycle'; number: number };

/** The charge that is meant, or why it cannot be told. */
export type FoundCharge = { charge: Charge } | { problem: string };

/** Finds the charge that is meant. Of a cycle that was paid more than once, the NIT must be named. */
export function findCharge(ledger: Ledger, which: ChargeToRefund): FoundCharge {
  return which.kind === 'nit' ? byNit(ledger, which.nit) : ofCycle(ledger, which.number);
}

function byNit(ledger: Ledger, nit: string): FoundCharge {
  const charge = allCharges(ledger).find((known) => isSameId(known.nit, nit));
  return charge === undefined
    ? { problem: `charge.nit: no charge of this subscription has the NIT ${nit}` }
    : { charge };
}

function ofCycle({ cycles }: Ledger, number: number): FoundCharge {
  const cycle = cycles.find((known) => known.number === number);
  if (cycle === undefined) return { problem: `charge.number: there is no cycle ${String(number)}` };
  const [paid, another] = cycle.charges.filter((charge) => keptCents(charge) > 0);
  if (another !== undefined)
    return { problem: `charge: cycle ${String(number)} was paid more than once; name the NIT` };
  const charge = paid ?? cycle.charges.at(-1);
  return charge === undefined ? { problem: `cycle ${String(number)} has not been charged` } : { charge };
}
