import {
  readBegun,
  readCancellation,
  readCreated,
  readEdit,
  readOrderList,
  readPaymentAnswer,
  readScheduleAnswer,
  readTransaction,
  readTransactionList,
  type Begun,
  type CancellationAnswer,
  type CreatedTransaction,
  type EditAnswer,
  type OrderList,
  type PaymentAnswer,
  type ScheduleAnswer,
  type TransactionAnswer,
  type TransactionList,
} from './answers';
import type { Envelope } from './read-envelope';
import type { Reading } from './reading';

/** What the answer of a call may say beside its code, in statuses (docs/gateway.md §9). */
export interface StatusRules {
  /** The issuer said no. */
  denied: readonly string[];
  /** Final, and nothing was charged: with a failure code the call is refused. */
  refused: readonly string[];
  /** Compatible with a call that did nothing; any other status beside a failure code is resolved by query. */
  untouched: readonly string[];
  /** What code "0" cannot mean for this call. */
  contradictsSuccess: readonly string[];
}

interface RulesBase<T> {
  read: (envelope: Envelope) => Reading<T>;
}

/** A query: moves nothing, the caller may repeat it. */
export interface ReadRules<T> extends RulesBase<T> {
  kind: 'read';
  /** True for the record of a payment that came to nothing: it may stand beside a failure code. */
  tellsFailure?: (value: T) => boolean;
}

/** A call that changes something. `create` moves no money (R5), `money` may. */
export interface CommandRules<T> extends RulesBase<T> {
  kind: 'create' | 'money';
  /** HTTP statuses that go with code "0" (docs/gateway.md §3, §10). */
  successHttp: readonly number[];
  statuses: StatusRules;
  /** Codes that refuse this call, though of another they would say nothing. */
  refusingCodes?: readonly string[];
  /** The status that decides about the call. */
  statusOf: (value: T) => string | undefined;
}

export type CallRules<T> = ReadRules<T> | CommandRules<T>;

// Stryker disable next-line ArrayDeclaration: a status that no gateway writes is the same as none.
const NONE: readonly string[] = [];
const NEVER_CHARGED = ['INV', 'ERR', 'EXP', 'BLQ', 'ABA', 'CAN'];
/** Codes about the state of what would be changed, or about the store's doors: nothing is begun then (docs/gateway.md §7, §8). */
const NOTHING_BEGUN = ['81', '102', '107', '114', '115', '300'];
const CAME_TO_NOTHING = ['NEG', ...NEVER_CHARGED];

/** POST /v1/transactions. Creation answers 201; 200 is tolerated since nothing is at stake. */
export function createRules(asked: {
  payment: boolean;
  schedule: boolean;
}): CommandRules<CreatedTransaction> {
  return {
    kind: 'create',
    successHttp: [201, 200],
    read: (envelope) => readCreated(envelope, asked),
    statusOf: (value) => value.payment?.status ?? value.schedule?.status,
    statuses: {
      denied: NONE,
      refused: ['INV', 'ERR'],
      // A creation that failed has made nothing, whatever status it tells.
      untouched: NONE,
      contradictsSuccess: ['INV', 'ERR'],
    },
  };
}

/**
 * POST /v1/payments/{nit}. A denial without the payment's status is resolved by query: with automatic retries it may not be
 * the last word (docs/gateway.md §6).
 */
export function payRules(nit: string): CommandRules<PaymentAnswer> {
  return {
    ...paymentRules(nit),
    statuses: {
      denied: ['NEG'],
      refused: ['INV', 'ERR', 'EXP', 'BLQ'],
      untouched: ['NOV', ...NEVER_CHARGED],
      contradictsSuccess: ['NOV', 'PPN', 'EST', ...NEVER_CHARGED],
    },
  };
}

/**
 * PUT /v1/payments/{nit}?confirm=true. ERR in the answer may be the confirmation's or the payment's own, so it
 * refuses nothing by itself.
 */
export function confirmRules(nit: string): CommandRules<PaymentAnswer> {
  return {
    ...paymentRules(nit),
    statuses: {
      denied: ['NEG'],
      refused: NONE,
      untouched: ['PPC', 'INV', 'EXP', 'BLQ', 'ABA', 'CAN'],
      contradictsSuccess: ['NOV', 'PPC', 'PPN', 'PEN', 'EST', 'AGU', 'RET', ...NEVER_CHARGED],
    },
  };
}

