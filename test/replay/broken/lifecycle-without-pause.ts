import type { SubscriptionState } from '../../../domain/lifecycle';
import { mayBecome as mayBecomeAsRecorded } from '../../../domain/lifecycle';

export * from '../../../domain/lifecycle';

/** Somebody removed the state `paused`, of which some subscriptions have a past. */
export const mayBecome = (from: SubscriptionState, to: SubscriptionState): boolean =>
  to !== 'paused' && mayBecomeAsRecorded(from, to);
