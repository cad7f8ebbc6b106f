import { ApplicationFailure, Context } from '@temporalio/activity';
import type { MetricCounter, MetricMeter } from '@temporalio/common';
import type { SubscriptionEvent } from '../contract/events';
import { PAUSES_MS } from '../webhooks/limits';
import type { Posted, Receiver } from '../webhooks/receiver';
import { beside } from './around-call';
import { LIMITS } from './limits';

/** What a delivery says when its receiver did not take an event; `details[0]` is how many were taken before. */
const NOT_TAKEN = 'EventNotTaken';

/** Telling the billing system. */
export interface DeliveryActivities {
  /**
   * Posts events in their order, each until it is taken. An attempt that fails is made again on the published schedule, and goes on where the
   * one before it stopped.
   *
   * @throws ApplicationFailure NOT_TAKEN
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
        // A worker that stops leaves the rest to another one.
        if (context.cancellationSignal.aborted) throw context.cancellationSignal.reason as Error;
        const posted = await receiver.post(event.id, JSON.stringify(event));
        count(context, posted.kind);
        if (posted.kind === 'not_taken') throw notTaken(posted, delivered, context.info.attempt);
        delivered += 1;
        context.heartbeat(delivered);
      }
      return { delivered };
    } finally {
      clearInterval(heart);
    }
  },
});

function deliveredBefore({ info }: Context): number {
  const told: unknown = info.heartbeatDetails;
  return typeof told === 'number' ? told : 0;
}

function notTaken(
  { why, retryAfterMs = 0, isFinal }: Extract<Posted, { kind: 'not_taken' }>,
  delivered: number,
  attempt: number,
): ApplicationFailure {
  const pauseMs = PAUSES_MS[attempt - 1];
  return ApplicationFailure.create({
    type: NOT_TAKEN,
    message: why,
    details: [delivered],
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
