import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DevstackError } from '../../devstack/errors';
import { makeFolder } from '../../devstack/make-folder';
import { PORT_NAMES, PORTS } from '../../devstack/settings';
import { commandShown } from '../../devstack/port-owner';
import { refuseTakenPorts } from '../../devstack/taken-ports';
import { ROOT } from '../docs/support/pages';

/** `npm start` with nothing around it that could be obtained: no cache, no PATH. */
const start = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, ['scripts/run.mjs', 'start', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: '', HOME: '/nonexistent', XDG_CACHE_HOME: '/nonexistent' },
  });

describe('npm start, before anything is obtained', () => {
  it('tells what it takes', () => {
    const { status, stdout, stderr } = start('--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const told = stdout.replace(/\s+/g, ' ');
    for (const name of PORT_NAMES) {
      expect(told).toContain(`--port-${name} <port>`);
      expect(told).toContain(`${PORTS[name].variable}, default ${String(PORTS[name].standard)}`);
    }
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    for (const flag of ['--db <file>', '--receiver <url>', '--fresh', '--verbose'])
      expect(stdout).toContain(flag);
  });

  it.each([
    [['--colour'], "Unknown option '--colour'"],
    [['--port-ui', 'web'], '--port-ui: must be a port from 1 to 65535'],
    [['now'], "'now'"],
    [['--receiver', 'localhost:9443'], '--receiver: must begin with https://'],
    [['--receiver-ca', 'ca.pem'], '--receiver-ca: belongs to --receiver, which is missing'],
    [['--receiver', 'https://localhost', '--receiver-ca', 'none.pem'], 'there is no file none.pem'],
  ])('refuses %p with 2, and obtains nothing', (args, message) => {
    const { status, stdout, stderr } = start(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('error invalid_setting: ');
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/Temporal server|installing/);
  });
});

describe('what stands in the way of a stack', () => {
  it('a folder that cannot be made is named, with the way out', () => {
    const folder = mkdtempSync(join(tmpdir(), 'carat-folder-'));
    writeFileSync(join(folder, 'file'), '');
    const impossible = [
      join(folder, 'file', 'data'),
      join(folder, 'file', 'data', 'below'),
      '/proc/carat/data',
    ];
    for (const wanted of impossible.filter((path) => existsSync('/proc') || !path.startsWith('/proc')))
      expect(() => {
        makeFolder(wanted);
      }).toThrow(
        expect.objectContaining({
          code: 'folder_not_writable',
          message: expect.stringContaining(wanted) as string,
          nextStep: expect.stringMatching(
            /^(A part of the name is a file|Nothing can be made there): .*--db/,
          ) as string,
        }) as Error,
      );
    makeFolder(join(folder, 'of', 'several'));
    makeFolder(join(folder, 'of', 'several'));
    expect(statSync(join(folder, 'of', 'several')).isDirectory()).toBe(true);
    rmSync(folder, { recursive: true });
  });

  it('a process is named by its program and the ends of paths, with a mark where it is cut off', () => {
    expect(commandShown(['/usr/bin/node', '--import', 'tsx', '/home/a name/devstack/main.ts', ''])).toBe(
      'node --import tsx devstack/main.ts',
    );
    const long = commandShown(['/opt/server', 'x'.repeat(200)]);
    expect([long.length, long.startsWith('server xxx'), long.endsWith('x…')]).toEqual([80, true, true]);
  });

  it('a port that is taken is named with the process that has it, and how to end that', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const free = Object.fromEntries(PORT_NAMES.map((name) => [name, port])) as Record<
      (typeof PORT_NAMES)[number],
      number
    >;
    const isLinux = process.platform === 'linux';
    await expect(refuseTakenPorts(free)).rejects.toMatchObject({
      code: 'port_taken',
      message: expect.stringContaining(
        isLinux ? `(process ${String(process.pid)}: ` : String(port),
      ) as string,
      nextStep: expect.stringContaining(isLinux ? `kill ${String(process.pid)}` : '--port-ui') as string,
    });
    // Each process is named once, and the ways out are not listed port by port.
    const told = (await refuseTakenPorts(free).catch((error: unknown) => error)) as DevstackError;
    expect(told.message.split(`process ${String(process.pid)}`)).toHaveLength(isLinux ? 2 : 1);
    expect(`${told.message} ${told.nextStep}`.length).toBeLessThan(500);
    server.close();
  });
});
