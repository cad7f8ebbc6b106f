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
  rules: MerchantRules = {},
): GatewayActivities {
  const bounded = new BoundedVault(vault);
  return {
    ...transactionActivities(carat, rules),
    ...paymentActivities(carat, bounded),
    ...scheduleActivities(carat, bounded),
    ...editActivities(carat, bounded, rules),
    ...refundActivities(carat, bounded),
  };
}
