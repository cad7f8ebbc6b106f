import type { SubscriptionView } from '../../../contract/view';
import type { CallKind } from '../../../domain/calls/call';
import type { Attention } from '../../../domain/subscription/attention';
import type { AuditEvent } from '../../../domain/audit';
import type { ChargeOutcome, CycleOutcome, KnownBy } from '../../../domain/ledger/outcomes';
import type { CommandState } from '../../../domain/edits/command';
import type { SubscriptionState } from '../../../domain/subscription/states';
import type { Asked, Meant } from '../../reading/asked';
import type { TimelineEntry } from '../../reading/timeline';
import type { SortKey } from '../sort-list';
import type { AnswerWords } from './answers';
import type { ExplainReason } from './reason';

/** A flag for whoever looks at it: what it means, and what to do. */
export interface FlagWords {
  means: string;
  /** What to do, as an imperative. */
  do: string;
}

/** The names of the rows and columns that answers have. */
export type Name =
  | 'subscription'
  | 'state'
  | 'sold'
  | 'gateway'
  | 'adopted'
  | 'attempt'
  | 'cancelled'
  | 'nextCharge'
  | 'next'
  | 'attention'
  | 'money'
  | 'ledger'
  | 'commands'
  | 'audit'
  | 'lastError'
  | 'settledError'
  | 'errorBeforeTheEnd'
  | 'cycle'
  | 'due'
  | 'outcome'
  | 'charge'
  | 'status'
  | 'amount'
  | 'executed'
  | 'knownBy'
  | 'issuer'
  | 'nit'
  | 'asked'
  | 'ended'
  | 'what'
  | 'by'
  | 'why'
  | 'standing'
  | 'schedule'
  | 'started'
  | 'denied'
  | 'owed'
  | 'when'
  | 'who';

/** What a person must find out before deciding, by its codes, and as the workflow puts it. */
export interface Question {
  call: CallKind | 'charge';
  reason: string;
  findOut: string;
  /** Of `charge`: the charge that it is about, where the ledger shows it. */
  nit?: string | undefined;
}

/** One cause of a flag; of one about a command, what was asked for, what it waits for, and why it ended otherwise. */
export type Cause = SubscriptionView['attentionDetails'][number] &
  Meant & { waitingFor?: string | undefined };

type Problem = NonNullable<Meant['problem']>;

/** A line of the audit trail, and what it is about by code. */
export type AuditLine = Meant &
  Pick<SubscriptionView['audit'][number], 'by' | 'what' | 'reason'> & { event: AuditEvent };

/** What was sold, in numbers. */
export interface Sold {
  amount: string;
  intervalMonths: number;
  times?: number | undefined;
  firstDate: string;
  /** Of a schedule with an end: all of its charges together, while every one is of the same amount. */
  inAll?: string | undefined;
  /** The gateway may count the payment at the start as one of the charges: nobody knows the sum of all. */
  isPaidAtStart: boolean;
}

/**
 * Everything that `show` and `list` say, and what commands answer, in one language. A word that is missing does not compile. Codes (states, flags, statuses of
 * the gateway) stay as they are where they are typed again; times and amounts are written alike in every language.
 */
export interface Words {
  answers: AnswerWords;
  names: Readonly<Record<Name, string>>;
  states: Readonly<Record<SubscriptionState, string>>;
  flags: Readonly<Record<Attention, FlagWords>>;
  /** A flag that only a newer version of the worker knows. */
  newerFlag: FlagWords;
  entries: Readonly<Record<SubscriptionView['entry'], string>>;
  outcomes: Readonly<Record<CycleOutcome | ChargeOutcome, string>>;
  knownBy: Readonly<Record<KnownBy, string>>;
  commandStates: Readonly<Record<CommandState, string>>;
  calls: Readonly<Record<CallKind | 'charge', string>>;
  sorts: Readonly<Record<SortKey, string>>;
  /** One cause of a flag. */
  cause: (cause: Cause) => string;
  /** What a person asked for. */
  asked: (asked: Asked) => string;
  /** Why it ended otherwise, with its code. */
  problem: (problem: Problem) => string;
  /** A line of the audit trail; what the record says of it may be told as it is. */
  audit: (line: AuditLine) => string;
  /** Why, of a line of the audit trail. */
  reason: (line: AuditLine) => string | undefined;
  /** A line of the timeline, and why. */
  happened: (entry: TimelineEntry) => string;
  earlierNotKept: string;
  /** What a subscription waits for, as the workflow says it. */
  waiting: (what: string) => string;
  timesAre: string;
  lastKnown: string;
  wide: string;

