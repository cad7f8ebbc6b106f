import { phaseOf } from '../gateway/status';
import type { SubscriptionRecord } from '../subscription/record';
import type { EventType } from './event';
import type { Life } from './outbox';

/** How far a life has come. What is being cancelled is told once it has ended. */
export function lifeOf({ opening, schedule, cancellation }: SubscriptionRecord, before: Life): Life {
  if (opening.stage === 'ended') return opening.as;
  if (opening.stage !== 'running' || cancellation !== undefined) return before;
  const phase = phaseOf(schedule.snapshot.status);
  if (phase === 'inactive') return 'paused';
  return phase === 'active' || before === 'opening' ? 'active' : before;
}

/** The event that tells the step from one to the other. */
export function eventOfLife(from: Life, to: Exclude<Life, 'opening'>): EventType {
  if (to === 'active') return from === 'paused' ? 'subscription.resumed' : 'subscription.activated';
  return `subscription.${to}`;
}
