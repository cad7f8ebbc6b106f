import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';
import { SubscriptionClient } from '../../client/subscription-client';
import { WORKFLOW_TYPE, workflowIdOf } from '../../contract/ids';
import { subscriptionInputSchema, type SubscriptionStart } from '../../contract/input';
import { bundleVariant } from '../../devstack/bundle-variant';
import { ExecutionClock } from '../../devstack/execution-clock';
import { RECORD_VERSION } from '../../domain/subscription/record';
import { upgradeRecord } from '../../domain/subscription/upgrade-record';
import type { Record1 } from '../../domain/subscription/version-1/record';
import { downloadRuns } from '../../scripts/histories/download-runs';
import { replayRuns, type ReplayedRun } from '../../scripts/histories/replay-runs';
import { loseReplyOf } from '../../stories/mishaps';
import { everyState1 } from '../domain/support/version-1';
import { eventually } from '../support/eventually';
import { payNow } from '../support/orders';
import { workflowBundle } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import { UpgradedWorker } from './support/upgrade/workers';

// It bundles three variants of the workflow code, and waits for a server that tries a task again.
jest.setTimeout(150_000);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One running subscription of a real server, and worker after worker with other code. */
describe('workflow code that changes while a subscription runs', () => {
  let world: World;
  let worker: UpgradedWorker;
  let subscriptions: SubscriptionClient;
  let taskQueue: string;

  beforeAll(async () => {
    world = await startWorld();
    taskQueue = `${world.taskQueue}-upgraded`;
    worker = new UpgradedWorker(taskQueue);
    subscriptions = new SubscriptionClient(world.client, { taskQueue });
  });
  beforeEach(() => world.reset());
  afterAll(async () => {
    await worker.stop();
    await world.stop();
  });

  async function begin(order: SubscriptionStart): Promise<string> {
    await subscriptions.start(order);
    const workflowId = workflowIdOf(order.merchant, order.orderId);
    world.clock.follow(workflowId);
    await world.clock.untilIdle();
    return workflowId;
  }

  /** Why tasks of the newest run failed, in order. */
  async function failuresOf(workflowId: string): Promise<string[]> {
    const { events } = await world.client.workflow.getHandle(workflowId).fetchHistory();
    return (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed }) =>
      failed ? [String(failed.failure?.message)] : [],
    );
  }

  async function verdictOn(
    workflowId: string,
    bundle: WorkflowBundleOption,
  ): Promise<ReplayedRun['verdict']> {
    const runs = await downloadRuns(world.client, workflowId, { withEarlier: false });
    const verdicts: ReplayedRun['verdict'][] = [];
    for await (const { verdict } of replayRuns(bundle, runs)) verdicts.push(verdict);
    if (verdicts[0] === undefined) throw new Error('nothing was replayed');
    return verdicts[0];
  }

  const clockOf = ({ client }: World): ExecutionClock =>
    new ExecutionClock(client.connection, client.options.namespace);

  it('goes on where the change is guarded by a patch, and is stuck, unharmed, where it is not', async () => {
    const unguarded = await bundleVariant(
      'workflows/perform',
      require.resolve('./support/upgrade/asks-twice'),
    );
    const guarded = await bundleVariant(
      'workflows/perform',
      require.resolve('./support/upgrade/asks-twice-guarded'),
    );
    const order = await payNow(world);
    const { orderId } = order;

    await worker.deploy(workflowBundle());
    const workflowId = await begin(order);
    await world.clock.advanceBy(12 * DAY_MS);
    expect(await world.charges(orderId)).toHaveLength(2);

    const dueAt = new Date((await subscriptions.get(order)).nextMoment ?? '');
    await worker.deploy(unguarded);
    await world.sandbox.control.advanceTo(dueAt);
    const due = clockOf(world).advanceTo(workflowId, new Date(dueAt.getTime() + 1_000));
    await eventually('the task fails on the changed code', async () =>
      (await failuresOf(workflowId)).some((message) => message.includes('Nondeterminism')),
    );

    await worker.deploy(guarded);
    await due;
    await world.clock.advanceBy(35 * DAY_MS);
    const view = await subscriptions.get(order);
    expect(view).toMatchObject({ state: 'active', attention: [] });
    expect(view.ledger.summary.byOutcome).toMatchObject({ paid: 3, missed: 0, paid_twice: 0, open: 0 });
    const charges = await world.charges(orderId);
    expect(charges.map(({ nit }) => nit).sort()).toEqual(
      [...view.ledger.immediate, ...view.ledger.cycles.flatMap((cycle) => cycle.charges)]
        .map(({ nit }) => nit)
        .sort(),
    );

    expect(await verdictOn(workflowId, guarded)).toEqual({ kind: 'fits' });
    expect(await verdictOn(workflowId, unguarded)).toMatchObject({ kind: 'differs' });
    expect(await verdictOn(workflowId, workflowBundle())).toMatchObject({ kind: 'differs' });
  });

  describe('a record that another version hands over', () => {
    let before: UpgradedWorker;
    let order: SubscriptionStart;
    let workflowId: string;

    beforeAll(async () => {
      const workflowsPath = require.resolve('./support/upgrade/hands-over');
      before = new UpgradedWorker(`${taskQueue}-before`);
      await before.deploy(await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') }));
    });
    /** A subscription that waits for what became of its first payment: executed, its reply lost. */
    beforeEach(async () => {
      order = await payNow(world);
      await worker.deploy(workflowBundle());
      await loseReplyOf(world, 'pay', order.orderId);
      workflowId = await begin(order);
    });
    afterAll(() => before.stop());

    /** The record that the first version would have at this point, as one of its recordings shows it. */
    async function recordOfVersion1(): Promise<Record1> {
      const recorded = everyState1().find(
        ({ story, carried }) => story === 'pay-reply-lost' && carried.state === 'resolving',
      )?.carried;
      const { stateSince, gateway } = await subscriptions.get(order);
      if (recorded?.doubt === undefined) throw new Error('the first version was in doubt there');
      const sinceMs = Date.parse(stateSince);
      return {
        ...recorded,
        ...(JSON.parse(JSON.stringify({ nit: gateway.nit, sid: gateway.sid })) as Pick<
          Record1,
          'nit' | 'sid'
        >),
        stateSince,
        createdAt: stateSince,
        doubt: { ...recorded.doubt, sentAtMs: sinceMs, sinceMs },
      };
    }

    /** The same subscription, but that a worker of another version had it so far, and handed this record over. */
    async function handOver(record: unknown): Promise<void> {
      await worker.stop();
      await world.client.workflow.getHandle(workflowId).terminate('begun by another version');
      const args = [subscriptionInputSchema.parse(order), record, taskQueue];
      const started = { workflowId, taskQueue: `${taskQueue}-before`, args };
      const { firstExecutionRunId } = await world.client.workflow.start(WORKFLOW_TYPE, started);
      const first = world.client.workflow.getHandle(workflowId, firstExecutionRunId);
      await eventually(
        'it is handed over',
        async () => (await first.describe()).status.name === 'CONTINUED_AS_NEW',
      );
    }

    it('of the first version is gone on with, and the customer is charged once', async () => {
      await handOver(await recordOfVersion1());

      await worker.deploy(workflowBundle());
      world.clock.follow(workflowId);
      await world.clock.advanceBy(12 * DAY_MS);

      const view = await subscriptions.get(order);
      expect(view).toMatchObject({ state: 'active', attention: [] });
      expect(view.ledger.immediate).toMatchObject([{ outcome: 'paid', knownBy: 'query' }]);
      expect(view.ledger.summary.byOutcome.paid).toBe(1);
      const { control } = world.sandbox;
      expect(await control.requests({ route: 'pay' })).toHaveLength(1);
      expect(await world.charges(order.orderId)).toMatchObject([{ kind: 'payment' }, { kind: 'scheduled' }]);
    });

    it('of a newer version fails the task and not the subscription, which a newer worker goes on with', async () => {
      const input = subscriptionInputSchema.parse(order);
      const newer = { ...upgradeRecord(await recordOfVersion1(), input), version: RECORD_VERSION + 1 };
      await handOver(newer);

      await worker.deploy(workflowBundle());
      await eventually('the record cannot be read', async () =>
        (await failuresOf(workflowId)).some((message) =>
          message.includes('start a worker of the newer version'),
        ),
      );
      const handle = world.client.workflow.getHandle(workflowId);
      expect((await handle.describe()).status.name).toBe('RUNNING');

      const module = 'domain/subscription/upgrade-record';
      await worker.deploy(await bundleVariant(module, require.resolve('./support/upgrade/reads-version-3')));
      world.clock.follow(workflowId);
      await world.clock.advanceBy(HOUR_MS);
      expect(await subscriptions.get(order)).toMatchObject({ state: 'active', attention: [] });
      expect(await world.sandbox.control.requests({ route: 'pay' })).toHaveLength(1);
    });
  });
});
