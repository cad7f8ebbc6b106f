import { CancellationScope, condition, allHandlersFinished, continueAsNew } from '@temporalio/workflow';
import type { SubscriptionView } from '../contract/view';
import { noteCancelRequest } from '../domain/subscription/commands';
import { plan } from '../domain/subscription/plan';
import { hasEnded } from '../domain/subscription/record';
import { releaseSchedule } from './claims';
import type { Subscription } from './entity';
import { shouldHandOver } from './hand-over';
import { hearAttempts } from './messages/attempts';
import { hearPosts } from './messages/posts';
import { answerMessages } from './messages/updates';
import { openSubscription } from './open';
import { perform } from './perform';
import { viewOf } from './show/view';

/**
 * The whole life of one subscription.
 *
 *     creating ─► paying ─► (pending_confirmation) ─► active ⇄ paused
 *             └► activating ────────────────────────► active ─► completed
 *     adopting ─────────────────────────────────────► active, paused, or rejected
 *     any call in doubt ─► resolving ─► back to where the gateway's answer leads
 *                                   └► blocked: a person decides
 *     ends: completed, cancelled, rejected, undone, expired
 *
 * The states are what is shown. What is done next is computed from what is known (domain/subscription/plan.ts): the loop takes
 * the earliest step, waits until it is due, and does it. A message wakes it, and it plans again.
 *
 * @param input - a SubscriptionInput; any client may start it with plain JSON (schemas/subscription-input.json)
 * @param carried - only ever given by continue-as-new
 * @returns the view of the ended subscription, the same shape as the Query `status`
 */
export async function subscription(input: unknown, carried?: unknown): Promise<SubscriptionView> {
  const entity = openSubscription(input, carried);
  answerMessages(entity);
  hearPosts(entity);
  hearAttempts(entity);
  noteCancelRequests(entity);
  entity.publish();
  return CancellationScope.nonCancellable(async () => {
    while (!hasEnded(entity.record)) {
      if (shouldHandOver(entity)) await continueAsNew<typeof subscription>(entity.input, entity.record);
      const [next] = plan(entity.record, entity.context);
      if (next === undefined) throw new Error('a subscription that has not ended has something to do');
      if (await entity.sleepUntil(next)) continue;
      await perform(entity, next.step);
    }
    entity.publish();
    await releaseSchedule(entity);
    // It is over; what is left is that the billing system hears of it, for as long as the schedule of attempts lasts.
    await condition(() => entity.delivery.isOver);
    await entity.delivery.leave();
    await condition(allHandlersFinished);
    return viewOf(entity);
  });
}

/**
 * A cancellation from outside would only stop *us*: the gateway would go on charging, unseen. So it is noted for
 * a person, and the life goes on.
 */
function noteCancelRequests(entity: Subscription): void {
  CancellationScope.current().cancelRequested.catch(() => {
    entity.applyAndWake(noteCancelRequest);
    entity.publish();
  });
}
