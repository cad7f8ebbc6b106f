import { withNewerWords } from './newer-words';
import { counted } from '../../../contract/vocabulary';
import { SIGNED } from './signed';
import { FLAGS_IN_ENGLISH } from './en-flags';
import { reasonInEnglish } from './en-reasons';
import { whyInDoubt } from './reason';
import { WILL_HAPPEN_IN_ENGLISH } from './en-doubts';
import { ANSWERS_IN_ENGLISH } from './en-answers';
import type { Words } from './words';

const rhythm = (months: number): string => {
  if (months === 1) return 'a month';
  return months === 12 ? 'a year' : `every ${String(months)} months`;
};

/** English. */
export const EN: Words = withNewerWords({
  answers: ANSWERS_IN_ENGLISH,
  names: {
    subscription: 'Subscription',
    state: 'State',
    sold: 'Sold',
    gateway: 'Gateway',
    adopted: 'Adopted',
    attempt: 'Attempt',
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
    errorBeforeTheEnd: 'The last error before it ended',
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
  flags: FLAGS_IN_ENGLISH,
  newerFlag: {
    means: 'A newer version of the worker has put it up.',
    do: 'Install the version of the worker here, too: it says what this means.',
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
  asked: ({ what }) => what,
  problem: ({ code, message }) => `${code}: ${message}`,
  cause: ({ what }) => what,
  audit: ({ what }) => what,
  reason: (line) => whyInDoubt(line, reasonInEnglish) ?? line.reason,
  happened: (entry) => {
    const why = whyInDoubt(entry, reasonInEnglish) ?? entry.reason;
    return why === undefined ? entry.what : `${entry.what}: ${why}`;
  },
  earlierNotKept: 'Earlier runs are not kept any more: of what happened before, only what follows is known.',
  waiting: (what) => what,
  timesAre: 'Times are São Paulo’s.',
  lastKnown: 'Last known, before the workflow was closed:',
  wide: 'Shortened to fit; --wide shows all of it.',

  since: (state, time) => `${state} since ${time}`,
  sold: ({ amount, intervalMonths, times, firstDate, inAll, isPaidAtStart }) =>
    times === undefined
      ? `${amount} ${rhythm(intervalMonths)} from ${firstDate} on, until it is cancelled`
      : `${amount} ${rhythm(intervalMonths)}, ${counted(times, 'time', 'times')}, from ${firstDate} on${inAll === undefined ? '' : `: ${inAll}${isPaidAtStart ? ' at most, beside the payment at the start' : ' in all'}`}`,
  executed: (times, of) => `${String(times)} of ${of === undefined ? 'an open number' : String(of)} executed`,
  nextDate: (date) => `next date ${date}`,
  askedAt: (time) => `asked ${time}`,
  payment: (status) => `payment ${status}`,
  schedule: (status) => `schedule ${status}`,
  notAsked: 'no question answered yet',
  before: (executions) =>
    `${counted(executions, 'execution from before is', 'executions from before are')} history, and not in the ledger`,
  refusedAdoption: (reason, what) => `no, ${reason}: ${what}`,
  attempt: (number) => `${String(number)}: the earlier ones were rejected, and no money moved`,
  earlierAttempt: (number, time, why) => `attempt ${String(number)}, rejected ${time}: ${why}`,
  chargeOn: (amount, date) => `${amount} on ${date}`,
  nothingMore: 'nothing: it has ended',
  asksAgain: 'asks the gateway again by itself',
  asksCharges: (count, until) =>
    `${counted(count, 'cycle', 'cycles')} until ${until} are in the sums only: \`charges\` lists them`,

  received: (amount, charges) =>
    charges === 0
      ? `${amount} was received and kept.`
      : `${amount} was received and kept, in ${counted(charges, 'charge', 'charges')}.`,
  nothingKept: 'Nothing of what was received was kept.',
  nothingReceived: 'Nothing was received so far.',
  receivedNotKnown: 'Whether money was received is not known yet.',
  refunded: (amount) => `${amount} was given back by us.`,
  reversed: (amount) => `${amount} was given back, and not by us.`,
  owed: (amount, cycles) =>
    `${amount} is owed: ${cycles === 1 ? 'one cycle was' : `${String(cycles)} cycles were`} denied.`,
  lastDenial: (cycle, date, why) =>
    `The last denial: cycle ${String(cycle)}, due ${date}${why === '' ? '' : `, ${why}`}.`,
  missed: (cycles) => `${counted(cycles, 'cycle was', 'cycles were')} never charged by the gateway.`,
  paidTwice: (cycles) => `${counted(cycles, 'cycle was', 'cycles were')} paid more than once.`,
  open: (charges) => `${counted(charges, 'charge is', 'charges are')} not decided yet.`,
  skipped: (cycles) =>
    `${counted(cycles, 'due date', 'due dates')} passed without a charge, as was asked for.`,
  willCharge: (amount, date) => `${amount} is charged next, on ${date}.`,
  mayCharge: (amount, date) =>
    `The gateway has not confirmed the cancellation yet. It charges ${amount} on ${date} if it does not before.`,
  chargesAgain: (amount, date) =>
    `Somebody has activated the schedule at the gateway again: it charges ${amount} on ${date}, although it is cancelled.`,

  noCharges: 'no charges yet',
  cycles: (count) => counted(count, 'cycle', 'cycles'),
  counted: (count, outcome) => `${String(count)} ${outcome}`,
  totals: {
    paid: 'received and kept',
    refunded: 'refunded',
    reversed: 'reversed',
    owed: 'owed',
    open: 'open',
  },
  notKept: (cycles, upTo) =>
    cycles === 1
      ? `Of cycle ${String(upTo)} no detail is kept any more: the namespace has let its run go. It counts in the sums.`
      : `Of ${String(cycles)} cycles up to number ${String(upTo)} no detail is kept any more: the namespace has let their runs go. They count in the sums.`,
  immediate: 'now',
  refund: 'refund',
  refundedPart: (amount) => `−${amount} refunded`,
  reversedPart: (amount) => `−${amount} reversed`,

  inDoubt: (reason) => `in doubt (${reason}): the gateway is being asked`,
  waitsFor: (what) => `waits for ${what}`,
  waitsForTurn: 'waits for its turn',
  cancellation: ({ when, by, at, reason, inactiveAt, isActiveAgain, isChargedSince, accessUntil }) =>
    `${when === 'now' ? 'now' : 'at the end of the paid period'}, by ${by} at ${at} (${reason}); ${
      inactiveAt === undefined
        ? 'the gateway is being told'
        : isActiveAgain
          ? `the gateway had it inactive since ${inactiveAt}, and has it active again`
          : isChargedSince
            ? `the gateway had it inactive since ${inactiveAt}, and charged it after that`
            : `the gateway charges no more since ${inactiveAt}`
    }${accessUntil === undefined ? '' : `, access until ${accessUntil}`}`,

  blockedSince: (time, call, reason) =>
    `Blocked since ${time}: the outcome of ${call} could not be learnt (${reason})`,
  question: ({ findOut }) => findOut,
  findOut: (what) => `Find out: ${what}`,
  thenDecide: 'Then decide:',
  doubtSince: (time, call, reason) =>
    `In doubt since ${time}: the outcome of ${call} is not known (${reason})`,
  doNotPayAgain: (asked) =>
    `Asked the gateway ${counted(asked, 'time', 'times')}; it goes on asking by itself. Nothing to do: do not pay again.`,
  willHappen: WILL_HAPPEN_IN_ENGLISH,
  error: ({ call, code, message }) => `${call}: ${code}: ${reasonInEnglish(code) ?? message}`,
  actor: (by) => by,
  explain: reasonInEnglish,
  decided: (by, kind, time) => `${by} decided to ${kind} the payment at ${time}; the gateway is being told.`,
  awaitsConfirmation: (authorised, by) =>
    `The payment${authorised === '' ? '' : ` of ${authorised}`} awaits confirmation${by === undefined ? '' : ` by ${by}, or it is undone`}:`,
  cancelledText: 'Cancelled: nothing is charged. To take the cancellation back:',
  cancelledButActive: 'Cancelled, and active at the gateway. To take the cancellation back:',
  pausedText: 'Paused: nothing is charged. To go on:',
  toDo: 'Do:',
  signed: SIGNED,
  lookedAfter: 'Once you have looked after what is flagged:',
  toDecideCharge: 'Once you know what became of it, one of these:',
  toRefund: 'To give the surplus back, with the token of its card:',
  toAcceptTerms: 'Only where the customer agreed: what the gateway keeps counts as sold from now on:',

  endedFromOutside: (statuses) =>
    `${statuses}: ended from outside. Nobody follows it, and the gateway goes on charging; \`show\` says what to do.`,
  nothingFits: 'No subscription fits.',
  more: 'More:',
  flagged: 'What the flags mean',
  shownOf: (shown, of, by) => `${String(shown)} of ${String(of)}, ${by}.`,
  count: (count) => counted(count, 'subscription', 'subscriptions'),
});
