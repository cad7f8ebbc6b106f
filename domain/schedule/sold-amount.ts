import type { IsoInstant } from '../calendar';
import { LIMITS } from '../limits';
import type { EarlierAmount, ScheduleTerms } from '../subscription/order';

/** The terms once a change of the amount shows at the gateway. */
export function withAmount(
  terms: ScheduleTerms,
  amountCents: number,
  change: Omit<EarlierAmount, 'amountCents'>,
): ScheduleTerms {
  if (amountCents === terms.amountCents) return terms;
  const before = { amountCents: terms.amountCents, ...change };
  return {
    ...terms,
    amountCents,
    earlierAmounts: [...(terms.earlierAmounts ?? []), before].slice(-LIMITS.earlierAmounts),
  };
}

/**
 * What was sold for a charge, integer cents: a charge can become known after the amount was changed, and was made before. Of what was
 * charged while the change was under way, either amount is right.
 */
export function soldFor(
  { amountCents, earlierAmounts = [] }: ScheduleTerms,
  charge: { at?: IsoInstant | undefined; amountCents?: number | undefined },
): number {
  if (charge.at === undefined) return amountCents;
  const atMs = Date.parse(charge.at);
  const earlier = earlierAmounts.find(
    (one) => atMs < one.acceptedMs || (atMs < one.shownMs && charge.amountCents === one.amountCents),
  );
  return earlier?.amountCents ?? amountCents;
}
