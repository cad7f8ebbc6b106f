import { ActivityFailure, getExternalWorkflowHandle } from '@temporalio/workflow';
import type { SubscriptionEvent } from '../contract/events';
import { workflowIdOf } from '../contract/ids';
import { eventsGivenUpSignal } from '../contract/messages';
import { LIMITS } from '../domain/limits';
import { deliver, partsOf, pauseAfter } from './delivery';

/**
 * Delivers what an attempt at an order has left undelivered, on the published schedule, so that the next attempt need not wait for the
 * receiver. What is given up is told to the attempt that runs then, which flags it.
 */
export async function leftEvents(merchant: string, events: SubscriptionEvent[]): Promise<void> {
  for (let left = events; left.length > 0;) {
    const together = left.slice(0, LIMITS.eventsSentAtOnce);
    left = left.slice(await dealtWith(merchant, together));
  }
}

/** @returns how many were taken or given up */
async function dealtWith(merchant: string, events: SubscriptionEvent[]): Promise<number> {
  try {
    const told = await deliver(merchant, events);
    await pauseAfter(told);
    return told.delivered;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    for (const { isTaken, events: some, problem } of partsOf(error, events))
      if (!isTaken) await tellGivenUp(some, problem);
    return events.length;
  }
}

async function tellGivenUp(events: readonly SubscriptionEvent[], problem: string): Promise<void> {
  const [first, last = first] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return;
  const { merchant, orderId } = first;
  try {
    await getExternalWorkflowHandle(workflowIdOf(merchant, orderId)).signal(eventsGivenUpSignal, {
      ...{ from: first.sequence, to: last.sequence, problem },
    });
  } catch {
    // That attempt has ended, too: nobody is left to flag it. The events are read by cursor.
  }
}
