import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { freePort } from '../../devstack/free-port';
import { temporalAddress, workflowBundle } from '../support/run-environment';
import { environmentAlone, SECRET_KEY } from './support/config-folder';
import { WorkerProcess } from './support/worker-process';

jest.setTimeout(180_000);

let worker: WorkerProcess | undefined;

/** Starts a worker for one merchant against the server of the run; each change is a variable. */
function start(changes: NodeJS.ProcessEnv = {}): WorkerProcess {
  worker = new WorkerProcess({
    ...environmentAlone(),
    TEMPORAL_ADDRESS: temporalAddress(),
    CARAT_TASK_QUEUE: 'worker-process-test',
    CARAT_METRICS_ADDRESS: 'off',
    CARAT_WORKFLOW_BUNDLE: workflowBundle().codePath,
    ...changes,
  });
  return worker;
}

afterEach(async () => {
  await worker?.destroy();
  worker = undefined;
});

describe('a worker process that is told to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('by %s ends with 0 when it is idle', async (signal) => {
    const idle = start();
    await idle.says('worker is ready');
    idle.signal(signal);
    expect(await idle.ended()).toBe(0);
    await idle.says('stopped');
  });

  it('has kept its memory out of core dumps, where the system can', async () => {
    if (process.platform !== 'linux') return;
    const idle = start();
    await idle.says('worker is ready');
    expect(readFileSync(`/proc/${String(idle.pid)}/coredump_filter`, 'utf8').trim()).toBe('00000000');
  });

  it('while it still waits for Temporal ends at once', async () => {
    const waiting = start({ TEMPORAL_ADDRESS: `127.0.0.1:${String(await freePort())}` });
    await waiting.says('Temporal does not answer yet, trying again');
    waiting.signal('SIGTERM');
    expect(await waiting.ended()).toBe(0);
  });
});

describe('a worker process that cannot start', () => {
  it('lists every problem of its configuration and ends with 2', async () => {
    const broken = start({
      CARAT_MERCHANT_LOJA_A_BASE_URL: 'https://10.0.0.1/api',
      CARAT_MERCHANT_LOJA_A_KEY: `${SECRET_KEY} `,
      CARAT_LOG_LEVEL: 'loud',
    });
    expect(await broken.ended()).toBe(2);
    expect(broken.errorText).toContain('error invalid_worker_config');
    for (const name of ['LOJA_A_BASE_URL', 'LOJA_A_KEY', 'LOG_LEVEL']) {
      expect(broken.errorText).toContain(`CARAT_${name.startsWith('LOJA') ? 'MERCHANT_' : ''}${name}: `);
    }
    expect(broken.printed).not.toContain(SECRET_KEY);
  });

  it('names the metrics address that is taken and ends with 3', async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = `127.0.0.1:${String(port)}`;
    const second = start({ CARAT_METRICS_ADDRESS: address });
    expect(await second.ended()).toBe(3);
    expect(second.errorText).toContain(
      `error metrics_address_unavailable: the metrics endpoint cannot listen on ${address}: it is in use`,
    );
    await new Promise((resolve) => server.close(resolve));
  });

  it('names the health address that is taken and ends with 3', async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = `127.0.0.1:${String(port)}`;
    const second = start({
      CARAT_METRICS_ADDRESS: `127.0.0.1:${String(await freePort())}`,
      CARAT_HEALTH_ADDRESS: address,
    });
    expect(await second.ended()).toBe(3);
    expect(second.errorText).toContain(
      `error health_address_unavailable: the health endpoint cannot listen on ${address}: it is in use`,
    );
    await new Promise((resolve) => server.close(resolve));
  });

  it('names the address at which no Temporal server answers and ends with 3', async () => {
    const address = `127.0.0.1:${String(await freePort())}`;
    const alone = start({ TEMPORAL_ADDRESS: address, CARAT_START_WAIT_SECONDS: '1' });
    expect(await alone.ended()).toBe(3);
    expect(alone.errorText).toContain(`no Temporal server answered at ${address} within 1 s`);
  });

  it('names the namespace that does not exist and ends with 3', async () => {
    const lost = start({ TEMPORAL_NAMESPACE: 'nowhere' });
    expect(await lost.ended()).toBe(3);
    expect(lost.errorText).toContain('error namespace_not_found');
    expect(lost.errorText).toContain('has no namespace "nowhere"');
  });
});
