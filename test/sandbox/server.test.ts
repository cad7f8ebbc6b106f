import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, get } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { startSandbox } from '../../sandbox/server';
import { makeCertificates } from '../../sandbox/tls';
import { Caller } from './support/caller';
import { openStage } from './support/stage';
import { waitFor } from './support/wait-for';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('a sandbox', () => {
  it('speaks HTTPS on a host name, with a certificate that its own authority vouches for', async () => {
    const caFile = join(folder, 'ca.pem');
    const { sandbox } = await openStage({ caFile });

    expect(sandbox.baseUrl).toMatch(/^https:\/\/localhost:\d+\/e-sitef\/api$/);
    await expect(readFile(caFile, 'utf8')).resolves.toBe(sandbox.caPem);
    expect(new X509Certificate(sandbox.caPem).ca).toBe(true);
    await expect(new Caller({ ...sandbox, caPem: '' }).get('/v1/x')).rejects.toMatchObject({
      code: expect.stringMatching(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/) as string,
    });
    await sandbox.stop();
  });

  it('does not speak TLS below 1.2', async () => {
    const { sandbox } = await openStage();
    const port = Number(new URL(sandbox.baseUrl).port);
    const handshake = new Promise((resolve, reject) => {
      const options = {
        port,
        host: 'localhost',
        ca: sandbox.caPem,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
      } as const;
      connect({ ...options, ciphers: 'DEFAULT@SECLEVEL=0' }, () => {
        resolve('connected');
      }).on('error', reject);
    });

    await expect(handshake).rejects.toThrow(/protocol|version|alert/i);
    await sandbox.stop();
  });

  it.each(['port', 'controlPort'] as const)(
    'names the %s that is taken, and leaves nothing behind',
    async (option) => {
      const squatter = createServer();
      await new Promise<void>((resolve) => {
        squatter.listen(0, 'localhost', resolve);
      });
      const { port } = squatter.address() as AddressInfo;

      await expect(startSandbox({ [option]: port })).rejects.toMatchObject({
        code: 'sandbox_port_in_use',
        message: expect.stringContaining(String(port)) as string,
      });
      squatter.close();
    },
  );

  it('stops although an answer is being held', async () => {
    const stage = await openStage();
    const nit = await stage.createPayment();
    await stage.control.addFault({ route: 'pay', kind: 'hold_before', holdMs: 600_000 });
    const answer = stage.pay(nit).catch((error: unknown) => error);
    await waitFor(async () => (await stage.control.requests({ route: 'pay' })).length > 0);

    await stage.sandbox.stop();

    await expect(answer).resolves.toMatchObject({ code: 'ECONNRESET' });
  });

  it('issues the same ids for the same seed', async () => {
    const nits = [];
    for (const seed of [5, 5, 6]) {
      const stage = await openStage({ seed });
      nits.push(await stage.createPayment());
      await stage.sandbox.stop();
    }

    expect(nits[0]).toBe(nits[1]);
    expect(nits[0]).not.toBe(nits[2]);
  });

  it.each(['nonsense', '+009500-01-01'])('refuses to start at %s', async (day) => {
    await expect(startSandbox({ now: new Date(`${day}T00:00:00.000Z`) })).rejects.toMatchObject({
      code: 'sandbox_invalid_time',
    });
  });

  it('refuses stores that the gateway could not have', async () => {
    await expect(startSandbox({ merchants: [{ id: 'loja-a', key: 'k' }] })).rejects.toMatchObject({
      code: 'sandbox_invalid_option',
    });
    await expect(startSandbox({ merchants: [{ id: 'LOJAA', key: '' }] })).rejects.toMatchObject({
      code: 'sandbox_invalid_option',
    });
  });
});

function runAlone(...flags: string[]): {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
} {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...flags], {
    cwd: join(__dirname, '../..'),
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { child, output: () => text, ended };
}

async function printed(run: ReturnType<typeof runAlone>, words: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (run.output().includes(words)) resolve();
    };
    run.child.stdout?.on('data', look);
    void run.ended.then(() => {
      resolve();
    });
  });
}

describe('a sandbox that runs alone', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints where it is and what it knows, and ends on %s',
    async (signal) => {
      const caFile = join(folder, `${signal}.pem`);
      const run = runAlone('--port', '0', '--control-port', '0', '--ca-file', caFile, '--clock', 'manual');
      await printed(run, 'sodexo-3');

      expect(run.output()).toMatch(/gateway {3}https:\/\/localhost:\d+\/e-sitef\/api/);
      expect(run.output()).toMatch(/control {3}http:\/\/localhost:\d+/);
      expect(run.output()).toContain('LOJAA, LOJAB');
      run.child.kill(signal);
      await expect(run.ended).resolves.toBe(0);
    },
  );

  it('writes its authority where a caller can trust it, also when nobody said where, and takes it away at the end', async () => {
    const run = runAlone('--port', '0', '--control-port', '0');
    await printed(run, 'sodexo-3');
    const [, caFile = ''] = /^CA file +(\S+)$/m.exec(run.output()) ?? [];
    const [, baseUrl = ''] = /^gateway +(\S+)$/m.exec(run.output()) ?? [];
    const agent = new Agent({ ca: readFileSync(caFile) });
    const status = await new Promise((resolve, reject) => {
      get(`${baseUrl}/v1/transactions/x`, { agent }, ({ statusCode }) => {
        resolve(statusCode);
      }).on('error', reject);
    });
    expect(status).toBe(401);
    agent.destroy();
    run.child.kill('SIGINT');
    await run.ended;
    expect(existsSync(caFile)).toBe(false);
  });

  it('keeps its certificate over restarts where it is told to, for the host of that', async () => {
    const tlsFolder = join(folder, 'kept');
    const authorityFor = async (host: string): Promise<string> => {
      const sandbox = await startSandbox({ host, listenOn: '127.0.0.1', tlsFolder });
      await sandbox.stop();
      return sandbox.caPem;
    };
    const first = await authorityFor('localhost');
    expect(await authorityFor('localhost')).toBe(first);
    expect(statSync(join(tlsFolder, 'sandbox.key')).mode & 0o777).toBe(0o600);
    // Cut off while it made new ones, an earlier start leaves what does not belong together.
    writeFileSync(join(tlsFolder, 'sandbox.key'), (await makeCertificates(['localhost'])).privateKeyPem);
    const mended = await authorityFor('localhost');
    expect(mended).not.toBe(first);
    expect(await authorityFor('localhost')).toBe(mended);
    const other = await authorityFor('sandbox');
    expect(other).not.toBe(first);
    expect(await authorityFor('sandbox')).toBe(other);
  });

  it('says which port is taken', async () => {
    const { sandbox } = await openStage();
    const { port } = new URL(sandbox.baseUrl);
    const run = runAlone('--port', port, '--control-port', '0');

    await expect(run.ended).resolves.toBe(1);
    expect(run.output()).toContain(`sandbox_port_in_use: port ${port} is taken`);
    await sandbox.stop();
  });
});
