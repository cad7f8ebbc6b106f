import type { SubscriptionView } from './view';

/** Money of one charge that we gave back, as a line of its own in the books. */
export interface RefundLine {
  id: string;
  /** NIT of the charge. */
  charge: string;
  /** NIT of the refund. */
  nit?: string;
  /** What went back, integer cents. */
  refundedCents: number;
  /** When it was done, ISO 8601 UTC. */
  at: string;
  /** Who asked for it, and why. */
  by: string;
  reason: string;
}

/** What a view and a record both know of a refund. */
type Refund = Pick<
  SubscriptionView['refunds'][number],
  'id' | 'charge' | 'nit' | 'refundedCents' | 'endedAt' | 'by' | 'reason'
>;

/** The refunds by which money went back, oldest first. */
export const refundLines = (refunds: readonly Refund[]): RefundLine[] =>
  refunds.flatMap(({ id, charge, nit, refundedCents, endedAt: at, by, reason }) =>
    refundedCents === undefined || at === undefined
      ? []
      : [{ id, charge, ...(nit === undefined ? {} : { nit }), refundedCents, at, by, reason }],
  );
