import {
  ActivityFailure,
  ApplicationFailure,
  TimeoutFailure,
  CancellationScope,
  ParentClosePolicy,
  WorkflowIdReusePolicy,
  proxyActivities,
  sleep,
  startChild,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Delivered, DeliveryActivities } from '../activities/deliveries';
import { eventsTaskQueueOf, LEFT_EVENTS_TYPE, leftEventsIdOf } from '../contract/ids';
import type { SubscriptionEvent } from '../contract/events';
import type { SubscriptionInput } from '../contract/input';
import type { KeptEvent } from '../domain/events/event';
import { eventsToSend, eventsUnsent, noteDelivered, noteUndelivered } from '../domain/events/push';
import { attemptOf } from '../domain/opening/earlier-attempts';
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
  #makesWay = false;

  constructor(subscription: Teller) {
    this.#subscription = subscription;
  }

  /** Whether it keeps no run open: everything is delivered or given up, or another attempt at the order is to follow. */
  get isOver(): boolean {
    return !this.#isUnderWay || this.#makesWay;
  }

  /** Another attempt at the order is to follow this one: no receiver may keep it waiting. */
  makeWay(): void {
    this.#makesWay = true;
  }

  /** Begins to deliver, if there is something to tell and somebody to be told. */
  begin(): void {
    if (this.#isUnderWay || eventsToSend(this.#subscription.record).length === 0) return;
    this.#isUnderWay = true;
    // A request to cancel only stops us: who is told hears of it, too.
    void CancellationScope.nonCancellable(() => this.#deliver());
  }

  /** At the end of the run: leaves what is not delivered to a workflow of its own, which outlives this one. What is on its way may arrive twice. */
  async leave(): Promise<void> {
    if (!this.#isUnderWay) return;
    const { input, record } = this.#subscription;
    const { merchant, orderId } = input;
    const { eventsBefore } = { eventsBefore: undefined, ...input };
    try {
      await startChild(LEFT_EVENTS_TYPE, {
        workflowId: leftEventsIdOf(merchant, orderId, attemptOf(input), eventsBefore),
        workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        args: [merchant, handedOut(input, eventsUnsent(record))],
      });
    } catch (error) {
      // A run that was reset leaves them a second time, while they are still tried.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
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
      const told = await deliver(input.merchant, handedOut(input, events));
      const taken = events.slice(0, told.delivered);
      this.#subscription.apply((known, { nowMs }) => noteDelivered(known, taken, nowMs));
      await pauseAfter(told);
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      for (const { isTaken, events: some, problem } of partsOf(error, events)) {
        this.#subscription.apply((known, { nowMs }) =>
          isTaken ? noteDelivered(known, some, nowMs) : noteUndelivered(known, some, problem, nowMs),
        );
      }
      this.#subscription.publish();
    }
  }
}

/** Posts events to the receiver of a merchant, on its own task queue. */
export const deliver = (merchant: string, events: SubscriptionEvent[]): Promise<Delivered> =>
  proxyActivities<DeliveryActivities>({
    ...activityOptions(DELIVERY_POLICY, eventsTaskQueueOf(merchant)),
    summary: `tell ${events.map(({ type }) => type).join(', ')}`,
    priority: { fairnessKey: merchant },
  }).deliverEvents({ events });

/** Leaves the receiver alone for as long as it asks, when it has taken some events and not the next one. */
export async function pauseAfter({ pauseMs }: Delivered): Promise<void> {
  if (pauseMs !== undefined && pauseMs > 0)
    await sleep(pauseMs, { summary: 'the receiver asks to be left alone' });
}

/** Events that followed each other in a delivery that was given up, and shared what became of them. */
interface DeliveryPart<E> {
  isTaken: boolean;
  events: E[];
  problem: string;
}

/** What became of the events of a delivery that was given up, in their order. */
export function partsOf<E>({ cause }: ActivityFailure, events: readonly E[]): DeliveryPart<E>[] {
  const told = cause instanceof ApplicationFailure ? cause : undefined;
  const problem = told?.message ?? 'no worker delivered them in time';
  // A worker that was lost had told how far it was.
  const heard: unknown = cause instanceof TimeoutFailure ? cause.lastHeartbeatDetails : undefined;
  const [delivered, notTaken] = told?.details ?? [heard];
  const from = typeof delivered === 'number' ? delivered : 0;
  const isTaken = (position: number): boolean =>
    position < from || (Array.isArray(notTaken) && !notTaken.includes(position));
  const parts: DeliveryPart<E>[] = [];
  for (const [position, event] of events.entries()) {
    const last = parts.at(-1);
    if (last?.isTaken === isTaken(position)) last.events.push(event);
    else parts.push({ isTaken: isTaken(position), events: [event], problem });
  }
  return parts;
}
