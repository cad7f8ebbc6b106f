import type { Words } from './words';

const SENT_AGAIN =
  'If the gateway says that nothing happened, it may be sent again, to the same transaction: three sends in all. What was given up is only asked about.';

/** What happens with each call while it is in doubt (docs/operations.md#how-often-a-call-is-sent). */
export const WILL_HAPPEN_IN_ENGLISH: Words['willHappen'] = {
  pay: `${SENT_AGAIN} What was never paid expires at the gateway, and the subscription ends as expired.`,
  activate: SENT_AGAIN,
  confirm: 'If the gateway says that nothing happened, it is sent again until it is captured.',
  undo: 'If the gateway says that nothing happened, it is sent again until it is released.',
};
