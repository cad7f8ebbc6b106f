import type { Words } from './words';

const plural = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

const rhythm = (months: number): string => {
  if (months === 1) return 'a month';
  return months === 12 ? 'a year' : `every ${String(months)} months`;
};

/** English. */
export const EN: Words = {
  names: {
    subscription: 'Subscription',
    state: 'State',
    sold: 'Sold',
    gateway: 'Gateway',
    adopted: 'Adopted',
    cancelled: 'Cancelled',
    nextCharge: 'Next charge',
    next: 'Next',
    attention: 'Attention',
    money: 'Money',
    ledger: 'Ledger',
    commands: 'Commands',
    audit: 'What happened',
    lastError: 'Last error',
    settledError: 'An earlier error; the gateway has answered since',
    cycle: 'Cycle',
    due: 'Due',
    outcome: 'Outcome',
    charge: 'Charge',
    status: 'Status',
    amount: 'Amount',
    executed: 'Executed',
    knownBy: 'Known by',
    issuer: 'Issuer',
    nit: 'NIT',
    asked: 'Asked',
    ended: 'Ended',
    what: 'What',
    by: 'By',
    why: 'Why',
    standing: 'How it stands',
    schedule: 'Schedule',
    started: 'Started',
    denied: 'Denied',
    owed: 'Owed',
    when: 'When',
    who: 'Who',
  },
  states: {
    creating: 'creating',
    adopting: 'adopting',
    paying: 'paying',
    activating: 'activating',
    pending_confirmation: 'pending_confirmation',
    resolving: 'resolving',
    blocked: 'blocked',
    active: 'active',
    paused: 'paused',
    cancelling: 'cancelling',
    completed: 'completed',
    cancelled: 'cancelled',
    rejected: 'rejected',
    undone: 'undone',
    expired: 'expired',
    retired: 'retired',
  },
  flags: {
    cycle_missed: {
      means: 'The gateway went past a due date without a charge.',
      do: 'Collect the cycle another way and tell the vendor.',
    },
    cycle_paid_twice: {
      means: 'One cycle was paid twice.',
      do: 'Give one of the charges back with `carat refund --nit`; then the flag goes by itself.',
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
      do: 'Correct them in the portal. Acknowledged, the terms of the gateway hold.',
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
      do: 'Mend it and send the command again, or let it be.',
    },
    blocked: {
      means: 'The outcome of a call could not be learnt.',
      do: 'Find it out and decide with `carat resolve`.',
    },
    cycle_open: {
      means: 'A cycle has been due for 14 days and is not decided.',
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
      do: 'Start a worker whose configuration has the merchant. Is the alias mistyped? Then give it up with `carat resolve`.',
    },
    gateway_queue_full: {
      means: 'Workers take the gateway calls of this merchant, and ours waited for a day.',
      do: 'Raise `maxCallsInFlight`, or start more workers.',
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
      do: 'Make it inactive in the portal, or let it go on.',
    },
  },
  entries: { pay_now: 'pay_now', start_later: 'start_later', adopt: 'adopt' },
  outcomes: {
    due: 'due',
    paid: 'paid',
    denied: 'denied',
    refunded: 'refunded',
    reversed: 'reversed',
    open: 'open',
    missed: 'missed',
    skipped: 'skipped',
    paid_twice: 'paid_twice',
    failed: 'failed',
    undone: 'undone',
    expired: 'expired',
    pending: 'pending',
    unknown: 'unknown',
  },
  knownBy: { answer: 'answer', query: 'query', list: 'list', person: 'person' },
  commandStates: {
    planned: 'planned',
    under_way: 'under_way',
    done: 'done',
    failed: 'failed',
    withdrawn: 'withdrawn',
  },
  calls: {
    create: 'create',
    pay: 'pay',
    activate: 'activate',
    confirm: 'confirm',
    undo: 'undo',
    begin_refund: 'begin_refund',
    refund: 'refund',
    charge: 'charge',
  },
  sorts: {
    started: 'newest first',
    'next-charge': 'next charge first',
    amount: 'largest amount first',
    owed: 'most owed first',
    denied: 'most denied first',
    order: 'by name',
  },
  audit: (_event, what) => what,
  waiting: (what) => what,
  timesAre: 'Times are São Paulo’s.',
  lastKnown: 'Last known, before the workflow was closed:',
  wide: 'Shortened to fit; --wide shows all of it.',

  since: (state, time) => `${state} since ${time}`,
  sold: ({ amount, intervalMonths, times, firstDate, inAll }) =>
    times === undefined
      ? `${amount} ${rhythm(intervalMonths)} from ${firstDate} on, until it is cancelled`
      : `${amount} ${rhythm(intervalMonths)}, ${plural(times, 'time', 'times')}, from ${firstDate} on: ${inAll ?? ''} in all`,
  executed: (times, of) => `${String(times)} of ${of === undefined ? 'an open number' : String(of)} executed`,
  nextDate: (date) => `next date ${date}`,
  askedAt: (time) => `asked ${time}`,
  payment: (status) => `payment ${status}`,
  schedule: (status) => `schedule ${status}`,
  notAsked: 'no question answered yet',
  before: (executions) =>
    `${plural(executions, 'execution', 'executions')} from before are history, and not in the ledger`,
  refusedAdoption: (reason, what) => `no, ${reason}: ${what}`,
  chargeOn: (amount, date) => `${amount} on ${date}`,
  nothingMore: 'nothing: it has ended',
  asksAgain: 'asks the gateway again by itself',
  asksCharges: (count, until) =>
    `${plural(count, 'cycle', 'cycles')} until ${until} are in the sums only: \`charges\` lists them`,

  received: (amount, charges) =>
    charges === 0
      ? `${amount} was received and kept.`
      : `${amount} was received and kept, in ${plural(charges, 'charge', 'charges')}.`,
  nothingReceived: 'Nothing was received so far.',
  refunded: (amount) => `${amount} was given back by us.`,
  reversed: (amount) => `${amount} was given back, and not by us.`,
  owed: (amount, cycles) =>
    `${amount} is owed: ${cycles === 1 ? 'one cycle was' : `${String(cycles)} cycles were`} denied.`,
  lastDenial: (cycle, date, why) =>
    `The last denial: cycle ${String(cycle)}, due ${date}${why === '' ? '' : `, ${why}`}.`,
  missed: (cycles) => `${plural(cycles, 'cycle was', 'cycles were')} never charged by the gateway.`,
  paidTwice: (cycles) => `${plural(cycles, 'cycle was', 'cycles were')} paid twice.`,
  open: (charges) => `${plural(charges, 'charge is', 'charges are')} not decided yet.`,
  skipped: (cycles) =>
    `${plural(cycles, 'due date', 'due dates')} passed without a charge, as was asked for.`,
  willCharge: (amount, date) => `${amount} is charged next, on ${date}.`,

  noCharges: 'no charges yet',
  cycles: (count) => plural(count, 'cycle', 'cycles'),
  totals: { paid: 'paid in all', refunded: 'refunded', reversed: 'reversed', owed: 'owed', open: 'open' },
  notKept: (cycles, upTo) =>
    cycles === 1
      ? `Of cycle ${String(upTo)} no detail is kept any more: the namespace has let its run go. It counts in the sums.`
      : `Of ${String(cycles)} cycles up to number ${String(upTo)} no detail is kept any more: the namespace has let their runs go. They count in the sums.`,
  immediate: 'now',
  refundedPart: (amount) => `−${amount} refunded`,
  reversedPart: (amount) => `−${amount} reversed`,

  inDoubt: (reason) => `in doubt (${reason}): the gateway is being asked`,
  waitsFor: (what) => `waits for ${what}`,
  waitsForTurn: 'waits for its turn',
  cancellation: ({ when, by, at, reason, inactiveAt, accessUntil }) =>
    `${when === 'now' ? 'now' : 'at the end of the paid period'}, by ${by} at ${at} (${reason}); ${
      inactiveAt === undefined
        ? 'the gateway is being told'
        : `the gateway charges no more since ${inactiveAt}`
    }${accessUntil === undefined ? '' : `, access until ${accessUntil}`}`,

  blockedSince: (time, call, reason) =>
    `Blocked since ${time}: the outcome of ${call} could not be learnt (${reason})`,
  findOut: (what) => `Find out: ${what}`,
  thenDecide: 'Then decide:',
  doubtSince: (time, call, reason) =>
    `In doubt since ${time}: the outcome of ${call} is not known (${reason})`,
  doNotPayAgain: (asked) =>
    `Asked the gateway ${plural(asked, 'time', 'times')}; it goes on asking by itself. Nothing to do: do not pay again.`,
  decided: (by, kind, time) => `${by} decided to ${kind} the payment at ${time}; the gateway is being told.`,
  awaitsConfirmation: (by) =>
    `The payment awaits confirmation${by === undefined ? '' : ` by ${by}, or it is undone`}:`,
  cancelledText: 'Cancelled: nothing is charged. To take the cancellation back:',
  pausedText: 'Paused: nothing is charged. To go on:',
  toDo: 'Do:',
  lookedAfter: 'Once you have looked after what is flagged:',

  nothingFits: 'No subscription fits.',
  more: 'More:',
  flagged: 'What the flags mean',
  shownOf: (shown, of, by) => `${String(shown)} of ${String(of)}, ${by}.`,
  count: (count) => plural(count, 'subscription', 'subscriptions'),
};
