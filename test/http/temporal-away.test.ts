import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workflowIdOf } from '../../contract/ids';
import { temporalClientLater } from '../../client/connect';
import { freePort } from '../../devstack/free-port';
import { temporalBinary } from '../../devstack/temporal-binary';
import { startTemporalProcess } from '../../devstack/temporal-process';
import { eventually } from '../support/eventually';
import { historyText } from '../support/history-text';
import { startLater } from '../support/orders';
import { startWorld } from '../support/world';
import { LIMITS } from '../../http/limits';
import { newToken, openTestDoors, post } from './support/doors';

const nit = (digit: string): string => digit.repeat(64);

/** As patient as it takes here, where nobody answers: in production a post waits for 20 s, and a question for 5. */
const SHORT_WAITS = { answerMs: 8_000, questionMs: 400 };

describe('doors while others are away', () => {
  beforeAll(() => {
    const waits: Record<keyof typeof SHORT_WAITS, number> = LIMITS;
    jest.replaceProperty(waits, 'answerMs', SHORT_WAITS.answerMs);
    jest.replaceProperty(waits, 'questionMs', SHORT_WAITS.questionMs);
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  it('a post that is answered with 200 outlasts the server; while Temporal is away the answer is 503, then 200 again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'carat-doors-'));
    const settings = {
      binary: temporalBinary('test'),
      port: await freePort(),
      databaseFile: join(folder, 'temporal.db'),
    };
    const before = await startTemporalProcess(settings);
    const world = await startWorld({ address: before.address });
    const { client, connection } = temporalClientLater({ address: before.address, namespace: 'default' });
    const token = newToken();
    const doors = await openTestDoors(client, { [world.merchant]: [token] });
    const path = `/carat/${world.merchant}/${token}/status`;
    const { orderId } = await startLater(world).then(async (input) => {
      await world.begin(input);
      return input;
    });
    const heard = async (): Promise<string> =>
      historyText(world.client, workflowIdOf(world.merchant, orderId));
    expect((await post(doors, path, { nit: nit('1'), pedido: orderId, status: 'CON' })).status).toBe(200);

    await before.stop();
    const startedAt = performance.now();
    expect((await post(doors, path, { nit: nit('2'), pedido: orderId, status: 'CON' })).status).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(LIMITS.answerMs + 2_000);

    const after = await startTemporalProcess(settings);
    await eventually(
      'a post is taken again',
      async () => (await post(doors, path, { nit: nit('3'), pedido: orderId, status: 'CON' })).status === 200,
      60_000,
    );
    expect(await heard()).toContain(nit('1'));
    expect(await heard()).not.toContain(nit('2'));
    await doors.close();
    await connection.close();
    await world.stop();
    await after.stop();
    rmSync(folder, { recursive: true });
  }, 150_000);

  it('where no worker can say what a post would add, a few are signalled and the rest refused', async () => {
    const world = await startWorld();
    const token = newToken();
    const doors = await openTestDoors(world.client, { [world.merchant]: [token] });
    // A workflow of nobody: no worker polls its queue.
    const orderId = 'WAITING1';
    const workflowId = workflowIdOf(world.merchant, orderId);
    await world.client.workflow.start('subscription', {
      workflowId,
      taskQueue: `${world.taskQueue}-nobody`,
      args: [],
    });
    const path = `/carat/${world.merchant}/${token}/status`;
    const answers: number[] = [];
    for (let count = 0; count < LIMITS.unansweredPerHour + 3; count += 1) {
      const fields = { nit: count.toString(16).padStart(64, '0'), pedido: orderId, status: 'CON' };
      answers.push((await post(doors, path, fields)).status);
    }
    expect(answers).toEqual([...Array<number>(LIMITS.unansweredPerHour).fill(200), 503, 503, 503]);
    const handle = world.client.workflow.getHandle(workflowId);
    expect((await handle.describe()).historyLength).toBeLessThanOrEqual(LIMITS.unansweredPerHour + 4);
    await handle.terminate();
    await doors.close();
    await world.stop();
  }, 120_000);
});
