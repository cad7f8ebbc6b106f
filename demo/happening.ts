/** One thing that happened. What goes as it should is folded into one line a day. */
export interface Happening {
  /** ISO 8601. */
  at: string;
  /** Who tells: the subscription about itself, or the simulated gateway. */
  teller: 'subscription' | 'gateway';
  orderId?: string;
  what: string;
  tone: 'plain' | 'good' | 'bad' | 'odd';
  folded?: { under: 'paid' | 'finished'; amountCents?: number };
}
