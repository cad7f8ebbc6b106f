import type { SubscriptionSummary } from '../listing/summary';
import { UsageError } from './usage-error';

/** By what a list can be sorted. */
export const SORT_KEYS = ['started', 'next-charge', 'amount', 'owed', 'denied', 'order'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** @throws UsageError */
export function readSortKey(text: string): SortKey {
  const key = SORT_KEYS.find((each) => each === text);
  if (key === undefined) throw new UsageError(`--sort: must be one of ${SORT_KEYS.join(', ')}`);
  return key;
}

/** The server lists the newest first and sorts by nothing else, so what is sorted is read whole. What has no value comes last. */
export function sorted(subscriptions: readonly SubscriptionSummary[], key: SortKey): SubscriptionSummary[] {
  return [...subscriptions].sort(
    (one, other) => ORDERS[key](one, other) || nameOf(one).localeCompare(nameOf(other)),
  );
}

type Order = (one: SubscriptionSummary, other: SubscriptionSummary) => number;

const nameOf = ({ merchant, orderId }: SubscriptionSummary): string => `${merchant}/${orderId}`;

const most =
  (of: (summary: SubscriptionSummary) => number | undefined): Order =>
  (one, other) =>
    (of(other) ?? -1) - (of(one) ?? -1);

/** Later than all that have one. */
const nextMs = ({ nextChargeAt }: SubscriptionSummary): number =>
  nextChargeAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(nextChargeAt);

const ORDERS: Readonly<Record<SortKey, Order>> = {
  started: (one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt),
  'next-charge': (one, other) => nextMs(one) - nextMs(other),
  amount: most(({ amountCents }) => amountCents),
  owed: most(({ owedCents }) => owedCents),
  denied: most(({ deniedCycles }) => deniedCycles),
  order: () => 0,
};
