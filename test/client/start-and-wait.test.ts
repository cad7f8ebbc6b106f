import { denyFirstPayment, loseReplyOf, silence } from '../../stories/mishaps';
import { payNow } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import { runInProcess } from './support/run-in-process';

const DAY_MS = 86_400_000;

describe('a start that is waited for', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterEach(() => world.reset());
  afterAll(() => world.stop());

  it('is answered with the view once it runs', async () => {
    const view = await world.subscriptions.startAndWait(await payNow(world));
    expect(view).toMatchObject({ state: 'active', gateway: { paymentStatus: 'CON' } });
  });

  it('that takes too long says where it stands, on the command line in the time of the merchant', async () => {
    const input = await payNow(world);
    await world.sandbox.control.addFault({ route: 'create', kind: 'error_500', times: 'always' });
    const { exitCode, stderr } = await runInProcess(
      [
        'start',
        '--wait',
        '--anyway',
        '--timeout-seconds',
        '5',
        '--input',
        '-',
        '--task-queue',
        world.taskQueue,
      ],
      { env: { TEMPORAL_ADDRESS: temporalAddress() }, stdin: JSON.stringify(input) },
    );
    expect(exitCode).not.toBe(0);
    const local = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d`;
    expect(stderr).toMatch(
      new RegExp(
        `wait_timed_out: the gateway has not said what came of \\S+/${input.orderId} within 5 s: it is \\S+ since ${local} \\(São Paulo\\), waiting for`,
      ),
    );
    expect(stderr).not.toMatch(/T\d\d:\d\d:\d\d/);
  });

  it('fails with the reason of the issuer when the payment is denied, on the command line with exit code 1', async () => {
    const input = await payNow(world);
    await denyFirstPayment(world, input);
    await expect(world.subscriptions.startAndWait(input)).rejects.toMatchObject({
      code: 'start_not_successful',
      reason: expect.stringContaining('the issuer denied the payment') as string,
      view: { state: 'rejected' },
    });
    const again = await runInProcess(['start', '--wait', '--input', '-', '--task-queue', world.taskQueue], {
      env: { TEMPORAL_ADDRESS: temporalAddress() },
      stdin: JSON.stringify(input),
    });
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('has ended as rejected: the issuer denied the payment');
    expect(await world.charges(input.orderId)).toMatchObject([{ outcome: 'denied', state: 'none' }]);
  });

  it('that waits for a person is no success on the command line', async () => {
    const input = await payNow(world);
    await loseReplyOf(world, 'pay', input.orderId);
    await silence(world, 'get_transaction');
    await silence(world, 'get_schedule');
    await world.begin(input);
    await world.clock.advanceBy(15 * DAY_MS);
    const { exitCode, stdout, stderr } = await runInProcess(
      ['start', '--wait', '--input', '-', '--task-queue', world.taskQueue],
      { env: { TEMPORAL_ADDRESS: temporalAddress() }, stdin: JSON.stringify(input) },
    );
    // Whoever repeats it is told that nobody was charged by this one.
    expect(stderr).toContain('exists already with the same content; nothing was started');
    expect(stdout).toContain('Blocked since');
    expect(exitCode).toBe(5);
  });
});