/** PUT /v1/payments/{nit}?confirm=false. */
export function undoRules(nit: string): CommandRules<PaymentAnswer> {
  return {
    ...paymentRules(nit),
    statuses: {
      denied: NONE,
      refused: NONE,
      untouched: ['PPC', 'INV', 'EXP', 'BLQ', 'ABA', 'CAN'],
      contradictsSuccess: ['NOV', 'PPC', 'CON', 'NEG', 'PEN', 'EST', 'AGU', 'RET', ...NEVER_CHARGED],
    },
  };
}

/** POST /v1/schedules/{sid}. */
export function activateRules(sid: string): CommandRules<ScheduleAnswer> {
  return {
    kind: 'money',
    successHttp: [200],
    read: (envelope) => readScheduleAnswer(envelope, sid),
    statusOf: (value) => value.schedule.status,
    statuses: {
      denied: NONE,
      refused: ['INV', 'ERR', 'EXP'],
      untouched: ['NOV', 'INV', 'ERR', 'EXP'],
      contradictsSuccess: ['NOV', 'INV', 'DES', 'INA', 'ERR', 'FIN', 'EXP'],
    },
  };
}

/** POST /v1/schedules/edits and POST /v1/cancellations: they only begin, and have no status (docs/gateway.md §7, §8). */
export function beginRules(): CommandRules<Begun> {
  return {
    kind: 'create',
    successHttp: [201, 200],
    read: readBegun,
    refusingCodes: NOTHING_BEGUN,
    statusOf: () => undefined,
    statuses: { denied: NONE, refused: NONE, untouched: NONE, contradictsSuccess: NONE },
  };
}

/** PUT /v1/schedules/edits/{seid}. An edit that has expired, or was invalidated, has done nothing (docs/gateway.md §7, §9). */
export function editRules(asked: { seid: string; sid?: string | undefined }): CommandRules<EditAnswer> {
  return {
    kind: 'money',
    successHttp: [200],
    read: (envelope) => readEdit(envelope, asked),
    statusOf: (value) => value.edit.status,
    statuses: {
      denied: NONE,
      refused: ['INV', 'EXP'],
      untouched: ['NOV', 'INV', 'EXP'],
      contradictsSuccess: ['NOV', 'INV', 'EXP', 'ERR'],
    },
  };
}

/** PUT /v1/cancellations/{nit}. PEN awaits the answer of the issuer (code 256): a query tells it later (docs/gateway.md §8). */
export function refundRules(nit: string): CommandRules<CancellationAnswer> {
  return {
    kind: 'money',
    successHttp: [200],
    read: (envelope) => readCancellation(envelope, nit),
    statusOf: (value) => value.cancellation.status,
    statuses: {
      denied: ['NEG'],
      refused: ['INV', 'ERR', 'EXP', 'BLQ'],
      untouched: ['NOV', ...NEVER_CHARGED],
      contradictsSuccess: ['NOV', 'PPC', 'PPN', 'EST', ...NEVER_CHARGED],
    },
  };
}

/** GET /v1/transactions/{nit}. */
export function getTransactionRules(nit: string): ReadRules<TransactionAnswer> {
  return {
    kind: 'read',
    read: (envelope) => readTransaction(envelope, nit),
    tellsFailure: ({ payment, cancellation }) =>
      CAME_TO_NOTHING.includes((payment ?? cancellation)?.status ?? ''),
  };
}

/** GET /v1/schedules/{sid}. */
export function getScheduleRules(sid: string): ReadRules<ScheduleAnswer> {
  return { kind: 'read', read: (envelope) => readScheduleAnswer(envelope, sid) };
}

/** GET /v1/transactions?start_date=&end_date=. */
export function listRules(): ReadRules<TransactionList> {
  return { kind: 'read', read: readTransactionList };
}

/** GET /v2/transactions?order_id=. */
export function findOrderRules(): ReadRules<OrderList> {
  return { kind: 'read', read: readOrderList };
}

function paymentRules(nit: string): Omit<CommandRules<PaymentAnswer>, 'statuses'> {
  return {
    kind: 'money',
    successHttp: [200],
    read: (envelope) => readPaymentAnswer(envelope, nit),
    statusOf: (value) => value.payment.status,
  };
}
