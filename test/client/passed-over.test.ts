import type { WorkflowService } from '@temporalio/client';
import { SubscriptionClient, type SubscriptionRef } from '../../client';
import { CLIENT_LIMITS } from '../../client/limits';
import { deliverAuthenticity } from '../../http/delivery/deliver-authenticity';
import { newOrderId } from '../support/orders';
import { workflowIdOf } from '../../contract/ids';
import { Deployment } from '../worker/support/deployment';

const WHO = { by: 'Ana', reason: 'the customer asked for it' };
const SENT_IN_ALL = CLIENT_LIMITS.passedOverPausesMs.length + 1;
const POLL_MS = 60_000;

jest.setTimeout(180_000);

describe('what the worker lets go by', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await Deployment.start();
  });
  afterEach(() => deployment.reset());
  afterAll(() => deployment.stop());

  /** A subscription that is active, and no worker that serves it. */
  async function leftAlone(): Promise<SubscriptionRef> {
    const worker = await deployment.startWorker();
    const ref = { merchant: deployment.merchant, orderId: newOrderId() };
    await deployment.subscriptions.start(await deployment.payNow(ref.orderId));
    await deployment.subscriptions.waitFor(ref, ['active'], { timeoutMs: 60_000 });
    worker.signal('SIGTERM');
    await worker.ended();
    return ref;
  }

  /** Takes the next task of a workflow, as a worker does. */
  const nextTask = (): ReturnType<WorkflowService['pollWorkflowTaskQueue']> =>
    deployment.client.withDeadline(Date.now() + POLL_MS, () =>
      deployment.client.workflowService.pollWorkflowTaskQueue({
        namespace: 'default',
        taskQueue: { name: deployment.taskQueue },
      }),
    );

  type Task = Awaited<ReturnType<typeof nextTask>>;

  /** The next task of a subscription of a kind. What a worker or a test before has left behind may come first: it is given back. */
  async function nextOf(
    { merchant, orderId }: Pick<SubscriptionRef, 'merchant' | 'orderId'>,
    isWanted: (task: Task) => boolean,
  ): Promise<Task> {
    const workflowId = workflowIdOf(merchant, orderId);
    for (let task = await nextTask(); ; task = await nextTask()) {
      if (task.workflowExecution?.workflowId === workflowId && isWanted(task)) return task;
      if (!task.query)
        await deployment.client.workflowService
          .respondWorkflowTaskFailed({ taskToken: task.taskToken, namespace: 'default' })
          .catch(() => undefined);
    }
  }

  const nextQuestion = (ref: SubscriptionRef): Promise<Task> => nextOf(ref, ({ query }) => Boolean(query));

  /** Answers the next task without a word about the update that it carries, as a worker that lost it. */
  async function passOver(ref: SubscriptionRef): Promise<void> {
    const task = await nextOf(ref, ({ messages }) => messages.length === 1);
    await deployment.client.workflowService.respondWorkflowTaskCompleted({
      taskToken: task.taskToken,
      namespace: 'default',
    });
  }

  async function passOverAll(ref: SubscriptionRef): Promise<void> {
    for (let sent = 0; sent < SENT_IN_ALL; sent += 1) await passOver(ref);
  }

  it('is sent again where it is an update, and taken once', async () => {
    const ref = await leftAlone();
    const cancelling = deployment.subscriptions.cancel(ref, { ...WHO, updateId: 'ticket-16' });
    await passOver(ref);
    await passOver(ref);
    await deployment.startWorker();
    expect(await cancelling).toMatchObject({ state: 'cancelling' });
    expect((await deployment.subscriptions.get(ref)).commands).toMatchObject([
      { id: 'cancel/ticket-16', command: 'cancel' },
    ]);
  });

  it('again and again: an update is told as not done, under the same update id later', async () => {
    const ref = await leftAlone();
    const subscriptions = new SubscriptionClient(deployment.client, { taskQueue: deployment.taskQueue });
    const request = { ...WHO, updateId: 'ticket-17' };
    const [error] = await Promise.all([
      subscriptions.cancel(ref, request).catch((thrown: unknown) => thrown),
      passOverAll(ref),
    ]);
    expect(error).toMatchObject({ code: 'no_worker', updateId: 'ticket-17' });
    expect(error).toMatchObject({
      nextStep: expect.stringMatching(
        /repeat the command with update id "ticket-17": it has not been taken/,
      ) as string,
    });
    await deployment.startWorker();
    expect((await subscriptions.get(ref)).commands).toEqual([]);
    expect(await subscriptions.cancel(ref, request)).toMatchObject({ state: 'cancelling' });
  });

  it('is no refusal of what the gateway asks about: it may ask again', async () => {
    const ref = await leftAlone();
    const { orderId } = ref;
    const addressee = { orderId, isOurs: true } as const;
    const [answer] = await Promise.all([
      deliverAuthenticity(deployment.client, deployment.merchant, addressee, {
        kind: 'edit',
        sid: 'b'.repeat(64),
        seid: 'a'.repeat(64),
      }),
      passOverAll(ref),
    ]);
    expect(answer).toBe('unavailable');
  });

  it('is asked once more where it is a question', async () => {
    const ref = await leftAlone();
    const asking = deployment.subscriptions.get(ref, { timeoutMs: 60_000 });
    await nextQuestion(ref);
    await deployment.startWorker();
    expect(await asking).toMatchObject({ state: 'active' });
  });
});
