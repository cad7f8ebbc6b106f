import type { Instant } from '../time/calendar';
import { expire } from './edits';
import type { Authorization } from './transactions';

/** Statuses of a cancellation (docs/gateway.md §9); INV is INFERRED for one that was invalidated. */
export type CancellationStatus = 'NOV' | 'CON' | 'NEG' | 'ERR' | 'PEN' | 'EXP' | 'INV';

/** One cancellation of a payment, whole or in part, from its begin on. */
export interface CancellationRecord {
  nit: string;
  esitefUsn: string;
  /** The payment that it cancels. */
  paymentNit: string;
  merchantId: string;
  orderId: string;
  status: CancellationStatus;
  createdAt: Instant;
  /** A NOV cancellation reads EXP from here on. */
  expiresAt: Instant;
  /** What is, or was to be, given back; absent before the cancellation was sent. */
  amountCents?: number;
  authorization?: Authorization;
}

/** All cancellations, by NIT, in order of their begin. */
export class CancellationBook {
  private readonly byNit = new Map<string, CancellationRecord>();

  add(cancellation: CancellationRecord): void {
    this.byNit.set(cancellation.nit, cancellation);
  }

  find(nit: string, now: Instant): CancellationRecord | undefined {
    const cancellation = this.byNit.get(nit);
    if (cancellation !== undefined) expire(cancellation, now);
    return cancellation;
  }

  all(now: Instant): CancellationRecord[] {
    const cancellations = [...this.byNit.values()];
    for (const cancellation of cancellations) expire(cancellation, now);
    return cancellations;
  }

  clear(): void {
    this.byNit.clear();
  }
}
