import type { Instant } from '../time/calendar';
import type { PresentedCard } from './cards';

/** Transaction statuses the sandbox can produce (carat-api.md §9). */
export type TransactionStatus = 'NOV' | 'INV' | 'PPC' | 'PPN' | 'CON' | 'NEG' | 'ERR' | 'EXP' | 'EST';

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

/** One transaction of the gateway. */
export interface TransactionRecord {
  nit: string;
  esitefUsn: string;
  merchantId: string;
  orderId: string;
  /** "0" when the merchant never sent one (carat-api.md §1, FIELD). */
  merchantUsn: string;
  amountCents: number;
  installments: string;
  installmentType: string;
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
  /** A payment request for this NIT is at the authoriser right now. */
  processing: boolean;
}

/** All transactions, by NIT, in order of creation. */
export class TransactionBook {
  private readonly byNit = new Map<string, TransactionRecord>();
  /** Those that time alone can still change; kept apart so that the agenda need not look at all. */
  private readonly unsettled = new Set<TransactionRecord>();

  add(transaction: TransactionRecord): void {
    this.byNit.set(transaction.nit, transaction);
    this.setStatus(transaction, transaction.status);
  }

  find(nit: string): TransactionRecord | undefined {
    return this.byNit.get(nit);
  }

  setStatus(transaction: TransactionRecord, status: TransactionStatus): void {
    transaction.status = status;
    if (status === 'NOV' || status === 'PPC') this.unsettled.add(transaction);
    else this.unsettled.delete(transaction);
  }

  all(): IterableIterator<TransactionRecord> {
    return this.byNit.values();
  }

  open(): IterableIterator<TransactionRecord> {
    return this.unsettled.values();
  }

  clear(): void {
    this.byNit.clear();
    this.unsettled.clear();
  }
}
