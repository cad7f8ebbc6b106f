import { condition, proxyActivities } from '@temporalio/workflow';

/** The two gateway calls of a first payment, as the workers of the product offer them. */
interface Calls {
  createTransaction(request: unknown): Promise<{ facts?: { payment?: { nit?: string } } }>;
  payTransaction(request: { nit: string; card: unknown }): Promise<unknown>;
}

/** What the control is started with. */
export interface ControlInput {
  /** Task queue of the gateway calls. */
  gatewayTaskQueue: string;
  request: unknown;
  card: unknown;
}

/**
 * What Temporal itself costs: the same two gateway calls as a subscription makes until its first payment, under the same
 * timeouts, and nothing else. It stays open afterwards, as a subscription does.
 */
export async function control({ gatewayTaskQueue, request, card }: ControlInput): Promise<void> {
  const { createTransaction, payTransaction } = proxyActivities<Calls>({
    taskQueue: gatewayTaskQueue,
    startToCloseTimeout: '85 s',
    heartbeatTimeout: '20 s',
    retry: { maximumAttempts: 1 },
  });
  const { facts } = await createTransaction(request);
  await payTransaction({ nit: facts?.payment?.nit ?? '', card });
  await condition(() => false);
}
