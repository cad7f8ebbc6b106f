import { limits } from '../limits';
import type { PostAddress, PostFaultKind } from '../posting/post-faults';
import type { Instant } from '../time/calendar';

/** One form that the gateway sent to a store, or that got lost on the way. The address, which holds a secret, is not kept. */
export interface PostRecord {
  /** Position in the record, from 1. */
  sequence: number;
  /** When it fell due, on the sandbox's clock. */
  at: Instant;
  to: PostAddress;
  merchantId: string;
  orderId: string;
  /** The form parameters, by their names on the wire. What could be a card number is hidden. */
  parameters: Record<string, string>;
  /** The how-manieth attempt it is, from 1. */
  attempt: number;
  /** The fault that met it. */
  fault?: PostFaultKind;
  /** The HTTP status that the store answered with; 'none' without an answer; 'not_sent' when it never left; 'open' meanwhile. */
  answer: number | 'none' | 'not_sent' | 'open';
}

/** Which posts to list; every field given must match. */
export interface PostFilter {
  to?: PostAddress;
  orderId?: string;
  merchantId?: string;
}

/** What was posted and what was answered; bounded, the oldest go first. */
export class PostLog {
  private entries: PostRecord[] = [];
  private count = 0;

  /** Opens an entry, which is completed with the answer. */
  begin(post: Omit<PostRecord, 'sequence' | 'answer'>): PostRecord {
    this.count += 1;
    const entry: PostRecord = { sequence: this.count, ...post, answer: 'open' };
    this.entries.push(entry);
    if (this.entries.length > limits.postLogEntries) this.entries.shift();
    return entry;
  }

  list({ to, orderId, merchantId }: PostFilter = {}): PostRecord[] {
    return this.entries.filter(
      (entry) =>
        entry.to === (to ?? entry.to) &&
        entry.orderId === (orderId ?? entry.orderId) &&
        entry.merchantId === (merchantId ?? entry.merchantId),
    );
  }

  clear(): void {
    this.entries = [];
    this.count = 0;
  }
}
