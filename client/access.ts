import { WorkflowClient, type Client } from '@temporalio/client';
import type { Ceiling } from './ceiling';
import { CLIENT_LIMITS } from './limits';

/** What every operation of the client needs of Temporal. */
export interface TemporalAccess {
  client: Client;
  /** Asks like `client`, but refuses to answer for a workflow that failed or was terminated: its view would mislead. */
  strict: WorkflowClient;
  /** Task queue on which subscriptions are started. */
  taskQueue: string;
  /** Most that one charge may come to, integer cents. */
  maxAmountCents?: Ceiling | undefined;
}

/** Prepares the access over a Temporal client, keeping its namespace, data converter and interceptors. */
export function accessOver(client: Client, taskQueue: string, maxAmountCents?: Ceiling): TemporalAccess {
  const strict = new WorkflowClient({
    ...client.workflow.options,
    dataConverter: client.options.loadedDataConverter,
    connection: client.connection,
    queryRejectCondition: 'NOT_COMPLETED_CLEANLY',
  });
  return { client, strict, taskQueue, maxAmountCents };
}

/** Runs calls to the server under one deadline, retries included. */
export const within = async <T>(
  { client }: TemporalAccess,
  timeoutMs: number,
  run: () => Promise<T>,
): Promise<T> => client.withDeadline(Date.now() + Math.min(timeoutMs, CLIENT_LIMITS.waitMaxMs), run);
