import { Client, Connection } from '@temporalio/client';
import { freePort } from '../../devstack/free-port';
import { SubscriptionClient } from '../../client/subscription-client';
import type { SubscriptionStart } from '../../contract/input';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { eventually } from '../support/eventually';
import { newOrderId } from '../support/orders';
import { temporalAddress, workflowBundle } from '../support/run-environment';
import { ConfigFolder, SECRET_KEY } from './support/config-folder';
import { WorkerProcess } from './support/worker-process';

const DAY_MS = 24 * 60 * 60 * 1_000;

jest.setTimeout(180_000);

let sandbox: Sandbox;
let folder: ConfigFolder;
let connection: Connection;
let worker: WorkerProcess | undefined;
let metricsUrl: string;
/** A merchant and a task queue of this run's own on the shared server. */
const merchant = `loja-w${String(process.pid)}`;
const taskQueue = `worker-shutdown-${String(process.pid)}`;
let subscriptions: SubscriptionClient;

beforeAll(async () => {
  sandbox = await startSandbox({ merchants: [{ id: 'LOJAW', key: SECRET_KEY }] });
  connection = await Connection.connect({ address: temporalAddress() });
  subscriptions = new SubscriptionClient(new Client({ connection }), { taskQueue });
});

afterAll(async () => {
  await connection.close();
  await sandbox.stop();
});

beforeEach(() => {
  folder = new ConfigFolder();
});

afterEach(async () => {
  await worker?.destroy();
  folder.remove();
  await sandbox.control.reset();
});

/** A worker as it is deployed: a configuration file, a key file, a file of certificates. */
async function startWorker(settings: Record<string, unknown> = {}): Promise<WorkerProcess> {
  folder.write('ca.pem', sandbox.caPem);
  const address = `127.0.0.1:${String(await freePort())}`;
  metricsUrl = `http://${address}/metrics`;
  const env = folder.config({
    merchants: {
      [merchant]: {
        merchantId: 'LOJAW',
        merchantKeyFile: 'loja-a.key',
        baseUrl: sandbox.baseUrl,
        caFile: 'ca.pem',
      },
    },
    taskQueue,
    metricsAddress: address,
    ...settings,
  });
  const bundle = workflowBundle().codePath;
  worker = new WorkerProcess({ ...env, CARAT_WORKFLOW_BUNDLE: bundle, TEMPORAL_ADDRESS: temporalAddress() });
  await worker.says('worker is ready');
  return worker;
}

/** A subscription whose first payment the gateway executes at once and answers only after a while. */
async function paymentInFlight(holdMs: number): Promise<string> {
  const orderId = newOrderId();
  await sandbox.control.addFault({ route: 'pay', kind: 'hold', holdMs, orderId });
  await subscriptions.start(await payNow(orderId));
  await eventually('the payment is under way', async () => {
    const [request] = await sandbox.control.requests({ route: 'pay', orderId });
    return request?.status === 'open';
  });
  return orderId;
}

async function payNow(orderId: string): Promise<SubscriptionStart> {
  const card = (await sandbox.control.cards()).find(({ brand }) => brand === 'mastercard');
  const firstDate = new Date(Date.now() + 10 * DAY_MS).toISOString().slice(0, 10);
  return {
    entry: 'pay_now',
    merchant,
    orderId,
    authorizerId: '2',
    payer: { storeIdentification: 'buyer1' },
    card: { kind: 'carat_token', token: card?.token ?? '' },
    schedule: { amountCents: 4_990, firstDate, numberOfTimes: 12 },
    payment: { amountCents: 4_990 },
  };
}

describe('a worker that is told to stop while a payment is in flight', () => {
  it('lets it end, keeps its answer, and the next worker goes on without paying again', async () => {
    const first = await startWorker();
    const orderId = await paymentInFlight(1_500);
    first.signal('SIGTERM');
    expect(await first.ended()).toBe(0);
    await startWorker();
    const { state } = await subscriptions.waitFor({ merchant, orderId }, ['active']);
    expect(state).toBe('active');
    expect(await sandbox.control.ledger()).toHaveLength(1);
    expect(await sandbox.control.requests({ route: 'pay', orderId })).toHaveLength(1);
  });

  it('ends with 4 when the call outlasts the bound', async () => {
    const first = await startWorker({ shutdownGraceSeconds: 1 });
    await paymentInFlight(50_000);
    const startedAt = performance.now();
    first.signal('SIGTERM');
    expect(await first.ended()).toBe(4);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(first.errorText).toContain('error shutdown_overdue');
  });

  it('ends at once on a second signal', async () => {
    const impatient = await startWorker();
    await paymentInFlight(20_000);
    impatient.signal('SIGTERM');
    await impatient.says('stopping: no new work is taken, calls in flight may end');
    impatient.signal('SIGTERM');
    expect(await impatient.ended()).toBe(128 + 15);
  });
});

describe('what a worker tells about its calls', () => {
  it('is each call with its subscription in the log and a count in the metrics, and no key and no card', async () => {
    const busy = await startWorker();
    const orderId = newOrderId();
    const input = await payNow(orderId);
    await subscriptions.start(input);
    await subscriptions.waitFor({ merchant, orderId }, ['active']);
    const paid = busy.lines.find(
      ({ msg, path }) => msg === 'gateway call' && String(path).includes('/payments/'),
    );
    expect(paid).toMatchObject({
      merchant,
      workflowId: `subscription/${merchant}/${orderId}`,
      activityType: 'payTransaction',
      attempt: 1,
      method: 'POST',
      outcome: 'done',
    });
    const metrics = await (await fetch(metricsUrl)).text();
    expect(metrics).toMatch(/^carat_gateway_calls\{[^}]*outcome="done"[^}]*route="pay"[^}]*\} 1$/m);
    expect(metrics).toMatch(/^temporal_num_pollers\{/m);
    const token = input.card.kind === 'carat_token' ? input.card.token : '';
    for (const secret of [SECRET_KEY, token]) expect(busy.printed + metrics).not.toContain(secret);
  });
});
