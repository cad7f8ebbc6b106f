import { RECORD_VERSION, type SubscriptionRecord } from '../../../../domain/subscription/record';

/** Stands for the code of the next version, which reads what the code of today does not. */
export const upgradeRecord = (carried: unknown): SubscriptionRecord => ({
  ...(carried as SubscriptionRecord),
  version: RECORD_VERSION,
});
