import { type Client, WorkflowUpdateFailedError } from '@temporalio/client';
import {
  DefaultFailureConverter,
  defaultPayloadConverter,
  WorkflowNotFoundError,
  type ProtoFailure,
} from '@temporalio/common';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import type { Execution } from '../temporal/execution';
import type { VirtualTime } from '../time/virtual-time';
import { DEADLINE_EXCEEDED, grpcError, UNAVAILABLE } from './grpc-error';
import { timedCall, withDeadline, type Asked } from './timed-call';

/** What the doors ask of Temporal, at the simulated server. */
export interface ClientParts {
  time: VirtualTime;
  workflowId: string;
  execution: () => Execution;
}

interface Named {
  name: string;
}

/** The Temporal client of the doors. Of the real one it has what the doors use. */
export function simulatedClient({ time, workflowId, execution }: ClientParts): Client {
  const call = <T>(ask: () => Asked<T>): Promise<T> =>
    timedCall({
      time,
      late: () => grpcError(DEADLINE_EXCEEDED, 'nobody answered in time'),
      ask: () => {
        if (execution().isAway) throw grpcError(UNAVAILABLE, 'the server is away');
        return ask();
      },
    });

  const found = (id: string): Execution => {
    const known = execution();
    if (id !== workflowId || known.closedBy !== undefined)
      throw new WorkflowNotFoundError('workflow not found', id, undefined);
    return known;
  };
  const handleOf = (id: string): object => ({
    // A question waits for a worker.
    query: ({ name }: Named, ...args: unknown[]) =>
      call<unknown>(() => {
        const asked = found(id);
        return asked.canBeAsked ? { kind: 'now', answer: asked.query(name, ...args) } : { kind: 'later' };
      }),
    signal: ({ name }: Named, ...args: unknown[]) =>
      call(() => {
        found(id).signal(name, args);
        return { kind: 'now', answer: Promise.resolve() };
      }),
    executeUpdate: (name: string, { args, updateId }: { args: unknown[]; updateId: string }) =>
      call(() => ({ kind: 'in_time', answer: updated(found(id), name, updateId, args) })),
  });

  const client = {
    withDeadline,
    workflow: {
      getHandle: handleOf,
      list: ({ query }: { query: string }) => listed(query, workflowId, execution()),
    },
  };
  return client as unknown as Client;
}

async function updated(
  execution: Execution,
  name: string,
  updateId: string,
  args: unknown[],
): Promise<unknown> {
  const outcome = await execution.update(name, updateId, args);
  switch (outcome.kind) {
    case 'completed':
      return outcome.result === undefined ? undefined : (JSON.parse(outcome.result) as unknown);
    case 'rejected':
    case 'failed':
      throw new WorkflowUpdateFailedError('the update failed', errorOf(outcome.failure));
    case 'aborted':
    case 'not_found':
      throw new WorkflowNotFoundError('workflow not found', '', undefined);
  }
}

const errorOf = (failure: string): Error =>
  new DefaultFailureConverter().failureToError(JSON.parse(failure) as ProtoFailure, defaultPayloadConverter);

/** Only the look-ups by SID and by the order id of the gateway are asked. */
async function* listed(
  query: string,
  workflowId: string,
  { run, isAway, closedBy }: Execution,
): AsyncGenerator {
  await Promise.resolve();
  if (isAway) throw grpcError(UNAVAILABLE, 'the server is away');
  const isAsked = [SEARCH_ATTRIBUTES.sid, SEARCH_ATTRIBUTES.gatewayOrderId].some(({ name }) => {
    const value = run.searchAttributes[name];
    return value !== undefined && query.endsWith(` AND ${name} = '${String(JSON.parse(value))}'`);
  });
  if (isAsked) yield { workflowId, status: { name: closedBy === undefined ? 'RUNNING' : 'COMPLETED' } };
}
