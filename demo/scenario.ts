import type { SubscriptionStart } from '../contract/input';
import type { SubscriptionView } from '../contract/view';
import type { SubscriptionState } from '../domain/subscription/states';
import type { Evidence } from './evidence';
import type { Stage } from './stage';

/** What a subscription is sold as; the conservation check starts from here, not from what became of it. */
export interface Terms {
  /** When the first scheduled charge is due: so many days after the start, and so many months after that. */
  firstCharge: { inDays: number; thenMonths?: number };
  /** Number of monthly charges. */
  months: number;
  amountCents: number;
  /** Paid at once, by the first charge of its own; left out: nothing is charged before the first date. */
  payNow?: { confirmWithinMinutes?: number };
}

/** Where the story has to end, said before it begins. */
export interface Ending {
  state: SubscriptionState;
  paymentStatus?: string;
  scheduleStatus: string;
  /** Whether the monthly charges are to be made at all. */
  charged: boolean;
  /** Numbers of the cycles, from 1, that the issuer denies. */
  deniedCycles?: readonly number[];
}

/** One subscription of the show. */
export interface Scenario {
  orderId: string;
  /** What it shows, as one phrase. */
  shows: string;
  terms: Terms;
  /** Whose test card; it decides the authorizer. */
  brand: 'mastercard' | 'visa' | 'elo';
  /** `vault`: the card number goes into the vault and the input carries a reference. */
  card: 'carat_token' | 'vault';
  ending: Ending;
  /** Arms faults and card scripts before the start. */
  prepare?: (stage: Stage, input: SubscriptionStart) => Promise<void>;
  /** Whether what the story is about really happened; a sentence says what did not. */
  missed?: (evidence: Evidence, view: SubscriptionView) => string | undefined;
}
