import type { GatewayCode } from './answers/codes';
import type { MonthEndRule } from './time/calendar';

/** 150 "invalid request", and unlisted codes beside 157: probably checks of schedule fields (docs/gateway.md §10). */
export const scheduleFieldCodes = [
  '150',
  '151',
  '152',
  '153',
  '154',
  '155',
  '156',
  '158',
  '159',
] as const satisfies readonly GatewayCode[];

type ScheduleFieldCode = (typeof scheduleFieldCodes)[number];

/**
 * The points that the gateway's documents leave open. Each is a setting with the document's default, so that
 * no reading of a gap becomes a hard-coded truth (docs/gateway.md, "How to read it").
 */
export interface SandboxSettings {
  /** Routing of every charge: decides acquirer, receipts and sequence numbers. §2, §5.4. @default 'bin_sitef' */
  acquirer: 'bin_sitef' | 'cielo_ecommerce';
  /** Life of a NOV NIT or SID until it reads EXP; length UNKNOWN, §1. @default 1440 */
  creationTimeLimitMinutes: number;
  /** UNKNOWN whether do_payment_now may be left out and what it means then, §1. @default 'false' */
  doPaymentNowDefault: 'true' | 'false';
  /** Whether creation is refused without order_id (mandatory in v2 only), §1. @default true */
  orderIdRequired: boolean;
  /** May a schedule start today? UNKNOWN, §13. @default true */
  initialDateTodayAllowed: boolean;
  /** May a schedule start in the past? UNKNOWN, §13. @default false */
  initialDateInPastAllowed: boolean;
  /** "sent in every sample", but is it mandatory? Where it is not and is left out, the schedule begins today. §1. @default true */
  initialDateRequired: boolean;
  /** Largest schedule.number_of_times; UNKNOWN, §13. @default 999 */
  maxNumberOfTimes: number;
  /** Largest schedule.interval, in months; UNKNOWN, §13. @default 999 */
  maxIntervalMonths: number;
  /** Code for a bad schedule field that has none of its own; 151-156, 158 and 159 are INFERRED to be such codes, §10. @default '150' */
  scheduleFieldCode: ScheduleFieldCode;
  /** Are amount, installments and installment_type of a payment-with-schedule mandatory, or taken from the schedule? §1c. @default 'required' */
  immediatePaymentFields: 'required' | 'from_schedule';
  /**
   * Documented as strings throughout; 'any' also takes JSON numbers and booleans, which the live suite of a client sent. §0.
   * @default 'any'
   */
  requestScalars: 'strings' | 'any';
  /** Most installments of a charge; the limit of an authorizer is told by code 109, its value is UNKNOWN, §10. @default 12 */
  maxInstallments: number;
  /** Does a refused creation carry an object with status INV besides the code? UNKNOWN, §1. @default 'code_only' */
  creationFailureAnswer: 'code_only' | 'with_object';

  /** Has the store the query of v2 by order? It is configuration of the store, §5.6. @default true */
  orderQueryEnabled: boolean;
  /** The answer for an order that is not known: "order not found" is a variant of its own, its form is UNKNOWN, §5.6. @default 'not_found' */
  orderNotFoundAnswer: 'not_found' | 'empty_list';
  /** Samples show payments only; whether schedules are told as well is UNKNOWN, §5.6. @default 'payments' */
  orderQueryTells: 'payments' | 'schedules_too';

