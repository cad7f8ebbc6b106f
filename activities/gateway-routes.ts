import type { GatewayActivities } from './gateway-activities';

/** What the metrics call the gateway calls that change something, by activity. */
const SENDS = {
  createTransaction: 'create',
  payTransaction: 'pay',
  confirmPayment: 'confirm',
  undoPayment: 'undo',
  activateSchedule: 'activate',
  beginEdit: 'begin_edit',
  sendEdit: 'edit',
  beginRefund: 'begin_refund',
  sendRefund: 'refund',
} as const;

/** And the questions. */
const QUESTIONS = {
  getTransaction: 'get_transaction',
  getSchedule: 'get_schedule',
  findOrder: 'find_order',
  listTransactions: 'list_transactions',
} as const;

export const GATEWAY_ROUTES = { ...SENDS, ...QUESTIONS } satisfies Record<keyof GatewayActivities, string>;

/** What a call can come to. One that fails on our side, for example for want of the card, got no answer either. */
const SEND_OUTCOMES = ['done', 'denied', 'refused', 'not_sent', 'unknown', 'no_answer'] as const;
const QUESTION_OUTCOMES = ['done', 'refused', 'no_answer'] as const;

interface CountedCall {
  activityType: keyof GatewayActivities;
  route: string;
  outcome: (typeof SEND_OUTCOMES)[number];
}

/** Everything that is counted of one merchant's gateway calls. */
export function countedCalls(): CountedCall[] {
  return (Object.keys(GATEWAY_ROUTES) as (keyof GatewayActivities)[]).flatMap((activityType) =>
    (activityType in SENDS ? SEND_OUTCOMES : QUESTION_OUTCOMES).map((outcome) => ({
      activityType,
      route: GATEWAY_ROUTES[activityType],
      outcome,
    })),
  );
}
