import { ActivityFailure, ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { DeliveryActivities } from '../activities/deliveries';
import { eventsTaskQueueOf } from '../contract/ids';
import type { SubscriptionEvent } from '../contract/events';
import type { SubscriptionInput } from '../contract/input';
import type { KeptEvent } from '../domain/events/event';
import { eventsToSend, noteDelivered, noteUndelivered } from '../domain/events/push';
import type { RuleContext } from '../domain/subscription/order';
import type { SubscriptionRecord } from '../domain/subscription/record';
import { DELIVERY_POLICY } from './call-policies';
import { activityOptions } from './gateway';
import { handedOut } from './show/events';

/** What a delivery needs of the subscription that it is about. */
interface Teller {
  readonly input: SubscriptionInput;
  readonly record: SubscriptionRecord;
  apply(rule: (record: SubscriptionRecord, context: RuleContext) => SubscriptionRecord): void;
  publish(): void;
}

/**
 * Tells the billing system, beside the life of the subscription: no step waits for it, and a run that hands over leaves what is not
 * delivered to the next one. One delivery is under way at a time, so that events arrive in their order.
 */
export class Delivery {
  readonly #subscription: Teller;
  #isUnderWay = false;

  constructor(subscription: Teller) {
    this.#subscription = subscription;
  }

  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** Begins to deliver, if there is something to tell and somebody to be told. */
  begin(): void {
    if (this.#isUnderWay || eventsToSend(this.#subscription.record).length === 0) return;
    this.#isUnderWay = true;
    void this.#deliver();
  }

  async #deliver(): Promise<void> {
    for (;;) {
      const events = eventsToSend(this.#subscription.record);
      if (events.length === 0) break;
      await this.#send(events);
    }
    this.#isUnderWay = false;
  }

  async #send(events: readonly KeptEvent[]): Promise<void> {
    const { input } = this.#subscription;
    try {
      await deliver(input.merchant, handedOut(input, events));
      this.#subscription.apply((known, { nowMs }) => noteDelivered(known, events, nowMs));
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      const { delivered, problem } = explained(error);
      this.#subscription.apply((known, { nowMs }) =>
        noteUndelivered(noteDelivered(known, events.slice(0, delivered), nowMs), events, problem, nowMs),
      );
      this.#subscription.publish();
    }
  }
}

/** Posts events to the receiver of a merchant, on its own task queue. */
export const deliver = (merchant: string, events: SubscriptionEvent[]): Promise<{ delivered: number }> =>
  proxyActivities<DeliveryActivities>({
    ...activityOptions(DELIVERY_POLICY, eventsTaskQueueOf(merchant)),
    summary: `tell ${events.map(({ type }) => type).join(', ')}`,
    priority: { fairnessKey: merchant },
  }).deliverEvents({ events });

function explained({ cause }: ActivityFailure): { delivered: number; problem: string } {
  if (!(cause instanceof ApplicationFailure))
    return { delivered: 0, problem: 'no worker delivered them in time' };
  const [delivered] = cause.details ?? [];
  return { delivered: typeof delivered === 'number' ? delivered : 0, problem: cause.message };
}
