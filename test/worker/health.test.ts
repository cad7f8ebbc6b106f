import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../../devstack/free-port';
import { temporalAddress } from '../support/run-environment';
import { eventually } from '../support/eventually';
import { newOrderId } from '../support/orders';
import { Relay } from './support/relay';
import { Deployment } from './support/deployment';
import type { ProcessOptions, WorkerProcess } from './support/worker-process';

const CHECKOUT = join(__dirname, '../..');

jest.setTimeout(180_000);

const DENIED = { kind: 'deny', authorizerCode: '51' } as const;

describe('a worker that is deployed, and the check of its container', () => {
  let deployment: Deployment;
  let healthAddress: string;

  beforeAll(async () => {
    deployment = await Deployment.start();
  });
  beforeEach(async () => {
    healthAddress = `127.0.0.1:${String(await freePort())}`;
  });
  afterEach(() => deployment.reset());
  afterAll(() => deployment.stop());

  const start = (options: ProcessOptions = {}): Promise<WorkerProcess> =>
    deployment.startWorker({ healthAddress }, options);

  /** Runs what the Dockerfile names, from source. */
  const check = (): Promise<{ exitCode: number; said: string }> =>
    new Promise((resolve) => {
      const args = ['--import', 'tsx', 'worker/health-check.ts'];
      const env = { PATH: process.env['PATH'], CARAT_HEALTH_ADDRESS: healthAddress };
      const child = execFile(process.execPath, args, { cwd: CHECKOUT, env }, (_error, said) => {
        resolve({ exitCode: child.exitCode ?? -1, said });
      });
    });

  /** Asks without a process of its own, while something is waited for. */
  const tells = async (part: string, isReady: boolean): Promise<boolean> => {
    const answer = await fetch(`http://${healthAddress}/readyz`).catch(() => undefined);
    return answer?.ok === isReady && (await answer.text()).includes(part);
  };

  const metricsAnswer = async (): Promise<boolean> =>
    (await fetch(`http://${deployment.metricsAddress}/metrics`)).ok;

  it('is content while the worker polls, and not without a worker', async () => {
    expect(await check()).toMatchObject({ exitCode: 1 });
    await start();
    await eventually('it polls', () => deployment.polls());
    const { exitCode, said } = await check();
    expect({ exitCode, ...(JSON.parse(said) as object) }).toEqual({
      exitCode: 0,
      ready: true,
      temporal: true,
      pollers: expect.any(Number) as number,
    });
  });

  it('counts at its metrics what became of each charge, once', async () => {
    await start();
    const { sandbox, subscriptions, metricsAddress } = deployment;
    const counted = async (): Promise<string[]> => {
      const text = await (await fetch(`http://${metricsAddress}/metrics`)).text();
      return text.split('\n').filter((line) => /^carat_charges_total\{.*\} [1-9]/.test(line));
    };
    const [approved, denied] = [newOrderId(), newOrderId()];
    for (const orderId of [approved, denied]) {
      const order = await deployment.payNow(orderId);
      if (orderId === denied && order.card.kind === 'carat_token')
        await sandbox.control.scriptCard(order.card.token, { orderId, payment: DENIED });
      await subscriptions.start(order);
    }
    await eventually('both are counted', async () => (await counted()).length === 2);
    const of = (outcome: string): RegExp =>
      new RegExp(`^carat_charges_total\\{.*merchant="[^"]+".*outcome="${outcome}".*\\} 1$`, 'm');
    const text = (await counted()).join('\n');
    expect(text).toMatch(of('paid'));
    expect(text).toMatch(of('denied'));
  });

  it('is not ready while Temporal is away, and alive all the same: a new start would not help', async () => {
    const relay = await Relay.start(temporalAddress());
    await start({ env: { TEMPORAL_ADDRESS: relay.address } });
    await eventually('it is ready', () => tells('"ready":true', true));
    relay.cut();
    await eventually('it says that Temporal is away', () => tells('"temporal":false', false));
    expect((await fetch(`http://${healthAddress}/healthz`)).status).toBe(200);
    await relay.mend();
    await eventually('it is ready again', () => tells('"ready":true', true), 60_000);
    relay.cut();
  });

  it('sees an event loop that hangs, although the metrics answer as if nothing were', async () => {
    const worker = await start({ preload: 'test/worker/support/freeze-on-signal.cjs' });
    await eventually('it is healthy', () => tells('"pollers":', true));
    worker.signal('SIGUSR2');
    expect(await check()).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining('no answer') as string,
    });
    expect(await metricsAnswer()).toBe(true);
    await eventually('the loop is free again', () => tells('"pollers":', true));
  });

  it('sees a worker that takes nothing any more, although it lives and its metrics answer', async () => {
    const { sandbox, subscriptions } = deployment;
    const worker = await start();
    await eventually('it is healthy', () => tells('"pollers":', true));
    const orderId = newOrderId();
    await sandbox.control.addFault({ route: 'pay', kind: 'hold', holdMs: 40_000, orderId });
    await subscriptions.start(await deployment.payNow(orderId));
    await eventually('the payment is under way', async () => {
      const [request] = await sandbox.control.requests({ route: 'pay', orderId });
      return request?.status === 'open';
    });
    worker.signal('SIGTERM');
    await eventually('it takes nothing any more', () => tells('"pollers":0', false));
    expect(await check()).toMatchObject({ exitCode: 1 });
    expect(await metricsAnswer()).toBe(true);
  });
});
