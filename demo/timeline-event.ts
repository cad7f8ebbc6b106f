/** One thing that happened. What goes as it should is folded into one line a day. */
export interface TimelineEvent {
  /** ISO 8601. */
  at: string;
  /** Whose record it is taken from: the subscription's, or the simulated gateway's. */
  source: 'subscription' | 'gateway';
  orderId?: string;
  what: string;
  tone: 'plain' | 'good' | 'bad' | 'odd';
  folded?: { under: 'paid' | 'finished'; amountCents?: number };
}
