import type { SubscriptionOrder } from './order';
import { RECORD_VERSION, type SubscriptionRecord } from './record';
import { isRecord1 } from './version-1/record';
import { upgradeFrom1 } from './version-1/upgrade';

/**
 * Reads a record that an earlier run carried over, whatever version of this code wrote it.
 *
 * @param carried - what continue-as-new handed over
 * @throws Error - for a version that this code does not know. It fails the workflow task and not the subscription, so that a
 *   worker of the newer version goes on with it.
 */
export function upgradeRecord(carried: unknown, order: SubscriptionOrder): SubscriptionRecord {
  const version = versionOf(carried);
  if (version === RECORD_VERSION) return carried as SubscriptionRecord;
  if (isRecord1(carried)) return upgradeFrom1(carried, order);
  throw new Error(
    `this worker reads records up to version ${String(RECORD_VERSION)}, not ${String(version)}; start a worker of the newer version`,
  );
}

const versionOf = (carried: unknown): unknown =>
  typeof carried === 'object' && carried !== null && 'version' in carried ? carried.version : undefined;
