import type { Nit } from '../ids';
import type { Charge } from '../ledger/charge';
import { ageMs } from '../ledger/charge-age';
import { readsPaid } from '../ledger/given-back';
import type { Ledger } from '../ledger/ledger';
import { LIMITS } from '../limits';

/**
 * Paid charges that are read once more with a look that is made anyway, shortly before their NIT answers no more (docs/gateway.md §5.1):
 * a reversal, or a part given back, in the portal or by the customer's bank, is not always posted. At most once a week, however
 * often posts bring a look. It causes no look of its own: that would double what a quiet year costs.
 *
 * @param lookedAtMs - when paid charges were read again last
 */
export function chargesForSecondLook(ledger: Ledger, lookedAtMs: number | undefined, nowMs: number): Nit[] {
  if (lookedAtMs !== undefined && nowMs - lookedAtMs < LIMITS.secondLookAfterMs) return [];
  // The immediate payment is told with every look at the schedule.
  return ledger.cycles
    .flatMap(({ charges }) => charges)
    .filter((charge) => isKeptAtGateway(charge) && isDue(ageMs(charge, nowMs)))
    .slice(-LIMITS.chargesPerPoll)
    .map(({ nit }) => nit);
}

/** One that we gave back whole may still be shown as paid. */
const isKeptAtGateway = (charge: Charge): boolean =>
  charge.outcome === 'paid' || (charge.outcome === 'refunded' && readsPaid(charge));

const isDue = (age: number): boolean => age >= LIMITS.secondLookAfterMs && age < LIMITS.nitAnswersForMs;
