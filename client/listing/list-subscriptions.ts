import type { temporal } from '@temporalio/proto';
import { within, type TemporalAccess } from '../access';
import { LOOKED_AT_LATER, TEXT, checkOptions, type Checks } from '../check-options';
import { InvalidRequestError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { listQueryOf, type ListFilter, type RunChoice } from './list-query';
import { isOfPayer } from './payer';
import { pageTokenOf, readPageToken } from './page-token';
import { summaryOf, type SubscriptionSummary } from './summary';
import { translateError } from '../errors/translate-error';

/** One page of a list. */
export interface SubscriptionPage {
  subscriptions: SubscriptionSummary[];
  /** Give it back, with the same filter, for the page after this; absent on the last one. */
  nextPageToken?: string;
}

/** Which page of a list. */
export interface PageRequest {
  /**
   * Subscriptions on the page, 1–1000. Of one payer there may be some more on it.
   *
   * @default 100
   */
  pageSize?: number;
  /** From the page before. */
  pageToken?: string;
}

const PAGE_REQUEST: Checks<PageRequest> = { pageSize: LOOKED_AT_LATER, pageToken: TEXT };

/**
 * Lists subscriptions one page at a time: those that run, the newest first, and then those that have ended, the last end first.
 *
 * @throws InvalidRequestError, SearchAttributesMissingError, NamespaceNotFoundError, TemporalUnreachableError
 */
export async function listSubscriptions(
  access: TemporalAccess,
  filter: ListFilter,
  page: PageRequest,
  runs: RunChoice = {},
): Promise<SubscriptionPage> {
  const query = listQueryOf(filter, runs);
  checkOptions(page, PAGE_REQUEST);
  const { pageSize = CLIENT_LIMITS.pageSize, pageToken } = page;
  checkPageSize(pageSize);
  const { namespace } = access.client.options;
  const list = `${namespace}\n${query}\n${filter.payer ?? ''}`;
  const subscriptions: SubscriptionSummary[] = [];
  let next = pageToken === undefined ? undefined : readPageToken(list, pageToken);
  try {
    do {
      const rows: Rows = { query, pageSize: pageSizeOf(filter, pageSize), next };
      const read = await listed(access, rows);
      for (const row of read.executions)
        if (await isOfPayer(access, filter, row)) subscriptions.push(summaryOf(row));
      next = read.nextPageToken.length === 0 ? undefined : read.nextPageToken;
    } while (filter.payer !== undefined && next !== undefined && subscriptions.length < pageSize);
  } catch (error) {
    throw translateError(error, { what: 'listing subscriptions', namespace });
  }
  return next === undefined ? { subscriptions } : { subscriptions, nextPageToken: pageTokenOf(list, next) };
}

/** Those of one payer are few among many. */
const pageSizeOf = ({ payer }: ListFilter, pageSize: number): number =>
  payer === undefined ? pageSize : CLIENT_LIMITS.pageSizeMax;

interface Rows {
  query: string;
  pageSize: number;
  next: Uint8Array | undefined;
}

const listed = (
  access: TemporalAccess,
  { query, pageSize, next }: Rows,
): Promise<temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse> =>
  within(access, CLIENT_LIMITS.callMs, () =>
    access.client.workflowService.listWorkflowExecutions({
      ...{ namespace: access.client.options.namespace, query, pageSize },
      ...(next === undefined ? {} : { nextPageToken: next }),
    }),
  );

/**
 * How many subscriptions fit a filter. Those of one payer are counted one by one.
 *
 * @throws InvalidRequestError, SearchAttributesMissingError, NamespaceNotFoundError, TemporalUnreachableError
 */
export async function countSubscriptions(access: TemporalAccess, filter: ListFilter): Promise<number> {
  const query = listQueryOf(filter);
  if (filter.payer !== undefined) {
    const found: string[] = [];
    for await (const { runId } of eachSubscription(access, filter, undefined)) found.push(runId);
    return found.length;
  }
  const { namespace } = access.client.options;
  try {
    const { count } = await within(access, CLIENT_LIMITS.callMs, () =>
      access.client.workflowService.countWorkflowExecutions({ namespace, query }),
    );
    return Number(count);
  } catch (error) {
    throw translateError(error, { what: 'counting subscriptions', namespace });
  }
}

const TOO_MANY = `fits more than ${String(CLIENT_LIMITS.listMax)} subscriptions, and not all can be given: name a span of dates, or a state`;

/**
 * Walks over all pages of a list.
 *
 * @throws as `list`; InvalidRequestError after CLIENT_LIMITS.listMax subscriptions, where there are more
 */
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
      if (given >= CLIENT_LIMITS.listMax)
        throw new InvalidRequestError([{ field: 'filter', problem: TOO_MANY }]);
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
