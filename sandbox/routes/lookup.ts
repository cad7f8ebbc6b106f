import { GatewayRefusal } from '../answers/codes';
import type { ScheduleRecord } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import { addMinutes } from '../time/calendar';
import type { GatewayRequest } from './request';

/**
 * The transaction of the NIT in the path. Not a NIT, unknown, of another store, or older than a NIT lives: HTTP 404
 * (docs/gateway.md §5.1, §10).
 */
export function transactionOf({ world, merchant, id }: GatewayRequest): TransactionRecord {
  if (!/^[A-Za-z0-9]{64}$/.test(id)) throw new GatewayRefusal('3', 404);
  const transaction = world.transactions.find(id);
  if (transaction?.merchantId !== merchant.id) throw new GatewayRefusal('82', 404);
  const lifeMinutes = world.settings.nitLifeDays * 24 * 60;
  if (world.clock.now() > addMinutes(transaction.createdAt, lifeMinutes)) {
    throw new GatewayRefusal(world.settings.agedNitCode, 404);
  }
  return transaction;
}

/** The schedule of the SID in the path; no age limit is stated for it (docs/gateway.md §5.1). */
export function scheduleOf({ world, merchant, id }: GatewayRequest): ScheduleRecord {
  const schedule = world.schedules.find(id);
  if (schedule?.merchantId !== merchant.id) throw new GatewayRefusal('82', 404);
  return schedule;
}
