import { ApplicationFailure, Context } from '@temporalio/activity';
import type { MetricCounter, MetricMeter } from '@temporalio/common';
import type { SubscriptionEvent } from '../contract/events';
import { PAUSES_MS } from '../webhooks/limits';
import type { Posted, Receiver } from '../webhooks/receiver';
import { beside, within } from './around-call';
import { LIMITS } from './limits';

/** What a delivery says when its receiver did not take an event. */
const NOT_TAKEN = 'EventNotTaken';

/** Telling the billing system. */
export interface DeliveryActivities {
  /**
   * Posts events in their order, until one is not taken: then the others wait for it. What was taken before it is answered, so that the attempts
   * are counted for the first one that is left. Once its attempts are used up, those behind it are posted once, and it is given up with
   * those of them that are not taken either.
   *
   * @returns how many were taken, 1 at least
   * @throws ApplicationFailure NOT_TAKEN; `details` are how many were taken before, and the positions of those that were not
   */
  deliverEvents(request: { events: SubscriptionEvent[] }): Promise<{ delivered: number }>;
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
          if (delivered > 0 && posted.retryAfterMs === undefined) return { delivered };
          const isLast = posted.isFinal !== true && PAUSES_MS[context.info.attempt - 1] === undefined;
          const behind = events.map((_event, index) => index).slice(delivered + 1);
          const others = isLast ? await notTakenOf(context, receiver, events, behind) : behind;
          throw notTaken(posted, { delivered, notTaken: [delivered, ...others] }, context.info.attempt);
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

function notTaken(
  { why, retryAfterMs = 0, isFinal }: Extract<Posted, { kind: 'not_taken' }>,
  { delivered, notTaken }: { delivered: number; notTaken: readonly number[] },
  attempt: number,
): ApplicationFailure {
  const pauseMs = PAUSES_MS[attempt - 1];
  return ApplicationFailure.create({
    type: NOT_TAKEN,
    message: why,
    details: [delivered, notTaken],
    nonRetryable: isFinal === true || pauseMs === undefined,
    ...(pauseMs === undefined ? {} : { nextRetryDelay: Math.max(pauseMs, retryAfterMs) }),
  });
}

function count({ metricMeter }: Context, outcome: Posted['kind']): void {
  beside(() => {
    eventPosts(metricMeter).add(1, { outcome });
  });
}

export const eventPosts = (meter: MetricMeter): MetricCounter =>
  meter.createCounter('carat_event_posts', undefined, 'Posts of events to the receiver of a merchant');
