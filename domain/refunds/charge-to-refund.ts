import { isSameId } from '../ids';
import { keptCents } from '../ledger/given-back';
import type { Charge } from '../ledger/charge';
import { allCharges, currentCycle, type Ledger } from '../ledger/ledger';
import { isSummedUp } from '../ledger/nit-memory';

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
  if (charge !== undefined) return { charge };
  return isSummedUp(ledger.earlier, nit)
    ? { problem: `charge.nit: ${LIES_FAR_BACK}` }
    : { problem: `charge.nit: no charge of this subscription has the NIT ${nit}` };
}

/** By whom such a charge is refunded is for a person to say: its number is not at hand any more, nor is it known what is left of it. */
const LIES_FAR_BACK =
  'this charge lies so far back that it counts in the sums only; refund it in the vendor portal (carat charges has its NIT), and our books stay as they are';

function ofCycle(ledger: Ledger, number: number): FoundCharge {
  const cycle = ledger.cycles.find((known) => known.number === number);
  if (cycle === undefined) {
    const isPast = ledger.earlier !== undefined && number < (currentCycle(ledger)?.number ?? 0);
    return isPast
      ? { problem: `charge.number: ${LIES_FAR_BACK}` }
      : { problem: `charge.number: there is no cycle ${String(number)}` };
  }
  const [paid, another] = cycle.charges.filter((charge) => keptCents(charge) > 0);
  if (another !== undefined)
    return { problem: `charge: cycle ${String(number)} was paid more than once; name the NIT` };
  const charge = paid ?? cycle.charges.at(-1);
  return charge === undefined ? { problem: `cycle ${String(number)} has not been charged` } : { charge };
}
