import type { Instant } from '../time/calendar';

/** One charge or refund that reached the authoriser: the ground truth of every test. Plain JSON. */
export interface LedgerEntry {
  /** Position in the ledger, from 1. */
  sequence: number;
  /** When it was executed, on the sandbox's clock. */
  at: Instant;
  merchantId: string;
  orderId: string;
  nit: string;
  sid?: string;
  /**
   * The execution date of the schedule that this charge is for, from 1. Two approved entries with the same sid and cycle are a
   * double charge. Absent on payments, unless the immediate payment counts as an execution (then 1).
   */
  cycle?: number;
  amountCents: number;
  /** 'refund': money that goes back, under the NIT of its cancellation (docs/gateway.md §8). It has no sid and no cycle. */
  kind: 'payment' | 'scheduled' | 'refund';
  /** refund: the NIT of the payment that it takes back, whole or in part. */
  refundOf?: string;
  /** Of a charge: cents given back since by cancellations; absent when none were. */
  refundedCents?: number;
  /** 'approved': money was authorised. 'denied': the issuer said no. 'error': no answer of the issuer (ERR, INV). */
  outcome: 'approved' | 'denied' | 'error';
  /** 'pending': authorised, waiting for confirmation. 'undone': the authorisation was given back. 'none': no money moved. */
  state: 'pending' | 'confirmed' | 'undone' | 'none';
  authorizerCode: string;
  /** The payment was reversed afterwards (EST). */
  reversed: boolean;
  /** Executed once more by an incident (docs/gateway.md §6). */
  repeated: boolean;
}

/** Every charge and refund ever executed, in order. */
export class Ledger {
  private readonly entries: LedgerEntry[] = [];
  private readonly lastOfNit = new Map<string, LedgerEntry>();

  record(entry: Omit<LedgerEntry, 'sequence' | 'reversed'>): void {
    const recorded = { sequence: this.entries.length + 1, ...entry, reversed: false };
    this.entries.push(recorded);
    this.lastOfNit.set(entry.nit, recorded);
  }

  /** A pending charge was confirmed (perhaps for less than was authorised) or undone. */
  closePending(nit: string, state: 'confirmed' | 'undone', amountCents: number): void {
    const entry = this.lastOfNit.get(nit);
    if (entry === undefined) throw new Error('the ledger has no pending charge for this NIT');
    entry.state = state;
    entry.amountCents = amountCents;
  }

  /** Notes on a charge what of it has been given back so far. */
  giveBack(nit: string, refundedCents: number): void {
    const entry = this.lastOfNit.get(nit);
    if (entry === undefined) throw new Error('the ledger has no charge for a refunded NIT');
    entry.refundedCents = refundedCents;
  }

  reverse(nit: string): void {
    const entry = this.lastOfNit.get(nit);
    if (entry === undefined) throw new Error('the ledger has no charge for a reversed NIT');
    entry.reversed = true;
  }

  /** The last charge of a NIT; undefined when none was ever executed. */
  lastOf(nit: string): Readonly<LedgerEntry> | undefined {
    return this.lastOfNit.get(nit);
  }

  all(): readonly LedgerEntry[] {
    return this.entries;
  }

  clear(): void {
    this.entries.length = 0;
    this.lastOfNit.clear();
  }
}
