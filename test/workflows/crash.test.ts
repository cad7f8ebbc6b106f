import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { SubscriptionClient } from '../../client/subscription-client';
import { freePort } from '../../devstack/free-port';
import { startTemporalProcess } from '../../devstack/temporal-process';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { eventually } from '../support/eventually';
import { newOrderId, payNow } from '../support/orders';
import { temporalAddress, temporalBinary, workflowBundle } from '../support/run-environment';
import { startWorld } from '../support/world';
import { WorkerProcess } from '../worker/support/worker-process';

const DAY_MS = 86_400_000;

describe('a worker process killed while a payment is in flight', () => {
  const name = randomUUID().slice(0, 8);
  const merchant = `loja-crash-${name}`;
  const taskQueue = `crash-${name}`;
  const folder = mkdtempSync(join(tmpdir(), 'carat-crash-'));
  const caFile = join(folder, 'ca.pem');
  let sandbox: Sandbox;
  let connection: Connection;
  const workers: WorkerProcess[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox({ caFile, merchants: [{ id: 'LOJACRASH', key: 'key-of-crash' }] });
    connection = await Connection.connect({ address: temporalAddress() });
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.destroy()));
    await Promise.all([sandbox.stop(), connection.close()]);
    rmSync(folder, { recursive: true });
  });

  async function startWorker(): Promise<WorkerProcess> {
    const alias = merchant.toUpperCase().replaceAll('-', '_');
    const worker = new WorkerProcess({
      TEMPORAL_ADDRESS: temporalAddress(),
      CARAT_TASK_QUEUE: taskQueue,
      CARAT_METRICS_ADDRESS: 'off',
      CARAT_WORKFLOW_BUNDLE: workflowBundle().codePath,
      [`CARAT_MERCHANT_${alias}_ID`]: 'LOJACRASH',
      [`CARAT_MERCHANT_${alias}_KEY`]: 'key-of-crash',
      [`CARAT_MERCHANT_${alias}_BASE_URL`]: sandbox.baseUrl,
      [`CARAT_MERCHANT_${alias}_CA_FILE`]: caFile,
    });
    workers.push(worker);
    await worker.says('worker is ready');
    return worker;
  }

  it('the customer is charged once, and the next worker learns it by asking', async () => {
    const orderId = newOrderId();
    const [card] = await sandbox.control.cards();
    const subscriptions = new SubscriptionClient(new Client({ connection }), { taskQueue });
    // Executed at once, the answer held: the worker dies between the charge and the answer.
    await sandbox.control.addFault({ route: 'pay', kind: 'hold', orderId, holdMs: 30_000 });
    const first = await startWorker();
    await subscriptions.start({
      entry: 'pay_now',
      merchant,
      orderId,
      authorizerId: card?.authorizerId ?? '',
      payer: { storeIdentification: 'buyer1' },
      card: { kind: 'carat_token', token: card?.token ?? '' },
      payment: { amountCents: 4_990 },
      schedule: {
        amountCents: 4_990,
        firstDate: new Date(Date.now() + 9 * DAY_MS).toISOString().slice(0, 10),
      },
    });
    await eventually('the charge is executed', async () => (await sandbox.control.ledger()).length === 1);
    first.signal('SIGKILL');
    await startWorker();

    const view = await subscriptions.waitFor({ merchant, orderId }, ['active'], { timeoutMs: 60_000 });

    expect(view.ledger.immediate).toMatchObject([{ outcome: 'paid', knownBy: 'query' }]);
    expect(await sandbox.control.ledger()).toMatchObject([
      { orderId, outcome: 'approved', amountCents: 4_990 },
    ]);
    expect(await sandbox.control.requests({ route: 'pay' })).toHaveLength(1);
  }, 90_000);
});

describe('a Temporal server restarted under running subscriptions', () => {
  it('loses neither the payment in flight nor a later charge', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'carat-restart-'));
    const settings = {
      binary: temporalBinary(),
      port: await freePort(),
      databaseFile: join(folder, 'temporal.db'),
    };
    const before = await startTemporalProcess(settings);
    const world = await startWorld({ address: before.address });
    const input = await payNow(world);
    await world.sandbox.control.addFault({
      route: 'pay',
      kind: 'hold',
      orderId: input.orderId,
      holdMs: 2_000,
    });
    await world.subscriptions.start(input);
    await eventually('the charge is executed', async () => (await world.charges(input.orderId)).length === 1);

    await before.stop();
    const after = await startTemporalProcess(settings);
    await world.begin(input);
    await world.clock.advanceBy(12 * DAY_MS);

    const view = await world.view(input.orderId);
    expect(view).toMatchObject({
      state: 'active',
      ledger: { cycles: [{ outcome: 'paid' }, { outcome: 'due' }] },
    });
    const charges = await world.charges(input.orderId);
    expect(charges.map(({ kind }) => kind)).toEqual(['payment', 'scheduled']);
    expect(await world.sandbox.control.requests({ route: 'pay' })).toHaveLength(1);
    await world.stop();
    await after.stop();
    rmSync(folder, { recursive: true });
  }, 90_000);
});
