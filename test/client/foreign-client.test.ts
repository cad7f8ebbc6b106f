import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { workflowIdOf, WORKFLOW_TYPE } from '../../client';
import { payNow } from '../support/orders';
import { temporalAddress, temporalBinary } from '../support/run-environment';
import { startWorld, type World } from '../support/world';

const run = promisify(execFile);

/** Runs the Temporal CLI, which knows nothing of this project. */
async function temporal(...args: string[]): Promise<unknown> {
  const { stdout } = await run(temporalBinary(), [
    'workflow',
    ...args,
    '--address',
    temporalAddress(),
    '-o',
    'json',
  ]);
  return JSON.parse(stdout);
}

describe('a client of another make, here the Temporal CLI with plain JSON', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('starts a subscription, asks for its view and confirms its payment', async () => {
    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 60 } });
    const workflowId = workflowIdOf(world.merchant, input.orderId);
    const message = JSON.stringify(input);
    const to = ['--workflow-id', workflowId];
    await temporal(
      'start',
      '--type',
      WORKFLOW_TYPE,
      '--task-queue',
      world.taskQueue,
      ...to,
      '--input',
      message,
    );
    await world.subscriptions.waitFor(input, ['pending_confirmation']);

    const asked = await temporal('query', ...to, '--type', 'status');
    expect(asked).toMatchObject({ queryResult: [{ state: 'pending_confirmation', orderId: input.orderId }] });

    const decision = JSON.stringify({ by: 'ana', reason: 'goods were sent' });
    const update = await temporal('update', 'execute', ...to, '--name', 'confirm', '--input', decision);
    expect(update).toMatchObject({ result: { state: 'active', paymentStatus: 'CON' } });
    expect(await world.view(input.orderId)).toMatchObject({ decision: { by: 'ana' } });
  });

  it('is told by code and field what is wrong with a command', async () => {
    const input = await payNow(world);
    await world.subscriptions.start(input);
    await world.subscriptions.waitFor(input, ['active']);
    const to = ['--workflow-id', workflowIdOf(world.merchant, input.orderId)];
    const refused = temporal('update', 'execute', ...to, '--name', 'confirm', '--input', '{"by":"ana"}');
    await expect(refused).rejects.toThrow(/reason/);
  });

  it('reads the events by their number, and asks what a command would do at a moment', async () => {
    const input = await payNow(world);
    await world.subscriptions.start(input);
    await world.subscriptions.waitFor(input, ['active']);
    const to = ['--workflow-id', workflowIdOf(world.merchant, input.orderId)];
    const read = await temporal('query', ...to, '--type', 'events', '--input', '1');
    expect(read).toMatchObject({
      queryResult: [{ events: [{ sequence: 2 }, { sequence: 3 }], earliest: 1 }],
    });

    const command = JSON.stringify({ by: 'ana', reason: 'asked by phone' });
    const preview = (...askedAt: string[]): Promise<unknown> =>
      temporal(
        'query',
        ...[...to, '--type', 'preview'],
        ...['"pause"', command, ...askedAt].flatMap((one) => ['--input', one]),
      );
    for (const askedAt of [[], [`"${new Date().toISOString()}"`]])
      expect(await preview(...askedAt)).toMatchObject({ queryResult: [{ allowed: true }] });
    for (const askedAt of ['"amanhã"', '"2027-01-10"', '7'])
      expect(await preview(askedAt)).toMatchObject({
        queryResult: [{ allowed: false, why: 'the instant at which you ask must be ISO 8601 with its zone' }],
      });
  });
});
