import type { IsoDate } from '../calendar';

/** What was sold: the schedule that the gateway is to charge. */
export interface ScheduleTerms {
  /** Of each charge, integer cents. */
  amountCents: number;
  firstDate: IsoDate;
  /** Executions before the end; open-ended without it. */
  numberOfTimes?: number | undefined;
  intervalMonths: number;
}

/** What the rules need of the input of a subscription. It never changes. */
export interface SubscriptionOrder {
  orderId: string;
  entry: 'pay_now' | 'start_later';
  requestedBy: string;
  schedule: ScheduleTerms;
  payment?: { amountCents: number } | undefined;
  lateConfirmation?: { confirmWithinMinutes: number } | undefined;
  options: { statusQueryEveryDays: number };
}

/** What a rule is applied with: the order, and the moment. */
export interface RuleContext {
  order: SubscriptionOrder;
  nowMs: number;
}
