import type { Adoption } from '../adoption/adoption';
import { BY_SYSTEM, type AuditEntry } from '../audit';
import { dateInSaoPaulo, instantOf, type IsoDate, type IsoInstant } from '../calendar';
import { newCall, type OpenCall } from '../calls/call';
import type { Cancellation, Command } from '../edits/command';
import type { Edit } from '../edits/edit';
import { emptyOutbox, type Outbox } from '../events/outbox';
import { asSid, type Nit } from '../ids';
import { emptyLedger, type Ledger } from '../ledger/ledger';
import { attemptOf, lastEventBefore } from '../opening/earlier-attempts';
import { chargedTwiceAtOnce } from '../opening/first-charges';
import type { Opening } from '../opening/opening';
import type { Refund } from '../refunds/refund';
import type { Occurrence } from './occurrence';
import type { ScheduleTerms, SubscriptionOrder } from './order';

/** The version of the record that this code writes. */
export const RECORD_VERSION = 2;

/** The last thing that went wrong, with the gateway's or our own code. */
export interface LastError {
  at: IsoInstant;
  call: string;
  code: string;
  message: string;
}

/** A decision about a payment that awaits confirmation. */
export interface ConfirmationDecision {
  kind: 'confirm' | 'undo';
  by: string;
  reason: string;
  at: IsoInstant;
  /** When the gateway had carried it out. */
  doneAt?: IsoInstant;
}

/** What the gateway said last about the schedule. */
export interface ScheduleSnapshot {
  status?: string;
  initialDate?: IsoDate;
  /** Absent while the gateway names none, or one that could not be read. */
  nextDate?: IsoDate;
  currentTimes?: number;
  numberOfTimes?: number;
  amountCents?: number;
  /** The gateway named a next date, or should have, and it could not be read. */
  nextDateUnreadable?: true;
  amountUnreadable?: true;
}

/** A charge whose NIT did not answer is looked for in the gateway's list, day by day. */
export interface ChargeSearch {
  nit: Nit;
  /** Days still to be searched, the likeliest first. */
  days: IsoDate[];
  /** Days that could not be read. */
  unread: number;
}

/** A poll whose answer is being taken over, one charge a step. */
export interface ScheduleReading {
  /** The NITs as the gateway lists them, oldest first. */
  listed: Nit[];
  /** NITs still to be asked for. */
  queue: Nit[];
  /** When the next step of it is due: at once. */
  sinceMs: number;
  search?: ChargeSearch;
  /** The day of the current cycle, to be looked up in the list: the schedule moved on without a charge for it. */
  passedDate?: IsoDate;
  /** What the gateway was to charge before this poll: the amount of a charge that it does not tell. */
  scheduledCents: number;
  /** The answer named no next date, as that of an inactive schedule may: the one that is known is older. */
  isDateHidden?: true;
  /** False once something of it could not be read, so that nothing is concluded from what is missing. */
  complete: boolean;
}

/** What is known of the schedule, and how it is followed. */
export interface ScheduleWatch {
  snapshot: ScheduleSnapshot;
  /** Since when it is in its phase, e.g. inactive. */
  phaseSinceMs?: number;
  /** The last day on which the schedule is known to have been inactive. */
  inactiveUntil?: IsoDate;
  /** The next date that was known of it when it was last found to have become inactive. */
  dateAtStop?: IsoDate;
  /** What the gateway's counter stood at before the first scheduled charge: it may count the immediate payment. */
  counterAtStart?: number;
  /** The NIT of the immediate payment was listed among the executions: it counts. */
  immediateListed?: true;
  /** When the gateway last answered what the schedule says. */
  answeredAtMs?: number;
  /** When the question of the last poll that was answered was sent. The answer may have been long on its way. */
  answerAskedAtMs?: number;
  /** When the poll that is under way was sent. */
  askingSinceMs?: number;
  /** When the last poll ended, answered or not. */
  polledAtMs?: number;
  /** How many executions the last answer to a poll listed; the immediate payment may be among them. */
  listed?: number;
  /** It must be asked at once: what is known of it is older than what happened since. */
  pollNow?: true;
  /** Polls in a row that left something open; 0 while everything is explained. */
  openPolls: number;
  /** The last poll could not be read whole: nothing is concluded from what is missing. */
  incomplete?: true;
  /** Since when something is open. */
  openSinceMs?: number;
  /** When paid charges were read once more, without a post that tells of them (domain/schedule/second-look.ts). */
  secondLookAtMs?: number;
  reading?: ScheduleReading;
  /** Charges that are listed and could not be read yet, and since when, by NIT. */
  unreadSince: Record<string, IsoInstant>;
}

/** Status posts of the gateway that may tell news, and what was done about them (domain/schedule/hint.ts). */
export interface Hints {
  /** Since when a look is owed; none is while it is absent. */
  owedSinceMs?: number;
  /** Settled charges that posts tell something else of: they are read again in that look. */
  reread?: Nit[];
  /** When a look was last made for hints. */
  lookedAtMs?: number;
  /** The look that goes on, and whether it was brought forward; how many before it met silence. */
  look?: { reread: Nit[]; isEarly?: true; silent?: number };
  /** Looks in a row in which a charge could not be read again, and when the next one is made for it; after many none is. */
  retry?: { silent: number; atMs?: number };
}

/** How the merchant's calls fare, whatever they are for. */
export interface GatewayAccess {
  /** When the gateway last answered anything. */
  answeredAt?: IsoInstant;
  /** No worker takes the calls of the merchant. */
  notTaken?: {
    sinceMs: number;
    lastAtMs: number;
    /** When it was counted how many workers ask for them, and how many did; none while it could not be counted. */
    checkedAtMs?: number;
    pollers?: number;
  };
  /** The gateway refuses the credentials of the store. */
  credentialsRefusedSinceMs?: number;
  /** The gateway's certificate is not trusted. */
  untrustedSinceMs?: number;
  /** The gateway asked to be left alone until then. */
  quietUntilMs?: number;
}

