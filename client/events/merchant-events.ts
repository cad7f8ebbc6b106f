import type { EventsAnswer, SubscriptionEvent } from '../../contract/events';
import { IS_MISSING } from '../../contract/problems';
import { definedOnly } from '../../contract/vocabulary';
import type { TemporalAccess } from '../access';
import { LOOKED_AT_LATER, TEXT, checkOptions, type Checks } from '../check-options';
import { CaratSubscriptionsError } from '../errors/error-base';
import { InvalidRequestError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { listSubscriptions, type SubscriptionPage } from '../listing/list-subscriptions';
import type { SubscriptionSummary } from '../listing/summary';
import type { SubscriptionRef } from '../reference';
import { cursorOf, readCursor, type Cursor } from './cursor';
import { readRunEvents, withEarlierAttempts } from './read-events';
import { serverTime } from './server-time';

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

const MERCHANT_EVENTS_REQUEST: Checks<MerchantEventsRequest> = {
  merchant: TEXT,
  since: TEXT,
  pageSize: LOOKED_AT_LATER,
};

/** Events of many subscriptions: those of one in its order, one subscription after the other. */
export interface MerchantEventsPage {
  events: SubscriptionEvent[];
  /** Keep it, once the events are yours, and give it back. */
  cursor: string;
  /** There is more to be read at once. Without it, wait a while. */
  hasMore: boolean;
  /**
   * Events that are kept no more, and may never have been told: more happened in a subscription than it keeps, and the oldest event that it has is
   * younger than what the cursor covers. A cursor of many subscriptions knows no sequence of one of them, so `from` is 1: what you have
   * of them is none of it. Look at the charges of that subscription.
   */
  missed: { orderId: string; from: number; to: number }[];
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
  request: MerchantEventsRequest,
): Promise<MerchantEventsPage> {
  checkOptions(request, MERCHANT_EVENTS_REQUEST);
  const { merchant, since, pageSize = CLIENT_LIMITS.pageSize } = request;
  if ((merchant as string | undefined) === undefined)
    throw new InvalidRequestError([{ field: 'merchant', problem: IS_MISSING }]);
  const cursor = await begun(access, merchant, readCursor(since));
  const page = await listSubscriptions(
    access,
    { merchant, ...(cursor.since === undefined ? {} : { lastEventFrom: cursor.since }) },
    { pageSize, ...(cursor.page === undefined ? {} : { pageToken: cursor.page }) },
    { everyRun: true },
  );
  const read = await inGroups(page.subscriptions, (summary) => eventsSince(access, summary, cursor));
  return {
    events: eachOnce(read.flatMap(({ events = [] }) => events)),
    missed: eachOrderOnce(read.flatMap(({ missed }) => (missed === undefined ? [] : [missed]))),
    unread: read.flatMap(({ unread }) => (unread === undefined ? [] : [unread])),
    ...next(cursor, page),
  };
}

/** A reading begins with its first page. */
async function begun(access: TemporalAccess, merchant: string, cursor: Cursor): Promise<Cursor> {
  if (cursor.page !== undefined) return cursor;
  const begunAt = await serverTime(access, merchant);
  return definedOnly({ since: cursor.since, begunAt });
}

/** A reading of which nobody knows when it began takes the cursor no further: the next one gives the same again, and loses nothing. */
function next(
  cursor: Cursor,
  { nextPageToken }: SubscriptionPage,
): Pick<MerchantEventsPage, 'cursor' | 'hasMore'> {
  if (nextPageToken !== undefined)
    return { cursor: cursorOf({ ...cursor, page: nextPageToken }), hasMore: true };
  const since =
    cursor.begunAt === undefined
      ? cursor.since
      : new Date(Date.parse(cursor.begunAt) - CLIENT_LIMITS.eventsOverlapMs).toISOString();
  return { cursor: cursorOf(definedOnly({ since })), hasMore: false };
}

/** Several runs of a life may be listed, and each leads to the run that it is in now. */
function eachOnce(events: readonly SubscriptionEvent[]): SubscriptionEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** As several runs of it may be listed, each with what it keeps: the widest counts. */
function eachOrderOnce(all: readonly Missed[]): Missed[] {
  const byWidth = all.toSorted((one, other) => one.to - other.to);
  return [...new Map(byWidth.map((one) => [one.orderId, one])).values()];
}

/** What has ended may have been followed by another attempt at its order; what runs may go on in another run at any moment. */
const endedRunOf = ({ workflowStatus, runId }: SubscriptionSummary): string | undefined =>
  workflowStatus === 'COMPLETED' ? runId : undefined;

type Missed = MerchantEventsPage['missed'][number];

interface Read {
  events?: SubscriptionEvent[];
  missed?: Missed | undefined;
  unread?: MerchantEventsPage['unread'][number];
}

async function eventsSince(
  access: TemporalAccess,
  summary: SubscriptionSummary,
  { since }: Cursor,
): Promise<Read> {
  const { merchant, orderId } = summary;
  const fromMs = since === undefined ? -Infinity : Date.parse(since) - CLIENT_LIMITS.eventsPublishedWithinMs;
  try {
    const ref = { merchant, orderId };
    const answer = await readRunEvents(access, ref, 0, endedRunOf(summary));
    return {
      events: answer.events.filter(({ time }) => Date.parse(time) >= fromMs),
      missed: await missedBefore(access, ref, answer, fromMs),
    };
  } catch (error) {
    if (!(error instanceof CaratSubscriptionsError)) throw error;
    return { unread: { orderId, code: error.code } };
  }
}

/** What came before the oldest event that is kept, unless that one is older than what is read, or an earlier attempt at the order has it. */
async function missedBefore(
  access: TemporalAccess,
  ref: SubscriptionRef,
  answer: EventsAnswer,
  fromMs: number,
): Promise<Read['missed']> {
  const reachesBack = ({ earliest, events: [oldest] }: EventsAnswer): boolean =>
    earliest <= 1 || oldest === undefined || Date.parse(oldest.time) < fromMs;
  if (reachesBack(answer)) return undefined;
  // An attempt that cannot be asked tells nothing: what was read is told all the same.
  const whole = await withEarlierAttempts(access, ref, 0, answer).catch((error: unknown) => {
    if (error instanceof CaratSubscriptionsError) return answer;
    throw error;
  });
  return reachesBack(whole) ? undefined : { orderId: ref.orderId, from: 1, to: whole.earliest - 1 };
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
