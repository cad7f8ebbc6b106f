import { ApplicationFailure, Context } from '@temporalio/activity';
import type { MetricCounter, MetricMeter } from '@temporalio/common';
import type { SubscriptionEvent } from '../contract/events';
import { PAUSES_MS } from '../webhooks/limits';
import type { Posted, Receiver } from '../webhooks/receiver';
import { beside, within } from './around-call';
import { LIMITS } from './limits';

/** What a delivery says when its receiver did not take an event. */
const NOT_TAKEN = 'EventNotTaken';

/** What a delivery came to. */
export interface Delivered {
  /** How many were taken, 1 at least. */
  delivered: number;
  /** How long the receiver asks to be left alone before the first one that is left, milliseconds. */
  pauseMs?: number;
}

/** Telling the billing system. */
export interface DeliveryActivities {
  /**
   * Posts events in their order, until one is not taken: then the others wait for it. What was taken before it is answered, so that the attempts
   * are counted for the first one that is left. Once its attempts are used up, those behind it are posted once, and it is given up with
   * those of them that are not taken either.
   *
   * @throws ApplicationFailure NOT_TAKEN; `details` are 0, how many were taken before, and the positions of those that were not
   */
  deliverEvents(request: { events: SubscriptionEvent[] }): Promise<Delivered>;
}

/** The deliveries of one merchant. */
export const createDeliveryActivities = (receiver: Pick<Receiver, 'post'>): DeliveryActivities => ({
  async deliverEvents({ events }) {
    const context = Context.current();
    let delivered = deliveredBefore(context);
    const heart = setInterval(() => {
      beside(() => {
        context.heartbeat(delivered);
      });
    }, LIMITS.heartbeatEveryMs);
    try {
      for (const event of events.slice(delivered)) {
        const posted = await postOne(context, receiver, event);
        if (posted.kind === 'not_taken') {
          // The next delivery begins with it, and with its first attempt.
          if (delivered > 0) return { delivered, ...pauseThat(posted) };
          const pauseMs = posted.isFinal === true ? undefined : nextPauseMs(context, posted);
          const behind = events.map((_event, index) => index).slice(1);
          const isLast = posted.isFinal !== true && pauseMs === undefined;
          const others = isLast ? await notTakenOf(context, receiver, events, behind) : behind;
          throw notTaken(posted, [0, ...others], pauseMs);
        }
        delivered += 1;
        context.heartbeat(delivered);
      }
      return { delivered };
    } finally {
      clearInterval(heart);
    }
  },
});

async function postOne(
  context: Context,
  receiver: Pick<Receiver, 'post'>,
  event: SubscriptionEvent,
): Promise<Posted> {
  // A worker that stops leaves the rest to another one.
  if (context.cancellationSignal.aborted) throw context.cancellationSignal.reason as Error;
  const posted = await boundedPost(receiver, event);
  count(context, posted.kind);
  return posted;
}

/** A post ends, whatever its receiver does: one that did not would hold a slot of the worker for ever. */
async function boundedPost(receiver: Pick<Receiver, 'post'>, event: SubscriptionEvent): Promise<Posted> {
  const post = receiver.post(event.id, JSON.stringify(event));
  const overdue: Posted = { kind: 'not_taken', why: 'the receiver did not answer in time' };
  return within(LIMITS.postMs, () => post).catch(() => overdue);
}

/** Posts each of these once. @returns the positions of those that were not taken */
async function notTakenOf(
  context: Context,
  receiver: Pick<Receiver, 'post'>,
  events: readonly SubscriptionEvent[],
  positions: readonly number[],
): Promise<number[]> {
  const left: number[] = [];
  for (const position of positions) {
    const event = events[position];
    if (event !== undefined && (await postOne(context, receiver, event)).kind === 'not_taken')
      left.push(position);
  }
  return left;
}

function deliveredBefore({ info }: Context): number {
  const told: unknown = info.heartbeatDetails;
  return typeof told === 'number' ? told : 0;
}

type NotTaken = Extract<Posted, { kind: 'not_taken' }>;

const pauseThat = ({ retryAfterMs, isFinal }: NotTaken): { pauseMs?: number } =>
  retryAfterMs === undefined || isFinal === true ? {} : { pauseMs: retryAfterMs };

/**
 * The pause before the next attempt; undefined when this one was the last: the schedule is used up, or the pause that the receiver asks for
 * passes the time in which Temporal tries again.
 */
function nextPauseMs({ info }: Context, { retryAfterMs = 0 }: NotTaken): number | undefined {
  const scheduledMs = PAUSES_MS[info.attempt - 1];
  if (scheduledMs === undefined) return undefined;
  const pauseMs = Math.max(scheduledMs, retryAfterMs);
  const endMs = info.scheduledTimestampMs + info.scheduleToCloseTimeoutMs;
  // An attempt may have waited for a worker; the clock of this one may be behind.
  const nowMs = Math.max(info.currentAttemptScheduledTimestampMs, Date.now());
  // This attempt may still take its time, and so may the next one.
  return nowMs + pauseMs + 2 * info.startToCloseTimeoutMs <= endMs ? pauseMs : undefined;
}

/** @param pauseMs - before the next attempt; undefined: there is none */
function notTaken(
  { why }: NotTaken,
  positions: readonly number[],
  pauseMs: number | undefined,
): ApplicationFailure {
  return ApplicationFailure.create({
    type: NOT_TAKEN,
    message: why,
    details: [0, positions],
    nonRetryable: pauseMs === undefined,
    ...(pauseMs === undefined ? {} : { nextRetryDelay: pauseMs }),
  });
}

function count({ metricMeter }: Context, outcome: Posted['kind']): void {
  beside(() => {
    eventPosts(metricMeter).add(1, { outcome });
  });
}

export const eventPosts = (meter: MetricMeter): MetricCounter =>
  meter.createCounter('carat_event_posts', undefined, 'Posts of events to the receiver of a merchant');
