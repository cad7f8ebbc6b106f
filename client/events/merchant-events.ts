import type { SubscriptionEvent } from '../../contract/events';
import type { TemporalAccess } from '../access';
import { CaratSubscriptionsError } from '../errors/error-base';
import { CLIENT_LIMITS } from '../limits';
import { listSubscriptions, type SubscriptionPage } from '../listing/list-subscriptions';
import type { SubscriptionSummary } from '../listing/summary';
import { cursorOf, readCursor, type Cursor } from './cursor';
import { readRunEvents } from './read-events';

/** Which events of the subscriptions of a merchant. */
export interface MerchantEventsRequest {
  /** Alias of the merchant. */
  merchant: string;
  /**
   * Where to go on: the `cursor` of the answer before. Or an instant, ISO 8601 with its zone, to begin there.
   *
   * @default all that are kept
   */
  since?: string;
  /** Subscriptions that one call reads, 1–1000. @default 100 */
  pageSize?: number;
}

/** Events of many subscriptions: those of one in its order, one subscription after the other. */
export interface MerchantEventsPage {
  events: SubscriptionEvent[];
  /** Keep it, once the events are yours, and give it back. */
  cursor: string;
  /** There is more to be read at once. Without it, wait a while. */
  hasMore: boolean;
  /** Subscriptions that could not be read now, and why: read these again by themselves. */
  unread: { orderId: string; code: string }[];
}

/**
 * Reads what happened in all subscriptions of a merchant since a cursor, at least once: of a subscription in which something happened,
 * what became known in the week before comes again, so drop what you have by its id. Nobody needs to be told before: it asks where
 * something happened, and then those.
 *
 * @throws InvalidRequestError, SearchAttributesMissingError, and the errors of the connection
 */
export async function readMerchantEvents(
  access: TemporalAccess,
  { merchant, since, pageSize = CLIENT_LIMITS.pageSize }: MerchantEventsRequest,
): Promise<MerchantEventsPage> {
  const cursor = readCursor(since);
  const page = await listSubscriptions(
    access,
    { merchant, ...(cursor.since === undefined ? {} : { lastEventFrom: cursor.since }) },
    { pageSize, ...(cursor.page === undefined ? {} : { pageToken: cursor.page }) },
    { everyRun: true },
  );
  const read = await inGroups(page.subscriptions, (summary) => eventsSince(access, summary, cursor));
  return {
    events: eachOnce(read.flatMap(({ events = [] }) => events)),
    unread: read.flatMap(({ unread }) => (unread === undefined ? [] : [unread])),
    ...next(cursor, page),
  };
}

function next(
  cursor: Cursor,
  { nextPageToken }: SubscriptionPage,
): Pick<MerchantEventsPage, 'cursor' | 'hasMore'> {
  if (nextPageToken !== undefined)
    return { cursor: cursorOf({ ...cursor, page: nextPageToken }), hasMore: true };
  const since = new Date(Date.parse(cursor.begunAt) - CLIENT_LIMITS.eventsOverlapMs).toISOString();
  return { cursor: cursorOf({ since }), hasMore: false };
}

/** Several runs of a life may be listed, and each leads to the run that it is in now. */
function eachOnce(events: readonly SubscriptionEvent[]): SubscriptionEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** What has ended may have been followed by another attempt at its order; what runs may go on in another run at any moment. */
const endedRunOf = ({ workflowStatus, runId }: SubscriptionSummary): string | undefined =>
  workflowStatus === 'COMPLETED' ? runId : undefined;

interface Read {
  events?: SubscriptionEvent[];
  unread?: { orderId: string; code: string };
}

async function eventsSince(
  access: TemporalAccess,
  summary: SubscriptionSummary,
  { since }: Cursor,
): Promise<Read> {
  const { merchant, orderId } = summary;
  try {
    const { events } = await readRunEvents(access, { merchant, orderId }, 0, endedRunOf(summary));
    if (since === undefined) return { events };
    const fromMs = Date.parse(since) - CLIENT_LIMITS.eventsPublishedWithinMs;
    return { events: events.filter(({ time }) => Date.parse(time) >= fromMs) };
  } catch (error) {
    if (!(error instanceof CaratSubscriptionsError)) throw error;
    return { unread: { orderId, code: error.code } };
  }
}

/** A few questions side by side: workers have other work, too. */
async function inGroups<One, Answer>(
  all: readonly One[],
  ask: (one: One) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < all.length; from += CLIENT_LIMITS.eventsAsked)
    answers.push(...(await Promise.all(all.slice(from, from + CLIENT_LIMITS.eventsAsked).map(ask))));
  return answers;
}
