/**
 * What a gateway call came to. It speaks of the call alone; what it means for the subscription is decided by the concern
 * that owns the call.
 *
 * - `happened`: the payment is captured, or the schedule is active or was
 * - `authorised`: the payment awaits its confirmation
 * - `refused`: the gateway answered with a code and did nothing
 * - `send_again`: it never arrived, and may be sent once more
 * - `ask_again`: not known yet
 */
export type Conclusion =
  | 'happened'
  | 'authorised'
  | 'denied'
  | 'refused'
  | 'failed'
  | 'undone'
  | 'expired'
  | 'send_again'
  | 'ask_again';

/** What a status says of a call: a conclusion, or that nothing has happened so far. */
export type StatusMeaning = Exclude<Conclusion, 'refused' | 'send_again'> | 'nothing_so_far';
