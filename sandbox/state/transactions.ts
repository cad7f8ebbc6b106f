import type { CalendarDate, Instant } from '../time/calendar';
import type { PresentedCard } from './cards';

/** The statuses that say that money was authorised, captured, or given back. */
type MoneyStatus = 'PPC' | 'PPN' | 'CON' | 'EST';

/** The statuses that say that no money has moved, for validation. */
export const unpaidStatuses = [
  'NOV',
  'INV',
  'PEN',
  'AGU',
  'NEG',
  'RET',
  'ERR',
  'EXP',
  'BLQ',
  'ABA',
  'CAN',
] as const;

/** A status that says that no money has moved. */
export type UnpaidStatus = (typeof unpaidStatuses)[number];

/** Transaction statuses (docs/gateway.md §9). */
export type TransactionStatus = MoneyStatus | UnpaidStatus;

/** The authoriser's answer to one charge. */
export interface Authorization {
  at: Instant;
  outcome: 'approved' | 'denied' | 'error' | 'invalid';
  authorizerCode: string;
  authorizerMessage: string;
  authorizationNumber: string;
  hostUsn: string;
  sitefUsn: string;
  tid: string;
}

/** The next automatic retry of a denied execution (docs/gateway.md §6). */
export interface OfflineRetry {
  on: CalendarDate;
  /** How many there can still be, this one included. */
  left: number;
  intervalDays: number;
  countsTowardsTimes: boolean;
  /** What is tried again is one of the repetitions of an incident. */
  repeated: boolean;
}

/** What is charged. */
export interface ChargeTerms {
  amountCents: number;
  installments: string;
  installmentType: string;
}

/** One transaction of the gateway. */
export interface TransactionRecord extends ChargeTerms {
  nit: string;
  esitefUsn: string;
  merchantId: string;
  orderId: string;
  /** "0" when the merchant never sent one (docs/gateway.md §1, FIELD). */
  merchantUsn: string;
  /** What creation said; kept from the first payment request on, which may say otherwise for itself. */
  createdWith?: ChargeTerms;
  authorizerId?: string;
  status: TransactionStatus;
  createdAt: Instant;
  /** A NOV transaction reads EXP from here on. */
  expiresAt: Instant;
  postponeConfirmation: boolean;
  antiFraud: boolean;
  /** 'payment': created through the API. 'scheduled': created by the daily job. */
  kind: 'payment' | 'scheduled';
  /** The schedule that it belongs to, if any. */
  sid?: string;
  cycle?: number;
  card?: PresentedCard;
  authorization?: Authorization;
  /** Cents of it that cancellations have given back. */
  refundedCents?: number;
  /** While it reads RET because its store has automatic retries. */
  retry?: OfflineRetry;
  /** A payment request for this NIT is at the authoriser right now. */
  processing: boolean;
}

/** All transactions, by NIT, in order of creation. */
export class TransactionBook {
  private readonly byNit = new Map<string, TransactionRecord>();
  private readonly byUsn = new Map<string, TransactionRecord>();
  /** Those that time alone can still change. They are kept apart, so that the agenda does not read all. */
  private readonly changing = new Set<TransactionRecord>();

  add(transaction: TransactionRecord): void {
    this.byNit.set(transaction.nit, transaction);
    this.byUsn.set(transaction.esitefUsn, transaction);
    this.setStatus(transaction, transaction.status);
  }

  find(nit: string): TransactionRecord | undefined {
    return this.byNit.get(nit);
  }

  /** The transaction of a gateway sequence number (esitef_usn). */
  findByUsn(usn: string): TransactionRecord | undefined {
    return this.byUsn.get(usn);
  }

  setStatus(transaction: TransactionRecord, status: TransactionStatus): void {
    transaction.status = status;
    if (status !== 'RET') delete transaction.retry;
    if (status === 'NOV' || status === 'PPC' || status === 'RET') this.changing.add(transaction);
    else this.changing.delete(transaction);
  }

  all(): IterableIterator<TransactionRecord> {
    return this.byNit.values();
  }

  open(): IterableIterator<TransactionRecord> {
    return this.changing.values();
  }

  clear(): void {
    this.byNit.clear();
    this.byUsn.clear();
    this.changing.clear();
  }
}

/** How many payments of an order were put to the issuer so far. */
export const paymentsPutToIssuer = (
  transactions: Iterable<Pick<TransactionRecord, 'kind' | 'merchantId' | 'orderId' | 'authorization'>>,
  { merchantId, orderId }: Pick<TransactionRecord, 'merchantId' | 'orderId'>,
): number =>
  [...transactions].filter(
    (known) =>
      known.kind === 'payment' &&
      known.merchantId === merchantId &&
      known.orderId === orderId &&
      known.authorization !== undefined,
  ).length;