  /** Real time that an authorisation takes, during which the NIT is in progress (code 102), §2. @default 0 */
  authorizationDurationMs: number;
  /** What a query reads while an authorisation is running, §9. @default 'NOV' */
  statusWhileProcessing: 'NOV' | 'PEN';
  /** May a NIT that reads NEG be paid again? "apparently", §2. @default true */
  deniedNitReusable: boolean;
  /** Does the answer to a payment with schedule carry the schedule too? INFERRED, §2. @default true */
  payAnswerIncludesSchedule: boolean;
  /** Status of the schedule after its immediate payment was denied; UNKNOWN, §9. @default 'NOV' */
  scheduleStatusAfterDeniedPayment: 'NOV' | 'PEN' | 'INV' | 'DES' | 'ERR';
  /** Status of the schedule after its immediate payment ended ERR; UNKNOWN, §9. @default 'NOV' */
  scheduleStatusAfterErroredPayment: 'NOV' | 'PEN' | 'INV' | 'DES' | 'ERR';
  /**
   * Does the immediate payment count towards number_of_times, and is its NIT the first of nits[]? Not documented, §6, §13.
   * @default false
   */
  immediatePaymentCounts: boolean;
  /** Code for confirming or undoing what is not PPC; "anything but HTTP 200 is an error", §3, candidates in §10. @default '107' */
  notPendingCode: '107' | '101' | '102' | '932';
  /** A PPC left alone is undone after this many minutes; UNKNOWN, null = never, §3. @default null */
  autoUndoPpcAfterMinutes: number | null;
  /** Code for a card token that the gateway does not know; INFERRED from 134-143, §10. @default '134' */
  unknownTokenCode: '134' | '140' | '142';
  /** Is the expiry mandatory with a card number? "Most acquirers require it", §2, §4. @default true */
  cardExpiryRequired: boolean;
  /** Is a charge on an expired card denied with 54? UNKNOWN, FIELD shows such denials, §6, §13. @default true */
  expiredCardDenied: boolean;
  /** Code for a second use of a SID that is no longer NOV; documented for NITs only, §2, §4. @default '102' */
  consumedSidCode: '102' | '107';
  /** Code for activating a schedule whose first charge is an immediate payment; "only for schedules without", §4. @default '107' */
  immediateScheduleActivationCode: '107' | '81' | '102';
  /**
   * Status of a schedule after its activation was refused for its card token or its authorizer: "error activating", §4, §9. A
   * request refused at the door (keys, form, fields) leaves it NOV. @default 'ERR'
   */
  scheduleStatusAfterRefusedActivation: 'ERR' | 'NOV';

  /** A NIT can be used for this many days after its creation, §5.1. @default 15 */
  nitLifeDays: number;
  /** Code, with HTTP 404, for a NIT older than that; UNKNOWN, §5.1. @default '82' */
  agedNitCode: '82' | '3';
  /** What next_date reads once the schedule is FIN; UNKNOWN. @default 'omitted' */
  nextDateAfterFin: 'omitted' | 'kept';
  /** Is next_date told in statuses other than ATV, INA and FIN? Samples have ATV and INA only, §4, §5.3. @default 'omitted' */
  nextDateInOtherStatuses: 'omitted' | 'told';

  /** São Paulo time of the daily job, 'HH:mm'; FIELD, §6. @default '03:30' */
  dailyJobTime: string;
  /** Day 29-31 in a shorter month; UNKNOWN, §6. @default 'clamp_and_restore' */
  monthEndRule: MonthEndRule;
  /** An execution that ends ERR or INV is tried again on the next day; INFERRED, §6, §13. @default true */
  erroredExecutionRetriedNextDay: boolean;
  /** Are the NITs of ERR and INV executions listed in nits[]? "every execution so far", §5.3. @default true */
  listedErroredNits: boolean;
  /** Several due dates already passed when a schedule is executed: charge once, or once on each following day? UNKNOWN. @default 'skip' */
  missedDates: 'skip' | 'charge_each_day';
  /**
   * What of a schedule can be edited: the documented fields, or its interval and its number of times as well, which "do not appear as
   * editable", §7. @default 'documented'
   */
  editableFields: 'documented' | 'all';
  /**
   * Next date of a schedule reactivated after its execution date; INFERRED, §7. A date that is kept is charged by the next job.
   * @default 'next_cycle_in_future'
   */
  reactivationRule: 'next_cycle_in_future' | 'keep_date' | 'next_day';

