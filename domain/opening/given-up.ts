/** What a person's word that a call did not happen means for the subscription, which ends by it. */
export const GIVEN_UP = {
  create: 'given up; no money moved',
  pay: 'the payment did not happen',
  activate: 'the schedule is not active',
} as const;
