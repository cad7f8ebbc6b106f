import type { NewStart, SubscriptionStart } from '../contract/input';
import type { SubscriptionView } from '../contract/view';
import type { Brand } from '../stories/cards';
import type { AdoptedLife, Life } from '../stories/life';
import type { Evidence } from './evidence';
import type { AgreedChanges } from './obligations';

/** What a subscription is sold as; the conservation check starts from here, not from what became of it. */
export interface Terms {
  /** When the first scheduled charge of ours is due: so many days after the start, and so many months after that. */
  firstCharge: { inDays: number; thenMonths?: number };
  /** Number of monthly charges; of an adopted schedule with those from before. */
  months: number;
  amountCents: number;
  /** What is agreed after the sale. */
  changes?: AgreedChanges;
}

/** What must be so at its end, said before it begins; the state is that of its life. */
export interface Ending {
  paymentStatus?: string;
  scheduleStatus: string;
  /** Whether the monthly charges are to be made at all. */
  charged: boolean;
  /** Numbers of the cycles, from 1, that the issuer denies. */
  deniedCycles?: readonly number[];
  /** The outcomes of all cycles, where not each month has its charge. */
  cycles?: string;
}

/** One subscription of the demo: a life, what is sold in it, and how to see that it went so. */
export interface Scenario {
  orderId: string;
  life: Life | AdoptedLife;
  terms: Terms;
  /** Whose test card; it decides the authorizer. */
  brand: Brand;
  card: NewStart['card']['kind'];
  ending: Ending;
  /** What of its life did not really happen, as a sentence; nothing when all of it did. */
  missing?: (evidence: Evidence, view: SubscriptionView) => string | undefined;
}

/** A scenario that was started, with the order that its customer placed. */
export interface StartedScenario {
  scenario: Scenario;
  order: SubscriptionStart;
}
