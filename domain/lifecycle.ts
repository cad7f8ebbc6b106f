/** The states of a subscription (docs/architecture.md has the diagram). Not the gateway's statuses: both are shown. */
export const LIVE_STATES = [
  'creating',
  'paying',
  'activating',
  'pending_confirmation',
  'resolving',
  'blocked',
  'active',
  'paused',
] as const;

/** The ways a subscription ends. */
export const END_STATES = ['completed', 'cancelled', 'rejected', 'undone', 'expired'] as const;

export type LiveState = (typeof LIVE_STATES)[number];
export type EndState = (typeof END_STATES)[number];
export type SubscriptionState = LiveState | EndState;

const NEXT_STATES: Readonly<Record<LiveState, readonly SubscriptionState[]>> = {
  creating: ['paying', 'activating', 'rejected', 'blocked'],
  paying: ['pending_confirmation', 'resolving', 'active', 'rejected', 'undone', 'expired'],
  activating: ['resolving', 'active', 'paused', 'rejected', 'undone', 'expired'],
  pending_confirmation: ['resolving', 'active', 'undone', 'rejected', 'expired'],
  resolving: [
    'paying',
    'activating',
    'pending_confirmation',
    'active',
    'paused',
    'rejected',
    'undone',
    'expired',
    'blocked',
  ],
  blocked: [
    'creating',
    'resolving',
    'pending_confirmation',
    'active',
    'paused',
    'cancelled',
    'rejected',
    'undone',
    'expired',
  ],
  active: ['paused', 'completed', 'blocked', 'undone', 'expired', 'rejected'],
  paused: ['active', 'completed', 'blocked', 'undone', 'expired', 'rejected'],
};

/** Whether a state is one that a subscription never leaves. */
export function isEndState(state: SubscriptionState): state is EndState {
  return (END_STATES as readonly string[]).includes(state);
}

/** Whether the life of a subscription may go from one state to another. Staying is not a transition. */
export function mayBecome(from: SubscriptionState, to: SubscriptionState): boolean {
  return !isEndState(from) && NEXT_STATES[from].includes(to);
}
