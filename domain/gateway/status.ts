import type { StatusMeaning } from '../calls/conclusion';
import type { ChargeOutcome } from '../ledger/outcomes';

/** What one payment status of the gateway means (docs/gateway.md §9). */
export interface PaymentMeaning {
  /** For the charge in the ledger. */
  charge: ChargeOutcome;
  /** For a call that pays. */
  pay: StatusMeaning;
  /** For a call that confirms or undoes, and for a payment that awaits one of them. */
  decision: StatusMeaning;
  /** Of the cancellation of a payment, which has these statuses too: for the call that gives the money back (docs/gateway.md §8). */
  refund: StatusMeaning;
}

const all = (charge: ChargeOutcome, meaning: StatusMeaning): PaymentMeaning => ({
  charge,
  pay: meaning,
  decision: meaning,
  refund: meaning,
});

/** A status that the table does not know is no answer yet: it is asked for again, never guessed. */
const NOT_DECIDED = all('pending', 'ask_again');
const FAILED = all('failed', 'failed');

/** The one table of the payment statuses. */
const PAYMENT_STATUSES: ReadonlyMap<string, PaymentMeaning> = new Map([
  ['NOV', { charge: 'pending', pay: 'nothing_so_far', decision: 'ask_again', refund: 'nothing_so_far' }],
  ['PPC', { charge: 'pending', pay: 'authorised', decision: 'nothing_so_far', refund: 'ask_again' }],
  ['CON', all('paid', 'happened')],
  // A reversed payment was captured before, and its schedule runs on (docs/gateway.md §8).
  ['EST', { ...all('reversed', 'happened'), refund: 'ask_again' }],
  ['NEG', all('denied', 'denied')],
  ['PPN', { ...all('undone', 'undone'), refund: 'ask_again' }],
  ['EXP', all('expired', 'expired')],
  ['ERR', FAILED],
  ['INV', FAILED],
  ['BLQ', FAILED],
  ['ABA', FAILED],
  ['CAN', FAILED],
  ['PEN', NOT_DECIDED],
  ['AGU', NOT_DECIDED],
  ['RET', NOT_DECIDED],
]);

export const meaningOfPayment = (status: string): PaymentMeaning =>
  PAYMENT_STATUSES.get(status) ?? NOT_DECIDED;

/** Whether a payment of this status has been tried. NOV is created, and no more. */
export const hasBeenTried = (status: string): boolean => status !== 'NOV';

/** The statuses of a payment that no issuer has ever seen. An execution that met no issuer reads ERR, and has a schedule behind it. */
const NEVER_PRESENTED: ReadonlySet<string> = new Set(['NOV', 'INV', 'EXP', 'BLQ', 'ABA', 'CAN']);

/** Whether an issuer may have seen a payment of this status. One that nobody knows may be anything. */
export const mayHaveBeenPresented = (status: string): boolean => !NEVER_PRESENTED.has(status);

/** Where a schedule stands at the gateway. */
export type SchedulePhase =
  | 'not_started'
  | 'awaiting_payment'
  | 'active'
  | 'inactive'
  | 'finished'
  | 'undone'
  | 'expired'
  | 'failed'
  | 'unclear';

/** What one schedule status of the gateway means (docs/gateway.md §9). */
export interface ScheduleMeaning {
  phase: SchedulePhase;
  /** For a call that activates. */
  activate: StatusMeaning;
}

const UNCLEAR: ScheduleMeaning = { phase: 'unclear', activate: 'ask_again' };
const NOT_ACTIVATED: ScheduleMeaning = { phase: 'failed', activate: 'failed' };

/** The one table of the schedule statuses. */
const SCHEDULE_STATUSES: ReadonlyMap<string, ScheduleMeaning> = new Map([
  ['NOV', { phase: 'not_started', activate: 'nothing_so_far' }],
  ['PEN', { phase: 'awaiting_payment', activate: 'ask_again' }],
  ['ATV', { phase: 'active', activate: 'happened' }],
  ['INA', { phase: 'inactive', activate: 'happened' }],
  ['FIN', { phase: 'finished', activate: 'happened' }],
  ['DES', { phase: 'undone', activate: 'undone' }],
  ['EXP', { phase: 'expired', activate: 'expired' }],
  ['ERR', NOT_ACTIVATED],
  ['INV', NOT_ACTIVATED],
]);

export const meaningOfSchedule = (status: string): ScheduleMeaning =>
  SCHEDULE_STATUSES.get(status) ?? UNCLEAR;

/** The gateway charges this schedule, or would if it were active: its payment was made. */
export const isUnderWay = (phase: SchedulePhase): boolean => phase === 'active' || phase === 'inactive';

/** The gateway charges this schedule no more. */
export const isOver = (phase: SchedulePhase): boolean =>
  phase === 'finished' || phase === 'undone' || phase === 'expired' || phase === 'failed';

/** The schedule runs or has run. One with an immediate payment does so only if that was confirmed (docs/gateway.md §1c). */
export const hasRun = (phase: SchedulePhase): boolean => isUnderWay(phase) || phase === 'finished';

/** Where the schedule stands; `unclear` while nothing was told. */
export const phaseOf = (status: string | undefined): SchedulePhase =>
  status === undefined ? 'unclear' : meaningOfSchedule(status).phase;

/** The statuses that the tables know. */
export const KNOWN_STATUSES = {
  payment: [...PAYMENT_STATUSES.keys()],
  schedule: [...SCHEDULE_STATUSES.keys()],
} as const;
