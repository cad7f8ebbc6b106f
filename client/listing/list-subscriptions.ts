import { executionInfoFromRaw } from '@temporalio/client/lib/helpers';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { within, type TemporalAccess } from '../access';
import { InvalidRequestError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { listQueryOf, type ListFilter } from './list-query';
import { pageTokenOf, readPageToken } from './page-token';
import { translateError } from '../errors/translate-error';

/** What a list knows of one subscription: its search attributes, which follow its state within a second or so. */
export interface SubscriptionSummary {
  workflowId: string;
  merchant: string;
  orderId: string;
  /** Absent when its start failed at once. */
  state?: string;
  scheduleStatus?: string;
  /** Instant of the next charge, ISO 8601 in UTC. */
  nextChargeAt?: string;
  amountCents?: number;
  needsAttention: boolean;
  /** How Temporal sees its workflow, e.g. `RUNNING`, `COMPLETED`, `TERMINATED`. */
  workflowStatus: string;
  startedAt: string;
  endedAt?: string;
}

/** One page of a list. */
export interface SubscriptionPage {
  subscriptions: SubscriptionSummary[];
  /** Give it back, with the same filter, for the page after this; absent on the last one. */
  nextPageToken?: string;
}

/** Which page of a list. */
export interface PageRequest {
  /**
   * Subscriptions on the page, 1–1000.
   *
   * @default 100
   */
  pageSize?: number;
  /** From the page before. */
  pageToken?: string;
}

/**
 * Lists subscriptions, newest first, one page at a time.
 *
 * @throws InvalidRequestError, SearchAttributesMissingError, NamespaceNotFoundError, TemporalUnreachableError
 */
export async function listSubscriptions(
  access: TemporalAccess,
  filter: ListFilter,
  { pageSize = CLIENT_LIMITS.pageSize, pageToken }: PageRequest,
): Promise<SubscriptionPage> {
  const query = listQueryOf(filter);
  checkPageSize(pageSize);
  const { namespace, loadedDataConverter } = access.client.options;
  const list = `${namespace}\n${query}`;
  const token = pageToken === undefined ? {} : { nextPageToken: readPageToken(list, pageToken) };
  try {
    const page = await within(access, CLIENT_LIMITS.callMs, () =>
      access.client.workflowService.listWorkflowExecutions({ namespace, query, pageSize, ...token }),
    );
    const subscriptions = await Promise.all(
      page.executions.map(async (raw) =>
        summaryOf(await executionInfoFromRaw(raw, loadedDataConverter, raw, namespace)),
      ),
    );
    if (page.nextPageToken.length === 0) return { subscriptions };
    return { subscriptions, nextPageToken: pageTokenOf(list, page.nextPageToken) };
  } catch (error) {
    throw translateError(error, { what: 'listing subscriptions', namespace });
  }
}

/** Walks over all pages of a list, up to CLIENT_LIMITS.listMax subscriptions. */
export async function* eachSubscription(
  access: TemporalAccess,
  filter: ListFilter,
  pageSize: number | undefined,
): AsyncGenerator<SubscriptionSummary, void, undefined> {
  let given = 0;
  let page: PageRequest | undefined = pageSize === undefined ? {} : { pageSize };
  while (page !== undefined) {
    const { subscriptions, nextPageToken } = await listSubscriptions(access, filter, page);
    for (const subscription of subscriptions) {
      if (given >= CLIENT_LIMITS.listMax) return;
      given += 1;
      yield subscription;
    }
    page = nextPageToken === undefined ? undefined : { ...page, pageToken: nextPageToken };
  }
}

function checkPageSize(pageSize: number): void {
  if (Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= CLIENT_LIMITS.pageSizeMax) return;
  const problem = `must be a whole number from 1 to ${CLIENT_LIMITS.pageSizeMax}`;
  throw new InvalidRequestError([{ field: 'pageSize', problem }]);
}

type ExecutionInfo = Pick<
  Awaited<ReturnType<typeof executionInfoFromRaw>>,
  'workflowId' | 'status' | 'startTime' | 'closeTime' | 'typedSearchAttributes'
>;

function summaryOf(info: ExecutionInfo): SubscriptionSummary {
  const { workflowId, status, startTime, closeTime, typedSearchAttributes: attributes } = info;
  const [, merchant = '', orderId = ''] = workflowId.split('/');
  return {
    workflowId,
    merchant,
    orderId,
    ...given('state', attributes.get(SEARCH_ATTRIBUTES.state)),
    ...given('scheduleStatus', attributes.get(SEARCH_ATTRIBUTES.scheduleStatus)),
    ...given('nextChargeAt', attributes.get(SEARCH_ATTRIBUTES.nextChargeDate)?.toISOString()),
    ...given('amountCents', attributes.get(SEARCH_ATTRIBUTES.amountCents)),
    needsAttention: attributes.get(SEARCH_ATTRIBUTES.needsAttention) ?? false,
    workflowStatus: status.name,
    startedAt: startTime.toISOString(),
    ...given('endedAt', closeTime?.toISOString()),
  };
}

/** A field that is there only when it has a value. */
const given = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);
