import { SubscriptionClient } from '../client/subscription-client';
import { gatewayTaskQueueOf, workflowIdOf } from '../contract/ids';
import type { SubscriptionStart } from '../contract/input';
import type { Stack } from '../devstack/stack';
import type { ControlInput } from './control/workflow';

type PayNow = Extract<SubscriptionStart, { entry: 'pay_now' }>;

/** Something whose start leads to one create and one payment at the gateway. */
export interface Contestant {
  readonly name: 'control' | 'ours';
  /** Starts one; returns the id of its workflow. */
  start(input: PayNow): Promise<string>;
}

/** The product, started as a billing system starts it. */
export function ours({ client }: Stack, taskQueue: string): Contestant {
  const subscriptions = new SubscriptionClient(client, { taskQueue });
  return {
    name: 'ours',
    start: async (input) => (await subscriptions.start(input)).workflowId,
  };
}

/** The bare workflow, with the same gateway calls. */
export function control({ client }: Stack, taskQueue: string): Contestant {
  return {
    name: 'control',
    start: async (input) => {
      const workflowId = workflowIdOf(input.merchant, input.orderId);
      const args: [ControlInput] = [controlInput(input)];
      await client.workflow.start('control', { workflowId, taskQueue, args });
      return workflowId;
    },
  };
}

function controlInput({ merchant, card, payment, ...rest }: PayNow): ControlInput {
  const gatewayTaskQueue = gatewayTaskQueueOf(merchant);
  const schedule = { intervalMonths: 1, ...rest.schedule };
  const request = { ...rest, merchant, schedule, payment: { installments: 1, ...payment } };
  return { gatewayTaskQueue, request, card };
}
