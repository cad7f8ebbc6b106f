import { GatewayRefusal } from '../answers/codes';
import type { CancellationRecord } from '../state/cancellations';
import type { SandboxMerchant } from '../state/merchants';
import type { ScheduleRecord } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import { addMinutes, type Instant } from '../time/calendar';
import type { World } from '../world';
import type { GatewayRequest } from './request';

/**
 * The transaction of the NIT in the path. Not a NIT, unknown, of another store, or older than a NIT lives: HTTP 404
 * (docs/gateway.md §5.1, §10).
 */
export function transactionOf({ world, merchant, id }: GatewayRequest): TransactionRecord {
  return ofStore(world, merchant, id, world.transactions.find(id));
}

/** The cancellation of the NIT in the path; refused as a transaction is (docs/gateway.md §8). */
export function cancellationOf({ world, merchant, id }: GatewayRequest): CancellationRecord {
  return ofStore(world, merchant, id, world.cancellations.find(id, world.clock.now()));
}

function ofStore<Found extends { merchantId: string; createdAt: Instant }>(
  { settings, clock }: World,
  merchant: SandboxMerchant,
  nit: string,
  found: Found | undefined,
): Found {
  if (!/^[A-Za-z0-9]{64}$/.test(nit)) throw new GatewayRefusal('3', 404);
  if (found?.merchantId !== merchant.id) throw new GatewayRefusal('82', 404);
  if (clock.now() > addMinutes(found.createdAt, settings.nitLifeDays * 24 * 60))
    throw new GatewayRefusal(settings.agedNitCode, 404);
  return found;
}

/** The schedule of the SID in the path; no age limit is stated for it (docs/gateway.md §5.1). */
export function scheduleOf({ world, merchant, id }: GatewayRequest): ScheduleRecord {
  const schedule = world.schedules.find(id);
  if (schedule?.merchantId !== merchant.id) throw new GatewayRefusal('82', 404);
  return schedule;
}
