import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { freePort } from '../../devstack/free-port';
import { PORT_NAMES, type PortName } from '../../devstack/settings';
import { serversOf, stillRunning } from '../support/child-processes';
import { eventually } from '../support/eventually';
import { TestReceiver } from '../support/receiver';
import { startProgram, type RunningProgram } from '../support/program';

type Ports = Record<PortName, number>;

async function freePorts(): Promise<Ports> {
  const ports = new Set<number>();
  while (ports.size < PORT_NAMES.length) ports.add(await freePort());
  return Object.fromEntries([...ports].map((port, index) => [PORT_NAMES[index], port])) as Ports;
}

const firstDate = DateTime.now().plus({ days: 10 }).toFormat('yyyy-MM-dd');

describe('npm start', () => {
  let folder: string;
  let ports: Ports;
  const running: RunningProgram[] = [];
  const closing: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carat-start-'));
    ports = await freePorts();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  function start(...more: string[]): RunningProgram {
    const flags = PORT_NAMES.flatMap((name) => [`--port-${name}`, String(ports[name])]);
    const program = startProgram('devstack/main.ts', [
      ...flags,
      '--db',
      join(folder, 'temporal.db'),
      ...more,
    ]);
    running.push(program);
    return program;
  }

  async function up(program: RunningProgram): Promise<void> {
    const has = { ended: false };
    void program.ended.then(() => (has.ended = true));
    await eventually('the stack is up', () =>
      Promise.resolve(has.ended || program.stdout().includes('Ctrl-C stops everything')),
    );
    if (has.ended) throw new Error(`it ended: ${program.stderr()}`);
  }

  async function carat(...args: string[]): Promise<string> {
    const address = { TEMPORAL_ADDRESS: `127.0.0.1:${String(ports.temporal)}` };
    const program = startProgram('client/cli/main.ts', args, address);
    const code = await program.ended;
    if (code !== 0) throw new Error(`carat ${args[0] ?? ''} ended with ${String(code)}: ${program.stderr()}`);
    return program.stdout();
  }

  /** Posts to the door that the stack has named, over its TLS. */
  async function statusPost(program: RunningProgram, orderId: string): Promise<number | undefined> {
    const [, url = ''] = /^ +doors +(\S+)$/m.exec(program.stdout()) ?? [];
    const ca = readFileSync(join(folder, 'doors-ca.pem'), 'utf8');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request(url, { method: 'POST', ca, headers, agent: false });
    sent.end(`nit=${'a'.repeat(64)}&pedido=${orderId}&status=CON`);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  }

  const tokenOf = (brand: string, program: RunningProgram): string =>
    new RegExp(`^ +${brand} .*--card-token (\\S+)$`, 'm').exec(program.stdout())?.[1] ?? '';

  it('brings up a stack that a subscription lives on, also over a restart, and leaves nothing behind', async () => {
    const secret = `whsec_${Buffer.alloc(32, 'a').toString('base64')}`;
    const receiver = await TestReceiver.open([secret]);
    closing.push(() => receiver.close());
    const { url, ca = '' } = receiver.options();
    writeFileSync(join(folder, 'receiver-secret'), secret);
    writeFileSync(join(folder, 'receiver-ca.pem'), ca);
    const first = start('--receiver', url, '--receiver-ca', join(folder, 'receiver-ca.pem'));
    await up(first);
    const servers = serversOf(first.child.pid);
    expect(servers).toHaveLength(1);
    expect(first.stdout()).toContain(url);
    expect(first.stdout()).toContain('Development only');
    expect(readFileSync(join(folder, 'sandbox-ca.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');

    await carat(
      ...['start', '--merchant', 'loja-a', '--order-id', 'A0001', '--entry', 'pay_now', '--times', '12'],
      ...['--amount-cents', '4990', '--first-date', firstDate, '--authorizer', '2'],
      ...['--store-identification', 'buyer1', '--card-token', tokenOf('mastercard', first)],
    );
    await carat('wait', 'loja-a/A0001', '--for', 'active');
    const ui = await fetch(`http://127.0.0.1:${String(ports.ui)}/namespaces/default/workflows`);
    const metrics = await fetch(`http://127.0.0.1:${String(ports.metrics)}/metrics`);
    expect([ui.status, metrics.status]).toEqual([200, 200]);
    expect(await statusPost(first, 'A0001')).toBe(200);
    await eventually('the receiver is told', () =>
      Promise.resolve(receiver.of('A0001').some(({ type }) => type === 'subscription.activated')),
    );

    first.child.kill('SIGINT');
    expect({ code: await first.ended, stderr: first.stderr() }).toMatchObject({ code: 0 });
    expect(stillRunning(servers)).toEqual([]);

    const second = start();
    await up(second);
    expect(second.stdout()).toMatch(/earlier runs that are still open: 1\. The sandbox no longer knows them/);
    expect(await carat('list')).toMatch(/^loja-a\/A0001 +active/m);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);

    const third = start('--fresh');
    await up(third);
    expect(third.stdout()).not.toContain('earlier runs');
    expect(await carat('list')).not.toContain('A0001');
  }, 150_000);

  it('ends with a clear word when the Temporal server ends by itself', async () => {
    const program = start();
    await up(program);
    const [server] = serversOf(program.child.pid);
    if (server === undefined) throw new Error('there is no server');
    process.kill(server, 'SIGKILL');
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toContain(
      `error temporal_ended: the Temporal server (process ${String(server)})`,
    );
  });

  it('starts nothing when a port is taken, and says which, what it is for and how to choose another', async () => {
    const other = createServer().listen(ports.ui, '127.0.0.1');
    const program = start();
    expect(await program.ended).toBe(1);
    other.close();
    const taken = `error port_taken: a port is taken: ${String(ports.ui)} for the Temporal Web UI (process ${String(process.pid)}: `;
    expect(program.stderr()).toContain(taken);
    expect(program.stderr()).toContain('--port-ui or CARAT_PORT_UI');
    expect(program.stdout()).toBe('');
  });

  it('takes the server along when the start fails half way', async () => {
    const program = startProgram('devstack/main.ts', [
      ...PORT_NAMES.flatMap((name) => [`--port-${name}`, String(ports[name])]),
      ...['--db', join(folder, 'temporal.db')],
    ]);
    running.push(program);
    await eventually('the server runs', () => Promise.resolve(serversOf(program.child.pid).length > 0));
    const servers = serversOf(program.child.pid);
    // Somebody takes the sandbox's port between the check and its use.
    const other = createServer().listen(ports.sandbox, 'localhost');
    const code = await program.ended;
    other.close();
    expect({ code, stderr: program.stderr() }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('sandbox_port_in_use') as string,
    });
    expect(stillRunning(servers)).toEqual([]);
  });

  it('does not share a database with another stack', async () => {
    const first = start();
    await up(first);
    ports = await freePorts();
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toContain('error database_in_use');
  });
});
