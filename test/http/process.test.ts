import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../../devstack/free-port';
import { temporalAddress } from '../support/run-environment';
import { eventually } from '../support/eventually';
import { newToken } from './support/doors';

const CHECKOUT = join(__dirname, '..', '..');

/** A real process of the doors, with nothing of this environment but what it needs to run. */
async function run(
  env: NodeJS.ProcessEnv,
): Promise<{ printed: () => string; signal: (name: NodeJS.Signals) => void; ended: Promise<number> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join('http', 'main.ts')], {
    cwd: CHECKOUT,
    env: { PATH: process.env['PATH'], HOME: '/nowhere', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number);
  await once(child, 'spawn');
  return { printed: () => printed, signal: (name) => void child.kill(name), ended };
}

describe('the process of the doors', () => {
  it('opens, says so without a token, takes a post, and stops as asked', async () => {
    const token = newToken();
    const [port, opsPort] = [await freePort(), await freePort()];
    const doors = await run({
      TEMPORAL_ADDRESS: temporalAddress(),
      CARAT_DOORS_BEHIND_PROXY: '127.0.0.1',
      CARAT_DOORS_LISTEN_ADDRESS: `127.0.0.1:${String(port)}`,
      CARAT_DOORS_OPS_ADDRESS: `127.0.0.1:${String(opsPort)}`,
      CARAT_DOORS_MERCHANT_LOJA_A_TOKENS: token,
      CARAT_DOORS_LOG_LEVEL: 'trace',
    });
    await eventually('the doors are open', () => Promise.resolve(doors.printed().includes('doors are open')));
    doors.signal('SIGUSR1');
    expect((await fetch(`http://127.0.0.1:${String(opsPort)}/readyz`)).status).toBe(200);
    const answer = await fetch(`http://127.0.0.1:${String(port)}/carat/loja-a/${token}/status`, {
      method: 'POST',
      body: new URLSearchParams({ nit: 'a'.repeat(64), pedido: 'NOBODY2', status: 'CON' }),
    });
    expect(answer.status).toBe(200);
    doors.signal('SIGTERM');
    expect(await doors.ended).toBe(0);
    expect(doors.printed()).toContain('status post: unknown_subscription');
    expect(doors.printed()).not.toContain(token);
    expect(doors.printed()).not.toContain('Debugger');
  });

  it('ends with 2 and names what is wrong with its configuration', async () => {
    const doors = await run({ CARAT_DOORS_MERCHANT_LOJA_A_TOKENS: 'hunter2' });
    expect(await doors.ended).toBe(2);
    expect(doors.printed()).toContain('carat-doors: error invalid_doors_config');
    expect(doors.printed()).toContain('tlsCertFile: is missing');
    expect(doors.printed()).not.toContain('hunter2');
  });

  it('ends with 3 when its address is taken', async () => {
    const port = await freePort();
    const env = {
      CARAT_DOORS_BEHIND_PROXY: '127.0.0.1',
      CARAT_DOORS_LISTEN_ADDRESS: `127.0.0.1:${String(port)}`,
      CARAT_DOORS_OPS_ADDRESS: 'off',
      CARAT_DOORS_MERCHANT_LOJA_A_TOKENS: newToken(),
    };
    const first = await run(env);
    await eventually('the doors are open', () => Promise.resolve(first.printed().includes('doors are open')));
    const second = await run(env);
    expect(await second.ended).toBe(3);
    expect(second.printed()).toContain('error doors_address_unavailable: cannot listen on');
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
  });
});
