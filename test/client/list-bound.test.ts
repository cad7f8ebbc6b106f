import { WorkflowClient, type Client } from '@temporalio/client';
import type { TemporalAccess } from '../../client/access';
import { CLIENT_LIMITS } from '../../client/limits';
import { eachSubscription } from '../../client/listing/list-subscriptions';

/** A Temporal server that lists so many executions, whatever it is asked for. */
function listing(count: number): TemporalAccess {
  let given = 0;
  const listWorkflowExecutions = ({ pageSize = 0 }: { pageSize?: number }): Promise<object> => {
    const size = Math.min(pageSize, count - given);
    const executions = Array.from({ length: size }, (_, at) => ({
      execution: { workflowId: `subscription/loja-a/A${String(given + at)}`, runId: 'r' },
      status: 1,
      startTime: { seconds: 1, nanos: 0 },
    }));
    given += size;
    return Promise.resolve({ executions, nextPageToken: Buffer.from(given < count ? 'next' : '') });
  };
  const withDeadline = <T>(_deadline: number, run: () => Promise<T>): Promise<T> => run();
  const client = {
    options: { namespace: 'default' },
    workflowService: { listWorkflowExecutions },
    withDeadline,
  };
  return { client: client as unknown as Client, strict: new WorkflowClient(), taskQueue: 'queue' };
}

async function givenOf(count: number): Promise<{ given: number; error?: unknown }> {
  let given = 0;
  try {
    for await (const { orderId } of eachSubscription(listing(count), {}, CLIENT_LIMITS.pageSizeMax))
      given += Number(orderId === `A${String(given)}`);
    return { given };
  } catch (error) {
    return { given, error };
  }
}

test('a list that is longer than what is given says so, and is not cut without a word', async () => {
  expect(await givenOf(CLIENT_LIMITS.listMax)).toEqual({ given: CLIENT_LIMITS.listMax });
  const { given, error } = await givenOf(CLIENT_LIMITS.listMax + 1);
  expect(given).toBe(CLIENT_LIMITS.listMax);
  expect(error).toMatchObject({
    code: 'invalid_request',
    message: expect.stringContaining('fits more than 100000 subscriptions') as string,
  });
});
