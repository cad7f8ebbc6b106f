import type { IsoInstant } from '../calendar';
import type { Nit } from '../ids';
import type { ChargeOutcome, KnownBy } from './outcomes';

/** One attempt to move money, as the gateway told it. */
export interface Charge {
  nit: Nit;
  outcome: ChargeOutcome;
  /** The gateway's own status, e.g. `CON`. */
  gatewayStatus?: string;
  amountCents?: number;
  /** The gateway did not tell the amount: it is the one of the schedule as it was then. */
  amountAssumed?: true;
  /** The answer had an amount, and it could not be read. */
  amountUnreadable?: true;
  /** What was sold, where the gateway charged another amount. */
  soldCents?: number;
  /** What we gave back of it, integer cents; `amountCents` stays what was captured. */
  refundedCents?: number;
  /** A part that was given back behind our back: in the portal, or by the customer's bank. */
  reversedCents?: number;
  /** The gateway's sequence number of it, by which a refund is begun (docs/gateway.md §8). */
  usn?: string;
  /** When the gateway executed it. */
  at?: IsoInstant;
  /** When its NIT was first seen, where what became of it was known later and no answer names its date. */
  firstSeenAt?: IsoInstant;
  /** The issuer's code and text, e.g. `51`. */
  code?: string;
  message?: string;
  knownBy: KnownBy;
  knownAt: IsoInstant;
}