  since: (state: string, time: string) => string;
  sold: (sold: Sold) => string;
  executed: (times: number, of: number | undefined) => string;
  nextDate: (date: string) => string;
  askedAt: (time: string) => string;
  payment: (status: string) => string;
  schedule: (status: string) => string;
  notAsked: string;
  before: (executions: number) => string;
  refusedAdoption: (reason: string, what: string) => string;
  /** Of a start after one that was rejected. */
  attempt: (number: number) => string;
  earlierAttempt: (number: number, time: string, why: string) => string;
  chargeOn: (amount: string, date: string) => string;
  nothingMore: string;
  asksAgain: string;
  asksCharges: (count: number, until: string) => string;

  /** The story of the money. */
  received: (amount: string, charges: number) => string;
  nothingReceived: string;
  /** Of one that received something, all of which went back. */
  nothingKept: string;
  /** Of one whose payment may or may not have happened. */
  receivedNotKnown: string;
  refunded: (amount: string) => string;
  reversed: (amount: string) => string;
  owed: (amount: string, cycles: number) => string;
  lastDenial: (cycle: number, date: string, why: string) => string;
  missed: (cycles: number) => string;
  paidTwice: (cycles: number) => string;
  open: (charges: number) => string;
  skipped: (cycles: number) => string;
  willCharge: (amount: string, date: string) => string;
  /** Of a subscription that is being cancelled. */
  mayCharge: (amount: string, date: string) => string;
  /** Of one that somebody has activated again at the gateway. */
  chargesAgain: (amount: string, date: string) => string;

  noCharges: string;
  cycles: (count: number) => string;
  /** So many cycles of one outcome. */
  counted: (count: number, outcome: string) => string;
  totals: { paid: string; refunded: string; reversed: string; owed: string; open: string };
  notKept: (cycles: number, upTo: number) => string;
  immediate: string;
  refund: string;
  refundedPart: (amount: string) => string;
  reversedPart: (amount: string) => string;

  inDoubt: (reason: string) => string;
  waitsFor: (what: string) => string;
  waitsForTurn: string;
  cancellation: (parts: {
    when: 'now' | 'period_end';
    by: string;
    at: string;
    reason: string;
    inactiveAt?: string | undefined;
    isChargedSince: boolean;
    isActiveAgain: boolean;
    accessUntil?: string | undefined;
  }) => string;

  blockedSince: (time: string, call: string, reason: string) => string;
  /** The question that a person must answer. */
  question: (question: Question) => string;
  findOut: (what: string) => string;
  thenDecide: string;
  doubtSince: (time: string, call: string, reason: string) => string;
  doNotPayAgain: (asked: number) => string;
  /** What happens with a call in doubt, by itself. */
  willHappen: Readonly<Record<NonNullable<SubscriptionView['doubt']>['call'], string>>;
  /** The last error: what failed, its code, and what that means. */
  error: (error: NonNullable<SubscriptionView['lastError']>) => string;
  /** Who did something. */
  actor: (by: string) => string;
  /** What a reason of a doubt means. */
  explain: ExplainReason;
  decided: (by: string, kind: 'confirm' | 'undo', time: string) => string;
  /** What is authorised, as an amount, and until when; each where it is known. */
  awaitsConfirmation: (authorised: string, by: string | undefined) => string;
  cancelledText: string;
  /** The same where it is active at the gateway. */
  cancelledButActive: string;
  pausedText: string;
  toDo: string;
  /** What everybody who decides is asked for, as flags. */
  signed: string;
  lookedAfter: string;
  /** Commands that give surplus charges back follow. */
  /** Before the answers about a charge that cannot be read. */
  toDecideCharge: string;
  toRefund: string;
  /** The command that takes the gateway's terms over follows. */
  toAcceptTerms: string;

  nothingFits: string;
  /** Of rows whose workflow was ended from outside, by how Temporal sees it. */
  endedFromOutside: (statuses: string) => string;
  more: string;
  flagged: string;
  shownOf: (shown: number, of: number, by: string) => string;
  count: (count: number) => string;
}
