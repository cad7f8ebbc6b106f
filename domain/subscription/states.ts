/** The states that a subscription is shown in (docs/architecture.md has the diagram). Not the gateway's statuses: both are shown. */
export const LIVE_STATES = [
  'creating',
  'adopting',
  'paying',
  'activating',
  'pending_confirmation',
  'resolving',
  'blocked',
  'active',
  'paused',
  'cancelling',
] as const;

/** The ways a subscription ends. */
export const END_STATES = ['completed', 'cancelled', 'rejected', 'undone', 'expired', 'retired'] as const;

export const SUBSCRIPTION_STATES = [...LIVE_STATES, ...END_STATES] as const;

export type LiveState = (typeof LIVE_STATES)[number];
export type EndState = (typeof END_STATES)[number];
export type SubscriptionState = LiveState | EndState;

/** What each state may be followed by. It follows from the rules and decides nothing; tests hold every life against it. */
const NEXT_STATES: Readonly<Record<LiveState, readonly SubscriptionState[]>> = {
  adopting: ['active', 'paused', 'rejected', 'retired'],
  creating: ['paying', 'activating', 'rejected', 'cancelled', 'blocked'],
  paying: [
    'pending_confirmation',
    'resolving',
    'active',
    'paused',
    'rejected',
    'cancelled',
    'undone',
    'expired',
  ],
  activating: ['resolving', 'active', 'paused', 'rejected', 'cancelled', 'undone', 'expired'],
  pending_confirmation: ['resolving', 'active', 'paused', 'undone', 'rejected', 'expired'],
  resolving: [
    'paying',
    'activating',
    'pending_confirmation',
    'active',
    'paused',
    'rejected',
    'cancelled',
    'undone',
    'expired',
    'blocked',
  ],
  blocked: [
    'creating',
    'paying',
    'activating',
    'resolving',
    'pending_confirmation',
    'active',
    'paused',
    'cancelling',
    'completed',
    'cancelled',
    'rejected',
    'undone',
    'expired',
  ],
  active: ['paused', 'cancelling', 'completed', 'blocked', 'undone', 'expired', 'rejected', 'retired'],
  paused: ['active', 'cancelling', 'completed', 'blocked', 'undone', 'expired', 'rejected', 'retired'],
  cancelling: ['active', 'paused', 'cancelled', 'blocked', 'undone', 'expired', 'rejected', 'retired'],
};

/** Whether a state is one that a subscription never leaves. */
export function isEndState(state: SubscriptionState): state is EndState {
  return (END_STATES as readonly string[]).includes(state);
}

/** Whether one state may follow another. Staying is not a transition. */
export function mayFollow(from: SubscriptionState, to: SubscriptionState): boolean {
  return !isEndState(from) && NEXT_STATES[from].includes(to);
}
