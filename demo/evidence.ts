import { workflowIdOf } from '../contract/ids';
import type { SubscriptionView } from '../contract/view';
import type { LedgerEntry, RequestLogEntry, ScheduleRecord, TransactionRecord } from '../sandbox/control';
import type { World } from '../stories/world';
import { readHistory, type ReadHistory } from './history';

/** The last error that a subscription told of, caught on the way: a later one replaces it in the view. */
export interface CaughtError {
  orderId: string;
  at: string;
  call: string;
  code: string;
  message: string;
}

/** Everything that both sides say in the end: the sandbox about itself, and every subscription about itself. */
export interface Evidence {
  ledger: LedgerEntry[];
  requests: RequestLogEntry[];
  transactions: TransactionRecord[];
  schedules: ScheduleRecord[];
  /** The sandbox's clock. */
  now: string;
  views: SubscriptionView[];
  histories: ReadHistory[];
  lastErrors: CaughtError[];
}

/**
 * One after another: the worker replays a whole year for each that has ended. On a busy machine all at once would be longer at it than
 * an answer may take.
 */
export async function viewsOf(world: World, orderIds: readonly string[]): Promise<SubscriptionView[]> {
  const views: SubscriptionView[] = [];
  for (const orderId of orderIds) views.push(await world.view(orderId));
  return views;
}

/** Asks both sides, each by its own way: the control API here, queries and histories there. */
export async function gatherEvidence(
  world: World,
  orderIds: readonly string[],
  lastErrors: CaughtError[] = [],
): Promise<Evidence> {
  const { control } = world.sandbox;
  const views = await viewsOf(world, orderIds);
  const [ledger, requests, transactions, schedules, now, histories] = await Promise.all([
    control.ledger(),
    control.requests(),
    control.transactions(),
    control.schedules(),
    control.now(),
    Promise.all(orderIds.map((orderId) => readHistory(world.client, workflowIdOf(world.merchant, orderId)))),
  ]);
  return {
    ledger,
    requests,
    transactions,
    schedules,
    now: now.toISOString(),
    views,
    histories,
    lastErrors,
  };
}
