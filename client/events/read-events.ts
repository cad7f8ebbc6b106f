import { eventsQuery } from '../../contract/messages';
import { eventsAnswerSchema, type EventsAnswer } from '../../contract/events';
import { ATTEMPTS_MAX } from '../../contract/earlier-attempts';
import type { TemporalAccess } from '../access';
import { LOOKED_AT_LATER, checkOptions, type Checks } from '../check-options';
import { InvalidRequestError } from '../errors/subscription-errors';
import { CLIENT_LIMITS } from '../limits';
import { askSubscription } from '../reading/ask-subscription';
import { translateError } from '../errors/translate-error';
import { workflowIdFor, type SubscriptionRef } from '../reference';

/** Which events of one subscription. */
export interface EventsRequest {
  /**
   * Sequence of the last event that you have: what came after it is given.
   *
   * @default 0, all that are kept
   */
  since?: number;
}

const EVENTS_REQUEST: Checks<EventsRequest> = { since: LOOKED_AT_LATER };

/** Events of one subscription, oldest first. */
export interface EventsPage extends EventsAnswer {
  /** Events between `since` and the oldest one that is kept: they are told no more. Look at the charges instead. */
  missed?: { from: number; to: number };
  /**
   * `since` is after the last event: the subscription was reset, or is one of a backup. Everything that is kept is given; what you have
   * already has the id that you know. Go on from `last`.
   */
  rewound?: true;
}

/**
 * Reads the events of a subscription, running or ended. Those of earlier attempts at its order come first.
 *
 * @throws InvalidRequestError, and as `get`
 */
export async function readEvents(
  access: TemporalAccess,
  ref: SubscriptionRef,
  request: EventsRequest = {},
): Promise<EventsPage> {
  checkOptions(request, EVENTS_REQUEST);
  const { since = 0 } = request;
  if (!Number.isSafeInteger(since) || since < 0)
    throw new InvalidRequestError([{ field: 'since', problem: 'must be a whole number, 0 or more' }]);
  const answer = await readRunEvents(access, ref, since);
  if (answer.last < since) return { ...(await readEvents(access, ref)), rewound: true };
  if (answer.earliest <= since + 1 || answer.last === since) return answer;
  const whole = await withEarlierAttempts(access, ref, since, answer);
  const isGap = whole.earliest > since + 1;
  return { ...whole, ...(isGap ? { missed: { from: since + 1, to: whole.earliest - 1 } } : {}) };
}

/**
 * Reads the events that one run has.
 *
 * @param runId - of an ended attempt at the order; the newest one without it
 * @throws as `get`
 */
export const readRunEvents = (
  access: TemporalAccess,
  ref: SubscriptionRef,
  since: number,
  runId?: string,
): Promise<EventsAnswer> =>
  askSubscription(access, ref, {
    query: eventsQuery,
    args: [since],
    schema: eventsAnswerSchema,
    what: 'the events',
    timeoutMs: CLIENT_LIMITS.queryMs,
    runId,
  });

/** The events of a run, with those of the ended attempts at its order that join on. @throws as `get` */
export async function withEarlierAttempts(
  access: TemporalAccess,
  ref: SubscriptionRef,
  since: number,
  answer: EventsAnswer,
): Promise<EventsAnswer> {
  let whole = answer;
  // Newest first.
  for (const runId of await endedAttempts(access, ref)) {
    const { events, earliest, last, undelivered } = await readRunEvents(access, ref, since, runId);
    // Only what joins on: between others something is missing.
    if (last !== whole.earliest - 1) continue;
    whole = {
      ...whole,
      events: [...events, ...whole.events],
      earliest,
      undelivered: [...undelivered, ...whole.undelivered],
    };
    if (earliest <= since + 1) break;
  }
  return whole;
}

async function endedAttempts({ client }: TemporalAccess, ref: SubscriptionRef): Promise<string[]> {
  const workflowId = workflowIdFor(ref);
  const { namespace } = client.options;
  const query = `WorkflowId = '${workflowId}' AND ExecutionStatus = 'Completed'`;
  try {
    const runs: { runId: string; startedMs: number }[] = [];
    for await (const { runId, startTime } of client.workflow.list({ query, pageSize: ATTEMPTS_MAX }))
      runs.push({ runId, startedMs: startTime.getTime() });
    return runs.sort((one, other) => other.startedMs - one.startedMs).map(({ runId }) => runId);
  } catch (error) {
    throw translateError(error, { what: `listing the attempts at ${workflowId}`, workflowId, namespace });
  }
}
