import { eventsQuery } from '../../contract/messages';
import { eventsAnswerSchema, type EventsAnswer } from '../../contract/events';
import type { TemporalAccess } from '../access';
import { InvalidRequestError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { askSubscription } from '../reading/ask-subscription';
import type { SubscriptionRef } from '../reference';

/** Which events of one subscription. */
export interface EventsRequest {
  /**
   * Sequence of the last event that you have: what came after it is given.
   *
   * @default 0, all that are kept
   */
  since?: number;
}

/** Events of one subscription, oldest first. */
export interface EventsPage extends EventsAnswer {
  /** Events between `since` and the oldest one that is kept: they are told no more. Look at the charges instead. */
  missed?: { from: number; to: number };
}

/**
 * Reads the events of a subscription, running or ended.
 *
 * @param runId - of an ended attempt at the order; the newest one without it
 * @throws InvalidRequestError, and as `get`
 */
export async function readEvents(
  access: TemporalAccess,
  ref: SubscriptionRef,
  { since = 0 }: EventsRequest = {},
  runId?: string,
): Promise<EventsPage> {
  if (!Number.isSafeInteger(since) || since < 0)
    throw new InvalidRequestError([{ field: 'since', problem: 'must be a whole number, 0 or more' }]);
  const answer = await askSubscription(access, ref, {
    query: eventsQuery,
    args: [since],
    schema: eventsAnswerSchema,
    what: 'the events',
    timeoutMs: CLIENT_LIMITS.queryMs,
    runId,
  });
  const isGap = answer.earliest > since + 1 && answer.last > since;
  return { ...answer, ...(isGap ? { missed: { from: since + 1, to: answer.earliest - 1 } } : {}) };
}
