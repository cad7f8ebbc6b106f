import type { TermsChoice } from '../adoption/adoption';
import type { IsoDate } from '../calendar';
import type { AttemptStory } from '../opening/earlier-attempts';

/** An amount that was sold until a named person changed it. */
export interface EarlierAmount {
  amountCents: number;
  /** When the change was accepted: what was charged before has this amount. */
  acceptedMs: number;
  /** When the gateway was first seen to have it: what was charged after has the new one. */
  shownMs: number;
}

/** What was sold: the schedule that the gateway is to charge. */
export interface ScheduleTerms {
  /** Of each charge, integer cents. */
  amountCents: number;
  firstDate: IsoDate;
  /** Executions before the end; open-ended without it. */
  numberOfTimes?: number | undefined;
  intervalMonths: number;
  /** What was sold before a named person changed it, the last ones, oldest first. */
  earlierAmounts?: readonly EarlierAmount[];
}

/** What the rules need of the input of a subscription. It never changes. */
export interface SubscriptionOrder extends AttemptStory {
  orderId: string;
  entry: 'pay_now' | 'start_later' | 'adopt';
  requestedBy: string;
  /** With `adopt`, `nextDate` is the date of the next charge as it was sold. */
  schedule: ScheduleTerms & { nextDate?: IsoDate | undefined };
  payment?: { amountCents: number } | undefined;
  lateConfirmation?: { confirmWithinMinutes: number } | undefined;
  /** With `adopt`: the schedule that is taken over, and which terms hold where they differ. */
  sid?: string | undefined;
  /** The order id that it was made with, where that is another one. */
  gatewayOrderId?: string | undefined;
  ifTermsDiffer?: TermsChoice | undefined;
  options: { statusQueryEveryDays: number };
}

/** What a rule is applied with: the order, and the moment. */
export interface RuleContext {
  order: SubscriptionOrder;
  nowMs: number;
}
