import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SubscriptionClient } from '../../client';
import { startWorld, type World } from '../support/world';
import { payNow, startLater } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { freePort } from '../../devstack/free-port';
import { runCarat, type CaratRun } from './support/run-carat';
import { runInProcess } from './support/run-in-process';

describe('the command line against a running system', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.stop());

  const env = (): Record<string, string> => ({ TEMPORAL_ADDRESS: temporalAddress() });
  const carat = (args: string[], stdin?: string): Promise<CaratRun> =>
    runInProcess([...args, '--wide', '--task-queue', world.taskQueue], {
      env: env(),
      ...(stdin === undefined ? {} : { stdin }),
    });
  const name = ({ orderId }: { orderId: string }): string => `${world.merchant}/${orderId}`;

  it('starts from standard input, waits and shows, as a process of its own', async () => {
    const input = await startLater(world);
    const options = { env: env(), stdin: JSON.stringify(input) };
    const queue = ['--task-queue', world.taskQueue];
    const started = await runCarat(['start', '--anyway', '--input', '-', ...queue], options);
    expect(started).toMatchObject({ exitCode: 0, stderr: '' });
    expect(started.stdout).toContain(`${name(input)} is started`);
    expect(started.stdout).toContain(`carat show ${name(input)}`);

    const waited = await runCarat(['wait', name(input), '--for', 'active', '--json', ...queue], {
      env: env(),
    });
    expect(waited).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(waited.stdout)).toEqual(JSON.parse(JSON.stringify(await world.view(input.orderId))));
  });

  it('ends with its reader, and says in a line that the answer could not be written', async () => {
    const carat = `"${process.execPath}" --import tsx client/cli/main.ts`;
    const inShell = (line: string): Promise<{ stdout: string; stderr: string }> =>
      promisify(execFile)('bash', ['-o', 'pipefail', '-c', line], { env: { ...process.env, ...env() } });
    const { stdout, stderr } = await inShell(
      `${carat} list --watch 1 --merchant ${world.merchant} | head -1`,
    );
    expect({ lines: stdout.split('\n').length, stderr }).toEqual({ lines: 2, stderr: '' });
    if (process.platform !== 'linux') return;
    await expect(inShell(`${carat} --help >/dev/full`)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error output_not_written: .*ENOSPC\)\n$/) as string,
    });
  }, 60_000);

  it('a client that is used after its end says so, whatever it is asked', async () => {
    const client = await SubscriptionClient.connect({ env: env() });
    await client.close();
    const ref = { merchant: world.merchant, orderId: 'A0001' };
    const asked = [
      client.get(ref),
      client.list(),
      client.count(),
      client.pause(ref, { by: 'ana', reason: 'x' }),
    ];
    for (const answer of asked) await expect(answer).rejects.toMatchObject({ code: 'client_closed' });
  });

  it('starts from flags; the same again is said to be there, other content is refused with 1', async () => {
    const input = await startLater(world);
    const flags = [
      ['--merchant', input.merchant],
      ['--order-id', input.orderId],
      ['--entry', 'start_later'],
      ['--amount-cents', '4990'],
      ['--first-date', input.schedule.firstDate],
      ['--authorizer', '2'],
      ['--store-identification', 'buyer1'],
      ['--card-token', input.card.kind === 'carat_token' ? input.card.token : ''],
    ].flat();
    expect((await carat(['start', '--anyway', ...flags])).exitCode).toBe(0);
    const again = await carat(['start', '--anyway', ...flags, '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ alreadyRunning: true, orderId: input.orderId });
    const other = await carat(['start', '--anyway', ...flags, '--times', '3', '--json']);
    expect(other).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(other.stderr)).toMatchObject({
      error: {
        code: 'subscription_exists_with_different_content',
        differingFields: ['schedule.numberOfTimes'],
      },
    });
  });

  it('shows a payment that awaits confirmation with the commands that decide it; they work as printed', async () => {
    const input = await payNow(world, { lateConfirmation: { confirmWithinMinutes: 60 } });
    await world.begin(input);
    const { stdout } = await carat(['show', name(input)]);
    const proposed = /carat (confirm \S+ --by) "<your name>" (--reason) "<why>"/.exec(stdout);
    expect(proposed).not.toBeNull();
    const [, confirm = '', reason = ''] = proposed ?? [];
    const confirmed = await carat([...confirm.split(' '), 'ana', reason, 'goods were sent']);
    expect(confirmed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(confirmed.stdout).toContain(`${name(input)} is now active (gateway: payment CON`);

    const undone = await carat(['undo', name(input), '--by', 'ana', '--reason', 'too late']);
    expect(undone).toMatchObject({ exitCode: 1, stdout: '' });
    expect(undone.stderr).toContain('error command_not_allowed');
    expect((await carat(['show', `subscription/${name(input)}`])).stdout).toContain('goods were sent');
  });

  it('shows a flag with the command that takes it off; it works as printed, once', async () => {
    const input = await startLater(world);
    await world.begin(input);
    await world.client.workflow.getHandle(`subscription/${name(input)}`).cancel();
    await world.clock.untilIdle();
    const { stdout } = await carat(['show', name(input)]);
    const proposed =
      /carat (acknowledge \S+ --flags cancel_requested --by) "<your name>" (--reason) "<why>"/.exec(stdout);
    expect(proposed).not.toBeNull();
    const [, acknowledge = '', reason = ''] = proposed ?? [];
    const typed = [...acknowledge.split(' '), 'ana', reason, 'asked who did it'];
    expect(await carat(typed)).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await carat(['show', name(input)])).stdout).not.toContain('Attention');
    expect(await carat(typed)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('not flagged: cancel_requested') as string,
    });
    const unknown = await carat([
      'acknowledge',
      name(input),
      '--flags',
      'all',
      '--by',
      'ana',
      '--reason',
      'x',
    ]);
    expect(unknown).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--flags: must be one of cycle_missed') as string,
    });
  });

  it('lists, one page or all', async () => {
    await world.begin(await startLater(world));
    await world.subscriptions.list();
    const page = await carat(['list', '--page-size', '1', '--json']);
    const { subscriptions, nextPageToken } = JSON.parse(page.stdout) as {
      subscriptions: unknown[];
      nextPageToken?: string;
    };
    expect(subscriptions).toHaveLength(1);
    expect(nextPageToken).toBeDefined();
    const all = await carat([
      'list',
      '--merchant',
      world.merchant,
      '--state',
      'active,blocked',
      '--open',
      '--all',
    ]);
    expect(all).toMatchObject({ exitCode: 0, stderr: '' });
    expect(all.stdout).toContain('SUBSCRIPTION');
    expect((await carat(['list', '--state', 'fine'])).exitCode).toBe(2);
  });

  it('shows what is still known of a terminated one, on standard output, and ends with 1', async () => {
    const input = await startLater(world);
    await world.begin(input);
    await world.client.workflow.getHandle(`subscription/${name(input)}`).terminate('by mistake');
    const { exitCode, stdout, stderr } = await carat(['show', name(input)]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('error workflow_failed');
    expect(stdout).toContain('Last known, before the workflow was closed:');
    expect(stdout).toContain('schedule ATV');
  });

  it.each([
    ['3 when there is no such subscription', 3, ['show', 'loja-a/nobody'], 'subscription_not_found'],
    ['3 when there is no such namespace', 3, ['list', '--namespace', 'nowhere'], 'namespace_not_found'],
  ])('ends with %s', async (_what, exitCode, args, code) => {
    const run = await carat([...args, '--json']);
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(JSON.parse(run.stderr)).toMatchObject({ error: { code, docs: `docs/errors.md#${code}` } });
  });

  it('ends with 5 when the wait runs out', async () => {
    const input = await startLater(world);
    await world.begin(input);
    const { exitCode, stderr } = await carat([
      'wait',
      name(input),
      '--for',
      'completed',
      '--timeout-seconds',
      '0',
    ]);
    expect(exitCode).toBe(5);
    expect(stderr).toContain('it is active since');
  });

  it('ends with 4 when Temporal cannot be reached', async () => {
    const address = `127.0.0.1:${String(await freePort())}`;
    const { exitCode, stderr } = await runInProcess(['list', '--address', address]);
    expect(exitCode).toBe(4);
    expect(stderr).toContain(`no Temporal server could be reached at ${address}`);
  });
});
