import { allHandlersFinished, CancellationScope, condition, continueAsNew } from '@temporalio/workflow';
import type { SubscriptionView } from '../contract/view';
import { isEndState } from '../domain/lifecycle';
import { answerMessages } from './commands';
import { shouldHandOver } from './handing-over';
import type { Life } from './life';
import { openLife } from './opening';
import { activate } from './phases/activating';
import { awaitPerson } from './phases/blocked';
import { awaitConfirmation } from './phases/confirming';
import { create } from './phases/creating';
import { followSchedule } from './phases/following';
import { pay } from './phases/paying';
import { resolveByQuery } from './phases/resolving';
import { viewOf } from './view';

/**
 * The whole life of one subscription.
 *
 *     creating ─► paying ─► (pending_confirmation) ─► active ⇄ paused
 *             └► activating ────────────────────────► active ─► completed
 *     any call in doubt ─► resolving ─► back to where the gateway's answer leads
 *                                   └► blocked: a person decides
 *     ends: completed, cancelled, rejected, undone, expired
 *
 * @param input - a SubscriptionInput; any client may start it with plain JSON (schemas/subscription-input.json)
 * @param carried - only ever given by continue-as-new
 * @returns the view of the ended subscription, the same shape as the Query `status`
 */
export async function subscription(input: unknown, carried?: unknown): Promise<SubscriptionView> {
  const life = openLife(input, carried);
  answerMessages(life);
  noteCancelRequests(life);
  life.publish();
  return CancellationScope.nonCancellable(async () => {
    while (!isEndState(life.state)) {
      if (shouldHandOver(life)) await continueAsNew<typeof subscription>(life.input, life.record);
      await live(life);
    }
    life.publish();
    await condition(allHandlersFinished);
    return viewOf(life);
  });
}

/**
 * A cancellation from outside would only stop *us*: the gateway would go on charging, unseen. So it is noted for
 * a person, and the life goes on.
 */
function noteCancelRequests(life: Life): void {
  CancellationScope.current().cancelRequested.catch(() => {
    life.flag('cancel_requested');
    life.tell(
      'Temporal',
      'a cancellation was requested; it is not carried out, because the gateway would go on charging',
    );
    life.publish();
  });
}

/** One step of the life: what is done, or waited for, in each state. */
async function live(life: Life): Promise<void> {
  switch (life.state) {
    case 'creating':
      return create(life);
    case 'paying':
      return pay(life);
    case 'activating':
      return activate(life);
    case 'pending_confirmation':
      return awaitConfirmation(life);
    case 'resolving':
      return resolveByQuery(life);
    case 'blocked':
      return awaitPerson(life);
    case 'active':
    case 'paused':
      return followSchedule(life);
    case 'completed':
    case 'cancelled':
    case 'rejected':
    case 'undone':
    case 'expired':
      return;
  }
}
