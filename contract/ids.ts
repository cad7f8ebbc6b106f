/** The workflow type of a subscription. */
export const WORKFLOW_TYPE = 'subscription';
/** Task queue of the workflows, the default of the worker and of the client. */
export const WORKFLOW_TASK_QUEUE = 'carat-subscriptions';

/**
 * The workflow id of a subscription, derived from what the merchant calls it: starting twice is the same
 * subscription, and every door finds it without a look-up.
 */
export const workflowIdOf = (merchant: string, orderId: string): string =>
  `subscription/${merchant}/${orderId}`;

export { postedOrderId } from '../domain/ids';

/** What a workflow id says; undefined when it is none of a subscription. */
export function parseWorkflowId(workflowId: string): { merchant: string; orderId: string } | undefined {
  const [, merchant, orderId] = /^subscription\/([^/]+)\/([^/]+)$/.exec(workflowId) ?? [];
  return merchant === undefined || orderId === undefined ? undefined : { merchant, orderId };
}

/** The workflow type that holds a schedule for the subscription that follows it. */
export const CLAIM_TYPE = 'scheduleClaim';
/** The workflow type that tells what an adoption would come to. */
export const PREVIEW_TYPE = 'adoptionPreview';

/** The workflow id of the claim on a schedule: Temporal lets only one of an id be open. */
export const claimIdOf = (merchant: string, sid: string): string => `sid/${merchant}/${sid.toLowerCase()}`;

/** The workflow id of a dry run; `once` tells it from others of the same schedule. */
export const previewIdOf = (merchant: string, sid: string, once: string): string =>
  `adopt-preview/${merchant}/${sid.toLowerCase()}/${once}`;

const GATEWAY_QUEUE = 'carat-gateway-';

/** The task queue of the gateway calls of one merchant: one slow merchant must not starve another. */
export const gatewayTaskQueueOf = (merchant: string): string => `${GATEWAY_QUEUE}${merchant}`;

/** The task queue of the posts to the receiver of one merchant: none of them may hold a gateway call up. */
export const eventsTaskQueueOf = (merchant: string): string => `carat-events-${merchant}`;

/** The workflow type that sends an event once more. */
export const RESEND_TYPE = 'eventResend';

/** The workflow id of sending an event once more. */
export const resendIdOf = (eventId: string): string => `event-resend/${eventId}`;

/** The workflow type that delivers what an attempt at an order has left undelivered. */
export const LEFT_EVENTS_TYPE = 'leftEvents';

/**
 * The workflow id of delivering what an attempt at an order has left.
 *
 * @param eventsBefore - of an adoption that was asked for again, by which each of them has an id of its own
 */
export const leftEventsIdOf = (
  merchant: string,
  orderId: string,
  attempt: number,
  eventsBefore = 0,
): string => {
  const after = eventsBefore === 0 ? '' : `/after-${String(eventsBefore)}`;
  return `events-left/${merchant}/${orderId}/attempt-${String(attempt)}${after}`;
};

/** The merchant whose gateway calls a task queue takes; undefined when it is another queue. */
export const merchantOfGatewayQueue = (taskQueue: string): string | undefined =>
  taskQueue.startsWith(GATEWAY_QUEUE) ? taskQueue.slice(GATEWAY_QUEUE.length) : undefined;
