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

/** The task queue of the gateway calls of one merchant: one slow merchant must not starve another. */
export const gatewayTaskQueueOf = (merchant: string): string => `carat-gateway-${merchant}`;
