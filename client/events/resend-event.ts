import { WorkflowFailedError } from '@temporalio/client';
import type { SubscriptionEvent } from '../../contract/events';
import { RESEND_TYPE, resendIdOf } from '../../contract/ids';
import { within, type TemporalAccess } from '../access';
import { InvalidRequestError } from '../errors/subscription-errors';
import { isSilence, translateError } from '../errors/translate-error';
import { EventNotDeliveredError } from '../errors/webhook-errors';
import { CLIENT_LIMITS } from '../limits';
import type { SubscriptionRef } from '../reference';
import { readEvents } from './read-events';

/** What became of sending an event again. */
export interface ResendAnswer {
  event: SubscriptionEvent;
  /** `accepted`: it is tried on the published schedule, and nobody waits for it. */
  result: 'delivered' | 'accepted';
}

/**
 * Sends an event that is kept once more, with the same id, beside the life of its subscription, also one of an earlier attempt at its order. Sending one that is being sent waits
 * for that.
 *
 * @throws InvalidRequestError when it is not kept, EventNotDeliveredError, and as `get`
 */
export async function resendEvent(
  access: TemporalAccess,
  ref: SubscriptionRef,
  eventId: string,
): Promise<ResendAnswer> {
  const { events } = await readEvents(access, ref);
  const event = events.find(({ id }) => id === eventId);
  if (event === undefined)
    throw new InvalidRequestError([
      { field: 'eventId', problem: 'must be an event of the subscription that is kept' },
    ]);
  return { event, result: await sent(access, event) };
}

async function sent(access: TemporalAccess, event: SubscriptionEvent): Promise<ResendAnswer['result']> {
  const { client, taskQueue } = access;
  const { namespace } = client.options;
  try {
    const handle = await within(access, CLIENT_LIMITS.callMs, () =>
      client.workflow.start(RESEND_TYPE, {
        workflowId: resendIdOf(event.id),
        taskQueue,
        args: [event],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
    return await within(access, CLIENT_LIMITS.resendMs, () => resultOf(handle));
  } catch (error) {
    if (error instanceof WorkflowFailedError) throw new EventNotDeliveredError(event.id, error);
    throw translateError(error, { what: `sending ${event.id} again`, namespace });
  }
}

/** What has begun is tried for three days, whether somebody waits for it or not. */
async function resultOf(handle: { result(): Promise<unknown> }): Promise<ResendAnswer['result']> {
  try {
    await handle.result();
    return 'delivered';
  } catch (error) {
    if (isSilence(error)) return 'accepted';
    throw error;
  }
}
