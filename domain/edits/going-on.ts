import { phaseOf } from '../gateway/status';
import type { SubscriptionRecord } from '../subscription/record';
import type { Change, EditFields } from './change';
import type { Command } from './command';

/** What makes a schedule active and names no date: where it is active, there is nothing to set. */
export const goesOnOnly = (change: Change): boolean =>
  change.kind === 'uncancel' ||
  (change.kind === 'resume' && change.nextDate === undefined && change.chargeMissed !== true);

/**
 * What may be so already, and is looked for before anything is sent: active, where nobody has told that it was stopped; and inactive, where
 * a cancellation is taken back that met a pause. Undefined for everything else.
 */
export function perhapsSoAlready(
  { schedule, cancellation }: SubscriptionRecord,
  { change }: Command,
): EditFields | undefined {
  if (change.kind === 'uncancel' && cancellation?.wasInactive === true) return { status: 'INA' };
  const isStopped = change.kind === 'uncancel' && cancellation?.inactiveAt !== undefined;
  const isActive = phaseOf(schedule.snapshot.status) === 'active';
  return goesOnOnly(change) && !isStopped && isActive ? { status: 'ATV' } : undefined;
}
