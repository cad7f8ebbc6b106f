import { setTimeout as pause } from 'node:timers/promises';
import { bundleWorkflowCode, DefaultLogger, NativeConnection } from '@temporalio/worker';
import { CaratSubscriptionsError, SubscriptionClient, type SubscriptionRef } from '../../client';
import { installQuietRuntime } from '../../scripts/histories/quiet-runtime';
import { InMemoryCardVault } from '../../vault/in-memory-card-vault';
import { startWorkers } from '../../worker/start-workers';
import { newOrderId } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { Deployment } from '../worker/support/deployment';
import { eventually } from './support/eventually';

/** A workflow task runs out after 10 s. On its third attempt the server refuses questions at once. */
const REFUSED_FROM_ATTEMPT = 3;
const GIVE_UP_AFTER_MS = 90_000;
/** A short wait for an answer that does not come. */
const SOON = { timeoutMs: 2_000 };

jest.setTimeout(180_000);

describe('a subscription that gives no answer', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    installQuietRuntime();
    deployment = await Deployment.start();
  });
  afterEach(() => deployment.reset());
  afterAll(() => deployment.stop());

  async function started(subscriptions = deployment.subscriptions): Promise<SubscriptionRef> {
    const ref = { merchant: deployment.merchant, orderId: newOrderId() };
    await subscriptions.start(await deployment.payNow(ref.orderId));
    return ref;
  }

  async function codeOf(question: Promise<unknown>): Promise<string> {
    const answer: unknown = await question.catch((error: unknown) => error);
    return answer instanceof CaratSubscriptionsError ? answer.code : 'answered';
  }

  async function isPolled(): Promise<boolean> {
    const { pollers } = await deployment.client.workflowService.describeTaskQueue({
      namespace: 'default',
      taskQueue: { name: deployment.taskQueue },
    });
    return pollers.length > 0;
  }

  async function expectNoWorkerUntilRefused(ref: SubscriptionRef): Promise<void> {
    const handle = deployment.client.workflow.getHandle(`subscription/${ref.merchant}/${ref.orderId}`);
    const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
    let attempt = 0;
    while (attempt < REFUSED_FROM_ATTEMPT) {
      expect(await codeOf(deployment.subscriptions.get(ref, SOON))).toBe('no_worker');
      attempt = (await handle.describe()).raw.pendingWorkflowTask?.attempt ?? 0;
      if (Date.now() > giveUpAt) throw new Error(`the workflow task came only to attempt ${String(attempt)}`);
      await pause(500);
    }
    expect(await codeOf(deployment.subscriptions.get(ref, SOON))).toBe('no_worker');
  }

  it('because its worker is paused is not called stuck, and a wait goes on until the worker is back', async () => {
    const worker = await deployment.startWorker();
    // Its polls are at the server, and take the tasks that nobody will finish.
    await eventually(isPolled);
    worker.signal('SIGSTOP');
    const ref = await started();
    const [waited] = await Promise.all([
      deployment.subscriptions.waitFor(ref, ['active'], { timeoutMs: 150_000 }),
      expectNoWorkerUntilRefused(ref).finally(() => worker.signal('SIGCONT')),
    ]);
    expect(waited.state).toBe('active');
    expect(await deployment.sandbox.control.ledger()).toHaveLength(1);
  });

  it('because its worker fails on the history is called stuck', async () => {
    const taskQueue = `${deployment.taskQueue}-failing`;
    const bundle = await bundleWorkflowCode({
      workflowsPath: require.resolve('./support/failing-workflow'),
      logger: new DefaultLogger('ERROR'),
    });
    const connection = await NativeConnection.connect({ address: temporalAddress() });
    const workers = await startWorkers({
      connection,
      namespace: 'default',
      taskQueue,
      merchants: [],
      vault: new InMemoryCardVault(),
      workflows: { bundle },
    });
    try {
      const subscriptions = new SubscriptionClient(deployment.client, { taskQueue });
      const ref = await started(subscriptions);
      await eventually(async () => (await codeOf(subscriptions.get(ref, SOON))) === 'workflow_stuck');
      expect(await codeOf(subscriptions.waitFor(ref, ['active']))).toBe('workflow_stuck');
      await deployment.client.workflow.getHandle(`subscription/${ref.merchant}/${ref.orderId}`).terminate();
    } finally {
      workers.shutdown();
      await workers.done;
      await connection.close();
    }
  });
});
