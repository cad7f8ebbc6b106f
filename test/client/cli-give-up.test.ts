import { newOrderId, startLater } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import { runInProcess } from './support/run-in-process';

describe('carat give-up of what no worker takes', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  test('says what it waits for, before the wait runs out', async () => {
    const order = await startLater(world, { merchant: `${world.merchant}x`, orderId: newOrderId() });
    await world.subscriptions.start(order, { anyway: true });
    const typed = [
      ...['give-up', `${order.merchant}/${order.orderId}`, '--by', 'ana', '--reason', 'mistyped'],
      ...['--task-queue', world.taskQueue, '--timeout-seconds', '6'],
    ];
    const run = (...more: string[]): ReturnType<typeof runInProcess> =>
      runInProcess([...typed, ...more], { env: { TEMPORAL_ADDRESS: temporalAddress() } });
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(/^waits for a call that is on its way \(\w.*\)\. One that no worker takes/);
    expect(stderr).toContain('error command_outcome_pending: ');
    const json = await run('--json');
    expect(JSON.parse(json.stderr)).toMatchObject({ error: { code: expect.any(String) as string } });
  });
});
