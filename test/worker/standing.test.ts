import { NativeConnection } from '@temporalio/worker';
import { WORKFLOW_TYPE } from '../../contract/ids';
import { LIVE_STATES } from '../../domain/subscription/states';
import { tellStanding } from '../../worker/metrics/standing';
import { eventually } from '../support/eventually';
import { startLater } from '../support/orders';
import { ownNamespace } from '../support/own-namespace';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';

jest.setTimeout(180_000);

const STUCK = 'stuck';

describe('a worker tells, without reading a subscription,', () => {
  let world: World;
  let namespace: string;
  let connection: NativeConnection;
  let told: Map<unknown, number>;

  beforeAll(async () => {
    // What other tests have on the server is not counted.
    namespace = await ownNamespace();
    world = await startWorld({ namespace });
    connection = await NativeConnection.connect({ address: temporalAddress() });
  });
  beforeEach(() => {
    told = new Map();
  });
  afterAll(async () => {
    await connection.close();
    await world.stop();
  });

  /** Each turn of the telling is the first one of its own. */
  async function tellOnce(): Promise<void> {
    told.clear();
    const createGauge = (name: string): object => ({
      set: (value: number, tags?: Record<string, unknown>) =>
        told.set(name === 'carat_subscriptions_stuck' ? STUCK : tags?.['state'], value),
    });
    const metricMeter = { createGauge } as never;
    const stop = tellStanding({ connection, namespace, runtime: { metricMeter } });
    await eventually('everything is told', () => Promise.resolve(told.size === LIVE_STATES.length + 1));
    stop();
  }

  it('how many there are in each state', async () => {
    await world.begin(await startLater(world));
    await eventually(
      'the list knows it',
      async () =>
        (await world.subscriptions.list({ merchant: world.merchant, state: 'active' })).subscriptions
          .length === 1,
    );
    await tellOnce();
    expect(told.get('active')).toBeGreaterThanOrEqual(1);
  });

  it('how many are stuck: their workflow task comes to nothing again and again', async () => {
    const { client, merchant } = world;
    const taskQueue = `${merchant}-stuck`;
    const workflowId = `subscription/${merchant}/stuck`;
    await tellOnce();
    const before = told.get(STUCK) ?? 0;
    const handle = await client.workflow.start(WORKFLOW_TYPE, { taskQueue, workflowId });
    const isReported = async (): Promise<boolean> => {
      const { taskToken } = await client.withDeadline(Date.now() + 60_000, () =>
        client.workflowService.pollWorkflowTaskQueue({
          namespace,
          taskQueue: { name: taskQueue },
        }),
      );
      await client.workflowService.respondWorkflowTaskFailed({ taskToken, namespace });
      const query = `WorkflowId = '${workflowId}' AND TemporalReportedProblems IS NOT NULL`;
      return (await client.workflow.count(query)).count === 1;
    };
    await eventually('the server reports it', isReported);
    await tellOnce();
    expect(told.get(STUCK)).toBeGreaterThan(before);
    await handle.terminate();
  });
});
