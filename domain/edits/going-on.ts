import { phaseOf } from '../gateway/status';
import type { SubscriptionRecord } from '../subscription/record';
import type { Change } from './change';
import type { Command } from './command';

/** What makes a schedule active and names no date: where it is active, there is nothing to set. */
export const goesOnOnly = (change: Change): boolean =>
  change.kind === 'uncancel' ||
  (change.kind === 'resume' && change.nextDate === undefined && change.chargeMissed !== true);

/** True where nobody has told that it was stopped: it is looked for first. */
export function mayBeSoAlready({ schedule, cancellation }: SubscriptionRecord, { change }: Command): boolean {
  const isStopped = change.kind === 'uncancel' && cancellation?.inactiveAt !== undefined;
  return goesOnOnly(change) && !isStopped && phaseOf(schedule.snapshot.status) === 'active';
}
