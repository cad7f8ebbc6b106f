import { temporal } from '@temporalio/proto';
import { WORKFLOW_TYPE, workflowIdOf } from '../../contract/ids';
import type { SubscriptionStart } from '../../contract/input';
import { FAULTS, holdOf, ANSWER_TIMEOUT_MS } from './support/faults';
import { eventually } from '../support/eventually';
import { payNow } from '../support/orders';
import { startWorld, type World } from '../support/world';

const HOUR_MS = 3_600_000;

describe('a merchant whose orders are asked for before they are created', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ asksForOrders: true, answerTimeoutMs: ANSWER_TIMEOUT_MS });
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  const idOf = ({ orderId }: SubscriptionStart): string => workflowIdOf(world.merchant, orderId);
  const approved = async (orderId: string) =>
    (await world.charges(orderId)).filter(({ outcome }) => outcome === 'approved');
  const isBlocked = (orderId: string) =>
    eventually('a person is asked', async () => (await world.view(orderId)).state === 'blocked');

  it('is not charged a second time by a start that terminates the paid life', async () => {
    const input = await payNow(world);
    expect(await world.begin(input)).toMatchObject({ state: 'active' });
    await world.client.workflow.start(WORKFLOW_TYPE, {
      workflowId: idOf(input),
      taskQueue: world.taskQueue,
      args: [input],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    });
    await isBlocked(input.orderId);
    expect(await world.view(input.orderId)).toMatchObject({
      blocked: {
        call: 'create',
        reason: 'order_known',
        findOut: expect.stringContaining('status CON') as string,
      },
    });
    await world.clock.advanceBy(HOUR_MS);
    expect(await approved(input.orderId)).toHaveLength(1);
    expect(await world.sandbox.control.requests({ route: 'create' })).toHaveLength(1);
  });

  it('is not charged a second time by a reset, wherever it begins anew', async () => {
    const input = await payNow(world);
    await world.begin(input);
    const { events: told } = await world.client.workflow.getHandle(idOf(input)).fetchHistory();
    const events = told ?? [];
    const { EVENT_TYPE_WORKFLOW_TASK_COMPLETED: done } = temporal.api.enums.v1.EventType;
    const points = events.filter(({ eventType }) => eventType === done).map(({ eventId }) => eventId);
    for (const workflowTaskFinishEventId of points.slice(0, 5)) {
      const [first] = events;
      await world.client.workflowService.resetWorkflowExecution({
        namespace: 'default',
        workflowExecution: {
          workflowId: idOf(input),
          runId: first?.workflowExecutionStartedEventAttributes?.originalExecutionRunId ?? '',
        },
        reason: 'a test',
        requestId: `reset-${String(workflowTaskFinishEventId)}-${input.orderId}`,
        workflowTaskFinishEventId: workflowTaskFinishEventId ?? null,
      });
      await eventually('it has settled', async () =>
        ['blocked', 'active'].includes((await world.view(input.orderId)).state),
      );
      expect(await approved(input.orderId)).toHaveLength(1);
    }
    expect(await world.sandbox.control.requests({ route: 'create' })).toHaveLength(1);
  });

  it.each(FAULTS)('%s on the question: asked again, created and paid once', async (kind) => {
    const input = await payNow(world);
    await world.sandbox.control.addFault({
      route: 'find_order',
      kind,
      orderId: input.orderId,
      ...holdOf(kind),
    });
    await world.begin(input);
    await world.clock.advanceBy(HOUR_MS);
    expect(await world.view(input.orderId)).toMatchObject({ state: 'active' });
    expect(await approved(input.orderId)).toHaveLength(1);
    expect(await world.sandbox.control.requests({ route: 'create' })).toHaveLength(1);
  });
});
