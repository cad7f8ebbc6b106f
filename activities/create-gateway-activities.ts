import type { CaratClient } from '../carat/client';
import type { CardVault } from '../vault/card-vault';
import { BoundedVault } from './bounded-vault';
import type { MerchantRules } from './ceiling';
import { editActivities } from './edits';
import type { GatewayActivities } from './gateway-activities';
import { paymentActivities } from './payments';
import { refundActivities } from './refunds';
import { scheduleActivities } from './schedules';
import { transactionActivities } from './transactions';

/** The gateway calls of one merchant, ready to be registered with the worker of that merchant's task queue. */
export function createGatewayActivities(
  carat: CaratClient,
  vault: CardVault,
  rules: MerchantRules & { hasReceiver?: boolean } = {},
): GatewayActivities {
  const bounded = new BoundedVault(vault);
  const activities = {
    ...transactionActivities(carat, rules),
    ...paymentActivities(carat, bounded),
    ...scheduleActivities(carat, bounded),
    ...editActivities(carat, bounded, rules),
    ...refundActivities(carat, bounded),
  };
  return rules.hasReceiver === true ? saying({ tellsEvents: true }, activities) : activities;
}

/** Only the worker of a merchant knows whether somebody is to be told; a workflow hears it with each answer, at no cost. */
const saying = <Activities extends object>(news: { tellsEvents: true }, activities: Activities): Activities =>
  Object.fromEntries(
    Object.entries(activities).map(([name, run]: [string, (request: unknown) => Promise<object>]) => [
      name,
      async (request: unknown) => ({ ...(await run(request)), ...news }),
    ]),
  ) as Activities;
