import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection } from '@temporalio/worker';
import { gatewayTaskQueueOf } from '../../contract/ids';
import { InMemoryCardVault } from '../../vault/in-memory-card-vault';
import { startWorkers, type RunningWorkers } from '../../worker/start-workers';
import { eventually } from '../support/eventually';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';

describe('who polls a gateway queue', () => {
  const taskQueue = `asking-${randomUUID()}`;
  let world: World;
  let connections: { close(): Promise<void> }[];
  let workers: RunningWorkers;
  let pollersOf: (queue: string) => Promise<number>;

  beforeAll(async () => {
    world = await startWorld();
    const address = temporalAddress();
    const connection = await Connection.connect({ address });
    const native = await NativeConnection.connect({ address });
    connections = [connection, native];
    const bundle = await bundleWorkflowCode({
      workflowsPath: require.resolve('./support/asking-workflow'),
      logger: new DefaultLogger('ERROR'),
    });
    workers = await startWorkers({
      connection: native,
      namespace: 'default',
      taskQueue,
      merchants: [],
      vault: new InMemoryCardVault(),
      workflows: { bundle },
      shutdownGraceMs: 1_000,
    });
    pollersOf = async (queue) =>
      (await new Client({ connection }).workflow.execute('ask', {
        workflowId: `asking-${randomUUID()}`,
        taskQueue,
        args: [queue],
      })) as number;
  });

  afterAll(async () => {
    workers.shutdown();
    await workers.done;
    for (const connection of connections) await connection.close();
    await world.stop();
  });

  it('is told by the worker of the workflows, which needs no merchant of its own', async () => {
    const queue = gatewayTaskQueueOf(world.merchant);
    await eventually('the worker of the merchant is seen', async () => (await pollersOf(queue)) > 0);
    expect(await pollersOf(queue)).toBe(1);
  });

  it('is nobody where no worker ever was', async () => {
    expect(await pollersOf(gatewayTaskQueueOf(`loja-${randomUUID()}`))).toBe(0);
  });
});