  /** HTTP status of a begin that went well: 201 is for "methods that create before committing", §10. @default 201 */
  beginHttpStatus: 201 | 200;
  /** Life of a SEID until it reads EXP; length UNKNOWN, §7. @default 1440 */
  seidTimeLimitMinutes: number;
  /** Life of the NIT of a cancellation until it reads EXP; length UNKNOWN, §8. @default 1440 */
  cancellationTimeLimitMinutes: number;
  /** Code for a SEID or a cancellation that was used, has expired or was invalidated; UNKNOWN, §7, §8. @default '102' */
  deadIdCode: '102' | '107' | '115';
  /** Code for editing a schedule that is neither ATV nor INA; UNKNOWN, §7. @default '107' */
  notEditableCode: '107' | '115';
  /** May an edit set next_date to today? It is charged by the next job then. UNKNOWN, §7. @default true */
  editDateTodayAllowed: boolean;
  /** May an edit set next_date to a day that has passed? UNKNOWN, §7. @default false */
  editDateInPastAllowed: boolean;
  /** Where installments and installment_type of a schedule are told: an older page leaves them out of the answer, §7. @default 'edits' */
  installmentsTold: 'edits' | 'queries' | 'nowhere';
  /** Code for a payment that cannot be cancelled: not captured yet, or cancelled already (CERT), §8. @default '115' */
  notCancellableCode: '115' | '107';
  /** "Card needed for SiTef routings", §8. @default 'on_sitef' */
  refundCardRequired: 'on_sitef' | 'never';
  /** Does the acquirer cancel a part of a payment? "Depends on acquirer", §8. @default true */
  partialRefundAllowed: boolean;
  /** Code for cancelling more than is left, or a part where that is not allowed; UNKNOWN, §8. @default '33' */
  refundAmountCode: '33' | '300';
  /** What a query shows of a payment that was cancelled in part: "it stays CON", and its amount? UNKNOWN, §8. @default 'falls' */
  refundedAmountShown: 'falls' | 'stays';
  /** The object in which a query by the NIT of a cancellation tells it; UNKNOWN, §8. @default 'cancellation' */
  cancellationToldAs: 'cancellation' | 'payment';
  /** Parameters of the authenticity post of a cancellation: `nit`, and those that one store reads besides (FIELD), §8. @default 'with_order' */
  cancellationPostFields: 'with_order' | 'nit_only';
  /** How long the gateway waits for the answer to a post; UNKNOWN, §6, §7. @default 30000 */
  postAnswerMs: number;
  /** How often a status post is sent at most: "up to 3 times", "configured" (CONFLICT), §6. @default 3 */
  statusPostAttempts: number;
  /** Minutes between two of them; UNKNOWN, §6. @default 5 */
  statusPostIntervalMinutes: number;
  /** Seconds from what a status post tells of to its first attempt; UNKNOWN, §6. @default 0 */
  statusPostAfterSeconds: number;
  /** Character set of a status post. ISO-8859-1 goes unsaid, UTF-8 is named in Content-Type; UNKNOWN, §6. @default 'ISO-8859-1' */
  statusPostCharset: 'ISO-8859-1' | 'UTF-8';
}

/** The document's default for every setting. */
export const defaultSettings: Readonly<SandboxSettings> = {
  acquirer: 'bin_sitef',
  creationTimeLimitMinutes: 1440,
  doPaymentNowDefault: 'false',
  orderIdRequired: true,
  initialDateTodayAllowed: true,
  initialDateInPastAllowed: false,
  initialDateRequired: true,
  maxNumberOfTimes: 999,
  maxIntervalMonths: 999,
  scheduleFieldCode: '150',
  immediatePaymentFields: 'required',
  requestScalars: 'any',
  maxInstallments: 12,
  creationFailureAnswer: 'code_only',
  orderQueryEnabled: true,
  orderNotFoundAnswer: 'not_found',
  orderQueryTells: 'payments',
  authorizationDurationMs: 0,
  statusWhileProcessing: 'NOV',
  deniedNitReusable: true,
  payAnswerIncludesSchedule: true,
  scheduleStatusAfterDeniedPayment: 'NOV',
  scheduleStatusAfterErroredPayment: 'NOV',
  immediatePaymentCounts: false,
  notPendingCode: '107',
  autoUndoPpcAfterMinutes: null,
  unknownTokenCode: '134',
  cardExpiryRequired: true,
  expiredCardDenied: true,
  consumedSidCode: '102',
  immediateScheduleActivationCode: '107',
  scheduleStatusAfterRefusedActivation: 'ERR',
  nitLifeDays: 15,
  agedNitCode: '82',
  nextDateAfterFin: 'omitted',
  nextDateInOtherStatuses: 'omitted',
  dailyJobTime: '03:30',
  monthEndRule: 'clamp_and_restore',
  erroredExecutionRetriedNextDay: true,
  listedErroredNits: true,
  missedDates: 'skip',
  editableFields: 'documented',
  reactivationRule: 'next_cycle_in_future',
  beginHttpStatus: 201,
  seidTimeLimitMinutes: 1440,
  cancellationTimeLimitMinutes: 1440,
  deadIdCode: '102',
  notEditableCode: '107',
  editDateTodayAllowed: true,
  editDateInPastAllowed: false,
  installmentsTold: 'edits',
  notCancellableCode: '115',
  refundCardRequired: 'on_sitef',
  partialRefundAllowed: true,
  refundAmountCode: '33',
  refundedAmountShown: 'falls',
  cancellationToldAs: 'cancellation',
  cancellationPostFields: 'with_order',
  postAnswerMs: 30000,
  statusPostAttempts: 3,
  statusPostIntervalMinutes: 5,
  statusPostAfterSeconds: 0,
  statusPostCharset: 'ISO-8859-1',
};
