import type { Nit } from '../ids';
import { ageMs } from '../ledger/charge-age';
import { LIMITS } from '../limits';
import { isToShowRefund } from '../refunds/open-refunds';
import type { SubscriptionRecord } from '../subscription/record';

/**
 * Paid charges, and those that are still to show that we gave them back, are read once more with a look that is made anyway, shortly before
 * their NIT answers no more (docs/gateway.md §5.1): a reversal, or a part given back, in the portal or by the customer's bank, is not
 * always posted. At most once a week, however often posts bring a look. It causes no look of its own: that would double what a quiet
 * year costs.
 *
 * @param lookedAtMs - when paid charges were read again last
 */
export function chargesForSecondLook(
  record: SubscriptionRecord,
  lookedAtMs: number | undefined,
  nowMs: number,
): Nit[] {
  if (lookedAtMs !== undefined && nowMs - lookedAtMs < LIMITS.secondLookAfterMs) return [];
  // The immediate payment is told with every look at the schedule.
  return record.ledger.cycles
    .flatMap(({ charges }) => charges)
    .filter(
      (charge) =>
        (charge.outcome === 'paid' || isToShowRefund(record, charge.nit)) && isDue(ageMs(charge, nowMs)),
    )
    .slice(-LIMITS.chargesPerPoll)
    .map(({ nit }) => nit);
}

const isDue = (age: number): boolean => age >= LIMITS.secondLookAfterMs && age < LIMITS.nitAnswersForMs;
