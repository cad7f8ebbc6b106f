import { newOrderId, payNow, startLater } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import type { CaratRun } from './support/run-carat';
import { runInProcess } from './support/run-in-process';

const signed = ['--by', 'ana', '--reason', 'mistyped'];

describe('a command that goes on by itself', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  /** One command of the command line about a subscription, on this world's Temporal. */
  const run = (
    name: string,
    ref: { merchant: string; orderId: string },
    ...more: string[]
  ): Promise<CaratRun> =>
    runInProcess(
      [name, `${ref.merchant}/${ref.orderId}`, ...signed, '--task-queue', world.taskQueue, ...more],
      { env: { TEMPORAL_ADDRESS: temporalAddress() } },
    );

  test('ends with 5 until it is done, and then with 0', async () => {
    const order = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 2 * 24 * 60 } });
    expect(await world.begin(order)).toMatchObject({ state: 'pending_confirmation' });
    await world.sandbox.control.addFault({ route: '*', kind: 'refuse_connection' });
    const accepted = await run('confirm', order);
    expect(accepted).toMatchObject({
      ...{ exitCode: 5, stderr: '' },
      stdout: expect.stringContaining('it goes on by itself') as string,
    });
    expect(await run('confirm', order, '--json')).toMatchObject({
      exitCode: 5,
      stdout: expect.stringContaining('"result": "accepted"') as string,
    });
    await world.sandbox.control.clearFaults();
    await world.clock.advanceBy(3_600_000);
    expect(await run('confirm', order)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('says what it waits for, before the wait runs out', async () => {
    const order = await startLater(world, { merchant: `${world.merchant}x`, orderId: newOrderId() });
    await world.subscriptions.start(order, { anyway: true });
    const { exitCode, stderr } = await run('give-up', order, '--timeout-seconds', '6');
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(/^waits for a call that is on its way \(\w.*\)\. One that no worker takes/);
    expect(stderr).toContain('error command_outcome_pending: ');
    const json = await run('give-up', order, '--timeout-seconds', '6', '--json');
    expect(JSON.parse(json.stderr)).toMatchObject({ error: { code: expect.any(String) as string } });
  });
});
