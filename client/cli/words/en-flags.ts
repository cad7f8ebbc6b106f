import type { Attention } from '../../../domain/subscription/attention';
import type { FlagWords } from './words';

/** Every flag: what it means, and what to do. */
export const FLAGS_IN_ENGLISH: Readonly<Record<Attention, FlagWords>> = {
  cycle_missed: {
    means: 'The gateway went past a due date without a charge.',
    do: 'Collect the cycle another way and tell the vendor.',
  },
  cycle_paid_twice: {
    means: 'One cycle was paid more than once.',
    do: 'Give all but one of its charges back with `carat refund --nit`; then the flag goes by itself.',
  },
  counter_unexplained: {
    means: 'The gateway counts an execution that it does not list.',
    do: 'Compare the charges with the portal.',
  },
  payment_reversed: {
    means: 'A charge was given back, and not by us.',
    do: 'Find out who did it: the portal, or the bank of the customer.',
  },
  terms_differ: {
    means: 'The gateway keeps other terms than were sold.',
    do: 'Set what was sold with `carat change-amount` or `carat change-next-date`: then the flag goes at once. What you correct in the portal is seen with the next question.',
  },
  charge_differs: {
    means: 'A charge had another amount than was sold.',
    do: 'Give the difference back, or let it be.',
  },
  paid_without_schedule: {
    means: 'Money was received, and the schedule does not run.',
    do: 'Pay it back, or start a new subscription.',
  },
  charged_after_cancellation: {
    means: 'The gateway made a charge although the subscription was cancelled.',
    do: 'Give the money back with `carat refund`; then the flag goes by itself.',
  },
  cancel_requested: {
    means: 'Somebody cancelled the workflow in Temporal. That stops no charge.',
    do: 'If the charges are to stop, send `carat cancel`.',
  },
  command_failed: {
    means: 'A command came to nothing, and is not tried any more. The table of commands says why.',
    do: 'Mend it and send the command again: the flag goes once that is done. Or let it be, and acknowledge.',
  },
  blocked: {
    means: 'The outcome of a call could not be learnt.',
    do: 'Find it out and decide with `carat resolve`.',
  },
  cycle_open: {
    means:
      'For 14 days no answer of the gateway has explained everything: what became of a cycle may not be known.',
    do: 'Look the schedule up in the portal. It is asked for once a week.',
  },
  charge_unreadable: {
    means: 'What became of a charge cannot be read.',
    do: 'Look it up in the portal and say what you found with `carat resolve`.',
  },
  answer_unreadable: {
    means: 'The gateway tells a next date or an amount that cannot be read.',
    do: 'Look the schedule up in the portal and tell the vendor.',
  },
  unexpected_gateway_status: {
    means: 'The gateway reports a status that does not belong here.',
    do: 'Look the schedule up in the portal.',
  },
  credentials_refused: {
    means: 'The gateway does not accept the id or the key of the merchant.',
    do: 'Mend the key in the configuration of the worker and restart it.',
  },
  gateway_untrusted: {
    means: 'The certificate of the gateway is not trusted. Nothing is sent.',
    do: 'Check the base URL and the trusted certificates of the worker.',
  },
  no_worker: {
    means: 'No worker takes the gateway calls of this merchant. Nothing was sent.',
    do: 'Start a worker whose configuration has the merchant. Is the alias mistyped? Then give it up with `carat give-up`.',
  },
  gateway_queue_full: {
    means: 'Workers take the gateway calls of this merchant, and ours waited for a day.',
    do: 'Raise `maxCallsInFlight`, or start more workers.',
  },
  events_undelivered: {
    means: 'The receiver of the merchant did not take some events for three days. Money is not affected.',
    do: 'Mend the receiver, list what it missed and send it again. Then acknowledge; one that has ended keeps the flag.',
  },
  adoption_open: {
    means:
      'The gateway has not told for a day what the schedule is that is to be adopted. It is asked again by itself.',
    do: 'Look whether it answers, and whether the key of the merchant is right; or give it up.',
  },
  command_stuck: {
    means: 'A command has been under way for more than a day, and goes on by itself.',
    do: 'Look whether the gateway answers, and whether its posts reach the authenticity address of the store: an edit waits for the SEID, a refund for its NIT.',
  },
  active_after_cancellation: {
    means: 'Somebody made the cancelled schedule active again at the gateway: it would charge.',
    do: 'Cancel it again: it is stopped once more. Or take the cancellation back with uncancel, and it goes on.',
  },
};
