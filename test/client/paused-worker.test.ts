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

/** How long the worker does nothing, milliseconds: two and a half workflow tasks run out meanwhile. */
const PAUSED_MS = 25_000;
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

  it('because its worker is paused is not called stuck, and a wait goes on until the worker is back', async () => {
    const worker = await deployment.startWorker();
    worker.signal('SIGSTOP');
    const ref = await started();
    const waiting = deployment.subscriptions.waitFor(ref, ['active'], { timeoutMs: 120_000 });
    const told = new Set<string>();
    for (const until = Date.now() + PAUSED_MS; Date.now() < until; await pause(500)) {
      told.add(await codeOf(deployment.subscriptions.get(ref, SOON)));
    }
    const { raw } = await deployment.client.workflow
      .getHandle(`subscription/${ref.merchant}/${ref.orderId}`)
      .describe();
    expect(raw.pendingWorkflowTask?.attempt).toBeGreaterThan(2);
    expect([...told]).toEqual(['no_worker']);
    worker.signal('SIGCONT');
    expect((await waiting).state).toBe('active');
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
