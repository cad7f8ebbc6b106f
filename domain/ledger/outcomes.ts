/**
 * What became of one charge. `pending`: the gateway has not decided yet. `unknown`: it could not be learnt. `refunded`: we gave all of it
 * back. `reversed`: it was given back behind our back.
 */
export const CHARGE_OUTCOMES = [
  'paid',
  'denied',
  'failed',
  'undone',
  'expired',
  'refunded',
  'reversed',
  'pending',
  'unknown',
] as const;
export type ChargeOutcome = (typeof CHARGE_OUTCOMES)[number];

/** True while it may still turn out to have moved money, or not. */
export const isUndecided = ({ outcome }: { outcome: ChargeOutcome }): boolean =>
  outcome === 'pending' || outcome === 'unknown';

/** What became of one cycle, derived from its charges. `open`: charged, and not decided yet. */
export const CYCLE_OUTCOMES = [
  'due',
  'paid',
  'denied',
  'refunded',
  'reversed',
  'open',
  'missed',
  'skipped',
  'paid_twice',
] as const;
export type CycleOutcome = (typeof CYCLE_OUTCOMES)[number];

/** How the outcome of a charge became known. A notification never decides anything. */
export const KNOWN_BY = ['answer', 'query', 'list', 'person'] as const;
export type KnownBy = (typeof KNOWN_BY)[number];
