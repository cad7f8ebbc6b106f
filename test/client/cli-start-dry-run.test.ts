import { DateTime } from 'luxon';
import { inAMonth } from '../../client/cli/text';
import type { SubscriptionStart } from '../../contract/input';
import { eventually } from '../support/eventually';
import { newOrderId, startLater } from '../support/orders';
import { temporalAddress } from '../support/run-environment';
import { startWorld, type World } from '../support/world';
import type { CaratRun } from './support/run-carat';
import { runInProcess } from './support/run-in-process';

/** Nobody listens there. */
const env = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
const today = DateTime.now().setZone('America/Sao_Paulo').toFormat('yyyy-MM-dd');

const start = (...more: string[]): string[] => [
  ...['start', '--merchant', 'loja-a', '--order-id', 'A0001', '--authorizer', '2'],
  ...['--store-identification', 'buyer1', '--card-token', 'tok-1', ...more],
];
const later = start(
  '--entry',
  'start_later',
  '--amount-cents',
  '4990',
  '--first-date',
  inAMonth(),
  '--times',
  '12',
);

describe('a start that is tried with --dry-run', () => {
  test('says in words what would be charged when, and starts nothing', async () => {
    const { exitCode, stdout } = await runInProcess([...later, '--dry-run'], { env });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^loja-a\/A0001: what would be charged\n {2}now {4}nothing/);
    expect(stdout).toContain(`R$ 49,90 on ${inAMonth()} 03:30, by the daily job of the gateway`);
    expect(stdout).toContain('total  R$ 598,80 in 12 charges');
    expect(stdout).toContain('calls  createTransaction, activateSchedule');
    expect(stdout).toContain('Nothing was sent.');
    expect(stdout).toMatch(
      /^ {2}mind {3}whether the start would be refused was not looked at: no Temporal server could be reached/m,
    );
  });

  test('warns of two charges at once, in money', async () => {
    const now = start('--entry', 'pay_now', '--amount-cents', '4990', '--first-date', today, '--dry-run');
    const { stdout } = await runInProcess(now, { env });
    expect(stdout).toMatch(/mind {3}R\$ 49,90 now, and R\$ 49,90 again (today|tomorrow) at 03:30/);
  });

  test('is checked like the start itself, with the ceiling of the environment', async () => {
    const dear = { ...env, CARAT_MAX_AMOUNT_CENTS: '4989' };
    const refused = await runInProcess([...later, '--dry-run'], { env: dear });
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toContain('--amount-cents: must be at most 4989 cents (R$ 49,89)');
    const odd = await runInProcess([...later, '--dry-run'], {
      env: { ...env, CARAT_MAX_AMOUNT_CENTS: '49,90' },
    });
    expect(odd.stderr).toContain('error invalid_usage: CARAT_MAX_AMOUNT_CENTS');
    const passed = start(
      '--entry',
      'start_later',
      '--amount-cents',
      '1',
      '--first-date',
      '2020-01-01',
      '--dry-run',
    );
    expect((await runInProcess(passed, { env })).stderr).toContain('--first-date: must not have passed');
  });
});

describe('where a server can be reached, a start that is tried', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  const tried = (order: SubscriptionStart, ...more: string[]): Promise<CaratRun> =>
    runInProcess(['start', '--dry-run', '--input', '-', '--task-queue', world.taskQueue, ...more], {
      env: { TEMPORAL_ADDRESS: temporalAddress() },
      stdin: JSON.stringify(order),
    });
  const isThere = async (order: SubscriptionStart): Promise<boolean> =>
    world.subscriptions.get(order).then(
      () => true,
      () => false,
    );

  test('starts nothing, and has nothing to mind', async () => {
    const order = await startLater(world);
    const { exitCode, stdout, stderr } = await tried(order);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('what would be charged');
    expect(stdout).not.toContain('mind');
    expect(await isThere(order)).toBe(false);
  });

  test('is told of an order id that is taken, and of the very same start', async () => {
    const order = await startLater(world);
    await world.subscriptions.start(order);
    const same = await tried(order);
    expect(same).toMatchObject({ exitCode: 0, stderr: '' });
    expect(same.stdout).toContain('exists already with the same content; nothing would be started');
    const other = await tried(order, '--amount-cents', '5990');
    expect(other).toMatchObject({ exitCode: 1, stdout: '' });
    expect(other.stderr).toContain('error subscription_exists_with_different_content: ');
    expect(other.stderr).toContain('--amount-cents');
    // Of an attempt, too.
    const again = await tried(order, '--attempt', '2');
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('error attempt_refused: ');
  });

  test('is told of a merchant that nobody serves, and with --anyway minds it', async () => {
    const order = await startLater(world, { merchant: `${world.merchant}x` });
    const refused = await tried(order);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('error merchant_not_served: ');
    const anyway = await tried(order, '--anyway');
    expect(anyway).toMatchObject({ exitCode: 0, stderr: '' });
    expect(anyway.stdout).toContain('mind   no worker serves the merchant; its calls wait');
    expect(await isThere(order)).toBe(false);
  });

  test('is told of one that is alike', async () => {
    const first = await startLater(world, { payer: { storeIdentification: 'twin1' } });
    await world.subscriptions.start(first);
    const second = { ...first, orderId: newOrderId() };
    await eventually('the list has the first one', async () => {
      const { exitCode, stderr } = await tried(second);
      return exitCode === 1 && stderr.includes('error similar_start: ') && stderr.includes(first.orderId);
    });
    const anyway = await tried(second, '--anyway');
    expect(anyway).toMatchObject({ exitCode: 0, stderr: '' });
    expect(anyway.stdout).toContain('mind   the same payer, terms and first date');
  });

  test('asked through the client, an adoption and a first date that has passed are refused, too', async () => {
    const order = await startLater(world);
    const adoption = {
      entry: 'adopt',
      merchant: world.merchant,
      orderId: order.orderId,
      sid: 'a'.repeat(64),
    };
    const adopt = { ...adoption, schedule: order.schedule } as never;
    await expect(world.subscriptions.lookBeforeStart(adopt)).rejects.toThrow(/entry: must be pay_now or/);
    const passed = { ...order, schedule: { ...order.schedule, firstDate: '2026-01-10' } };
    await expect(world.subscriptions.lookBeforeStart(passed)).rejects.toThrow(/firstDate/);
    await world.subscriptions.start(order);
    expect(await world.subscriptions.lookBeforeStart(order)).toEqual({ exists: true });
  });
});
