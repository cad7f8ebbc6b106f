import { workflowIdOf } from '../../contract/ids';
import { startLater } from '../support/orders';
import { startWorld, type World } from '../support/world';

const DAY_MS = 86_400_000;

describe('the merchants get the workers in turn', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('since the start, every run after a hand-over and every gateway call carry the merchant as fairness key', async () => {
    const input = await startLater(world, { options: { continueAsNewAfterEvents: 50 } });
    const workflowId = workflowIdOf(world.merchant, input.orderId);
    await world.begin(input);
    await world.clock.advanceBy(130 * DAY_MS);

    const keys: (string | null | undefined)[] = [];
    let runs = 0;
    let calls = 0;
    for await (const { runId } of world.client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
      const { events } = await world.client.workflow.getHandle(workflowId, runId).fetchHistory();
      for (const event of events ?? []) {
        const started = event.workflowExecutionStartedEventAttributes;
        const call = event.activityTaskScheduledEventAttributes;
        if (started) keys.push(started.priority?.fairnessKey);
        if (call) keys.push(call.priority?.fairnessKey);
        runs += started ? 1 : 0;
        calls += call ? 1 : 0;
      }
    }
    expect(runs).toBeGreaterThan(1);
    expect(calls).toBeGreaterThan(5);
    expect([...new Set(keys)]).toEqual([world.merchant]);
  });
});
