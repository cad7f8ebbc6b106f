import { charge } from '../charging/charge';
import type { OfflineRetry, TransactionRecord } from '../state/transactions';
import type { World } from '../world';
import { addDays, dateOf, type CalendarDate } from './calendar';
import { countExecution } from './count-execution';
import type { Repetition } from './incidents';

/** The first automatic retry of an execution of today that is denied; undefined where the store has none (docs/gateway.md §6). */
export function firstRetry(
  world: World,
  merchantId: string,
  repetition: Repetition | undefined,
): OfflineRetry | undefined {
  const retries = world.merchants.find(merchantId)?.offlineRetries;
  if (retries === undefined) return undefined;
  const { maxRetries: left = 3, intervalDays = 1 } = retries;
  return {
    ...{ on: addDays(dateOf(world.clock.now()), intervalDays), left, intervalDays },
    countsTowardsTimes: repetition?.countsTowardsTimes !== false,
    repeated: repetition !== undefined,
  };
}

/** The dates on which executions that read RET are tried again. */
export function retryDates(world: World): CalendarDate[] {
  return [...world.transactions.open()].flatMap(({ retry }) => retry?.on ?? []);
}

/** Charges the same NIT again; "if the flow ends without success the last answer stands", and only then does it count. */
function retryExecution(world: World, transaction: TransactionRecord, retry: OfflineRetry): void {
  const { card, sid = '' } = transaction;
  const schedule = world.schedules.find(sid);
  if (card === undefined || schedule === undefined) throw new Error('a retried execution has no schedule');
  const left = retry.left - 1;
  const failed = left > 0 ? 'RET' : 'NEG';
  schedule.attempts += 1;
  const statuses = { denied: failed, error: failed, invalid: failed } as const;
  charge(world, transaction, { card, execution: schedule.attempts, repeated: retry.repeated, statuses });
  if (transaction.status !== 'RET') return countExecution(world, schedule, retry.countsTowardsTimes);
  transaction.retry = { ...retry, left, on: addDays(dateOf(world.clock.now()), retry.intervalDays) };
}

/** Tries again what is due for it by a date. */
export function runRetries(world: World, today: CalendarDate): void {
  for (const transaction of [...world.transactions.open()]) {
    const { retry } = transaction;
    if (retry !== undefined && retry.on <= today) retryExecution(world, transaction, retry);
  }
}