/** A command that was carried out or refused, so that a repetition is answered without effect. */
export interface AnsweredCommand {
  id: string;
  answer: unknown;
}

/**
 * Everything a subscription remembers: plain JSON, carried over continue-as-new as it is. The input beside it never changes.
 * It is replaced by pure functions, never changed in place, and no part of it is kept across an `await`.
 */
export interface SubscriptionRecord {
  version: typeof RECORD_VERSION;
  opening: Opening;
  /** What was sold, as changed since by a named person. */
  terms: ScheduleTerms;
  /** Of a schedule that existed before us. */
  adoption?: Adoption;
  decision?: ConfirmationDecision;
  /** When a payment that awaits confirmation was last asked for. */
  confirmationAskedAtMs?: number;
  paymentStatus?: string;
  schedule: ScheduleWatch;
  /** Absent while the gateway has posted nothing of interest. */
  hints?: Hints;
  ledger: Ledger;
  /** What persons asked to change, in the order of acceptance: all that wait, and the last ones that ended. */
  commands?: Command[];
  /** The edit of the schedule that is under way. */
  edit?: Edit;
  /** Edits that were sent and made way for a stop, while it is not known what became of them. */
  gaveWay?: Edit[];
  /** A named person cancelled it; nothing is charged by us from then on. */
  cancellation?: Cancellation;
  /** What persons asked to give back, in the order of acceptance: all that are open, and the last ones that ended. */
  refunds?: Refund[];
  /** Ids of commands and refunds that ended and have left, as marks (forgotten-ids.ts). */
  forgottenIds?: string;
  /** Calls that have not come to a conclusion. */
  calls: OpenCall[];
  access: GatewayAccess;
  lastError?: LastError;
  /** Somebody asked Temporal to cancel the workflow. */
  cancelRequestedAt?: IsoInstant;
  /** Occurrences that a named person has looked after, by key. */
  acknowledged: string[];
  /** Occurrences about money that nobody has looked after, of cycles that were summed up meanwhile (lighten.ts). */
  earlierMatters?: Occurrence[];
  /** The personal decision that was dealt with last, and whether it was carried out. */
  lastDecision?: {
    id: string;
    carriedOut: boolean;
    /** The subscription was to end by it. */
    ends?: true;
  };
  audit: AuditEntry[];
  /** Recent command ids with their answers, so that a repeated command stays without effect after continue-as-new. */
  answers: AnsweredCommand[];
  /** What is told to the billing system; absent in records of before there were events. */
  events?: Outbox;
}

/** A record at the start of life. */
export const newRecord = (order: SubscriptionOrder, nowMs: number): SubscriptionRecord => ({
  version: RECORD_VERSION,
  ...beginning(order, nowMs),
  terms: termsOf(order),
  schedule: { snapshot: {}, openPolls: 0, unreadSince: {} },
  ledger: emptyLedger(),
  access: {},
  acknowledged: [],
  audit: [
    {
      at: instantOf(nowMs),
      by: order.requestedBy,
      event: 'requested',
      what: order.entry === 'adopt' ? 'asked to adopt the schedule' : wishOf(order),
    },
    ...firstDateToday(order, nowMs),
  ],
  answers: [],
  ...goingOn(order),
});

const wishOf = (order: SubscriptionOrder): string =>
  attemptOf(order) === 1
    ? 'asked for the subscription'
    : `asked for the subscription, attempt ${String(attemptOf(order))}`;

/** The events of a later attempt go on where those of the earlier one ended: whoever reads them by sequence misses none. */
function goingOn(order: SubscriptionOrder): Pick<SubscriptionRecord, 'events'> {
  const last = lastEventBefore(order);
  return last === 0 ? {} : { events: { ...emptyOutbox(), last } };
}

/** What it begins with: a creation, or the question about a schedule that exists. */
function beginning(
  { sid }: SubscriptionOrder,
  nowMs: number,
): Pick<SubscriptionRecord, 'opening' | 'calls' | 'adoption'> {
  if (sid === undefined)
    return {
      opening: { stage: 'creating', sinceMs: nowMs },
      calls: [newCall({ kind: 'create', createdAtMs: nowMs }, nowMs)],
    };
  const ids = { sid: asSid(sid), createdAtMs: nowMs };
  return {
    opening: { stage: 'adopting', sinceMs: nowMs, ids, asked: 0, askAtMs: nowMs },
    adoption: {},
    calls: [],
  };
}

/** Who pays now and is charged again by the next daily job reads it here, and not only on the statement. */
function firstDateToday(order: SubscriptionOrder, nowMs: number): AuditEntry[] {
  const at = instantOf(nowMs);
  const twice = chargedTwiceAtOnce(order, nowMs);
  if (twice === undefined || order.schedule.firstDate > dateInSaoPaulo(at)) return [];
  const what = `the first date is today: ${twice}, by the gateway's daily job`;
  return [{ at, by: BY_SYSTEM, event: 'first_date_today', what }];
}

/** What was sold, as the order has it. */
export const termsOf = ({ schedule }: SubscriptionOrder): ScheduleTerms => ({
  amountCents: schedule.amountCents,
  firstDate: schedule.firstDate,
  intervalMonths: schedule.intervalMonths,
  ...(schedule.numberOfTimes === undefined ? {} : { numberOfTimes: schedule.numberOfTimes }),
});

export const hasEnded = ({ opening }: SubscriptionRecord): boolean => opening.stage === 'ended';
