/** A status of ours to come, kept as the gateway wrote it: a new status is never an exception. */
type OtherStatus = string & Record<never, never>;

/** Transaction statuses (docs/gateway.md §9). */
export type KnownPaymentStatus =
  | 'NOV'
  | 'INV'
  | 'PPC'
  | 'PPN'
  | 'PEN'
  | 'CON'
  | 'NEG'
  | 'ERR'
  | 'BLQ'
  | 'EXP'
  | 'EST'
  | 'AGU'
  | 'ABA'
  | 'CAN'
  | 'RET';

export type PaymentStatus = KnownPaymentStatus | OtherStatus;

/**
 * One payment as the gateway tells it. Plain JSON. Only `status` and `nit` are always there; a field that is absent,
 * empty or unreadable in the answer is left out. Receipts are dropped: nobody needs them, and they may hold personal data.
 */
export interface Payment {
  status: PaymentStatus;
  /** The NIT. When the answer does not repeat it, the one that the call was about. */
  nit: string;
  orderId?: string;
  merchantUsn?: string;
  /** Integer cents. */
  amountCents?: number;
  /** The answer had an amount, and it could not be read as cents. */
  amountUnreadable?: true;
  /** The issuer's code and text: `00`, `51`, ... and non-numeric ones (docs/gateway.md §6). */
  authorizerCode?: string;
  authorizerMessage?: string;
  authorizerId?: string;
  acquirerId?: string;
  acquirerName?: string;
  /** ISO instant in UTC, minute precision; the gateway writes the local time of São Paulo (docs/gateway.md §0). */
  authorizerDate?: string;
  authorizationNumber?: string;
  esitefUsn?: string;
  hostUsn?: string;
  tid?: string;
  /** ISO instants, as `authorizerDate`. */
  paymentDate?: string;
  creationDate?: string;
  /** The day in São Paulo, `YYYY-MM-DD`, when the answer names a day and none of these instants. */
  day?: string;
  installments?: number;
  /** C credit, D debit, B boleto. */
  paymentType?: string;
  /** P: a payment. What a cancellation has is not documented. */
  type?: string;
}
