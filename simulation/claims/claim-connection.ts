import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import type { createClaimActivities } from '../../activities/claims';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { grpcError, UNAVAILABLE, DEADLINE_EXCEEDED } from '../doors/grpc-error';
import { timedCall, withDeadline } from '../doors/timed-call';
import type { Execution } from '../temporal/execution';
import type { VirtualTime } from '../time/virtual-time';
import type { ClaimServer } from './claim-server';

type ConnectionLike = Parameters<typeof createClaimActivities>[0];

export interface ClaimConnectionParts {
  time: VirtualTime;
  server: ClaimServer;
  /** The subscription of the life. */
  execution: () => Execution;
  workflowId: string;
}

interface Named {
  name: string;
}

/** A connection to the simulated server, with the client that the claims make of it. Of the real one it has what they use. */
export function claimConnection({
  time,
  server,
  execution,
  workflowId,
}: ClaimConnectionParts): ConnectionLike {
  const call = <T>(answer: () => T): Promise<T> =>
    timedCall({
      time,
      late: () => grpcError(DEADLINE_EXCEEDED, 'nobody answered in time'),
      ask: () => {
        if (execution().isAway) throw grpcError(UNAVAILABLE, 'the server is away');
        return { kind: 'now', answer: Promise.resolve(answer()) };
      },
    });
  const found = (id: string): NonNullable<ReturnType<ClaimServer['find']>> => {
    if (id === workflowId) return { isOpen: execution().closedBy === undefined, runId: '', memo: {} };
    const other = server.find(id);
    if (other === undefined) throw new WorkflowNotFoundError('workflow not found', id, undefined);
    return other;
  };
  const open = (id: string): NonNullable<ReturnType<ClaimServer['find']>> => {
    const other = found(id);
    if (!other.isOpen) throw new WorkflowNotFoundError('workflow not found', id, undefined);
    return other;
  };
  const handleOf = (id: string): object => ({
    describe: () =>
      call(() => {
        const { isOpen, runId, memo } = found(id);
        return { status: { name: isOpen ? 'RUNNING' : 'COMPLETED' }, runId, memo };
      }),
    signal: ({ name }: Named) =>
      call(() => {
        const claim = open(id);
        claim.execution?.signal(name, []);
        claim.isLetGo = true;
      }),
    terminate: () =>
      call(() => {
        open(id).isOpen = false;
      }),
  });
  const start = (
    type: string,
    options: { workflowId: string; memo: Record<string, unknown> },
  ): Promise<object> =>
    call(() => {
      if (server.start(options.workflowId, options.memo)) return {};
      throw new WorkflowExecutionAlreadyStartedError('already started', options.workflowId, type);
    });
  async function* list({ query }: { query: string }): AsyncGenerator<{ workflowId: string }> {
    const sidOfLife = execution().run.searchAttributes[SEARCH_ATTRIBUTES.sid.name];
    const ids = await call(() => {
      const asked = [...query.matchAll(/'([0-9a-f]{64})'/g)].map(([, sid = '']) => sid);
      const isListed = sidOfLife !== undefined && asked.includes(String(JSON.parse(sidOfLife)));
      return [...(isListed ? [workflowId] : []), ...new Set(asked.flatMap((sid) => server.followers(sid)))];
    });
    for (const id of ids) yield { workflowId: id };
  }
  const client = { workflow: { getHandle: handleOf, start, list } } as unknown as Client;
  // Nobody is told of these lives.
  const workflowService = { describeTaskQueue: () => call(() => ({ pollers: [] })) };
  return { client, workflowService, withDeadline } as unknown as ConnectionLike;
}
