import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Machine, checkout, goodBuild } from './support/machine';
import { isAlive, waitUntil } from './support/wait-until';

const script = join(checkout, 'scripts', 'temporal-server.mjs');
/** Seconds, on a machine that is busy with the other tests. */
const SECONDS_MS = 15_000;

describe('obtaining the Temporal server', () => {
  let machine: Machine;
  beforeEach(() => (machine = new Machine()));
  afterEach(() => {
    machine.dispose();
  });

  describe('a CLI that the user already has', () => {
    test('on PATH is used when its server has time skipping', async () => {
      const path = machine.installTemporal('1.32.0');
      const { code, stdout, stderr } = await machine.run([script]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: `${path}\n` });
      expect(stderr).toContain('Temporal server 1.32.0: the CLI on PATH');
      expect(machine.cached()).toEqual([]);
    });

    test('named by TEMPORAL_CLI_PATH comes before the one on PATH', async () => {
      machine.installTemporal('1.32.0');
      const path = machine.installTemporal('1.33.0', 'elsewhere');
      const { stdout, stderr } = await machine.run([script], { TEMPORAL_CLI_PATH: path });
      expect(stdout).toBe(`${path}\n`);
      expect(stderr).toContain('Temporal server 1.33.0: the CLI that TEMPORAL_CLI_PATH names');
    });

    test('is passed over with its version when it is too old', async () => {
      const old = machine.installTemporal('1.31.9');
      machine.installGo(goodBuild());
      const { code, stdout, stderr } = await machine.run([script]);
      expect(code).toBe(0);
      expect(stdout).not.toBe(`${old}\n`);
      expect(stderr).toContain(
        `temporal on PATH (${old}) carries server 1.31.9, and time skipping needs 1.32.0`,
      );
      expect(stderr).toContain('Temporal server 1.32.1: built from source');
    });

    test('named by TEMPORAL_CLI_PATH, but absent, is told and the next way is taken', async () => {
      const path = machine.installTemporal('1.32.0');
      const { stdout, stderr } = await machine.run([script], { TEMPORAL_CLI_PATH: '/nowhere/temporal' });
      expect(stdout).toBe(`${path}\n`);
      expect(stderr).toContain('TEMPORAL_CLI_PATH (/nowhere/temporal) is not an executable file');
    });
  });

  describe('the build from source', () => {
    test('is made once: the second run builds nothing and takes seconds', async () => {
      machine.installGo(goodBuild());
      const first = await machine.run([script]);
      expect(first.stderr).toMatch(/building it from source with go 1\.26\.8.*3–5 min.*200 MB/);
      const second = await machine.run([script]);
      expect(second).toMatchObject({ code: 0, stdout: first.stdout });
      expect(second.stderr).toContain('kept from an earlier run');
      expect(second.tookMs).toBeLessThan(SECONDS_MS);
      expect(machine.builds()).toBe(1);
    });

    test('is made once by two commands that start together', async () => {
      machine.installGo(`/bin/sleep 1\n${goodBuild()}`);
      const both = await Promise.all([machine.run([script]), machine.run([script])]);
      expect(both.map(({ code }) => code)).toEqual([0, 0]);
      expect(both[0].stdout).toBe(both[1].stdout);
      expect(machine.builds()).toBe(1);
    });

    test('leaves nothing when it fails, and says what go said', async () => {
      machine.installGo('echo half > "$out"; echo "cannot find module providing package" >&2; exit 1');
      const { code, stdout, stderr } = await machine.run([script]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('go build failed: cannot find module providing package');
      expect(machine.cached()).toEqual([]);
    });

    test('is not kept when the result does not answer --version', async () => {
      machine.installGo('echo "not a program" > "$out"');
      const { code, stderr } = await machine.run([script]);
      expect(code).toBe(1);
      expect(stderr).toContain('build: the result does not run');
      expect(machine.cached()).toEqual([]);
    });

    test('ended by a signal leaves nothing behind, neither a file nor a process', async () => {
      machine.installGo('echo half > "$out"; exec /bin/sleep 600');
      const { child, finished } = machine.start([script]);
      await waitUntil('the build starts', () => machine.builds() === 1);
      child.kill('SIGTERM');
      expect(await finished).toMatchObject({ code: 143, stdout: '' });
      expect(machine.cached()).toEqual([]);
      const pid = Number(machine.journalLines()[0]?.split(' ')[1]);
      await waitUntil('the compiler is gone', () => !isAlive(pid));
    });

    test('killed without a chance to clean up is not taken for a binary by the next run', async () => {
      machine.installGo('echo half > "$out"; exec /bin/sleep 600');
      const { child, finished } = machine.start([script]);
      await waitUntil('the build starts', () => machine.builds() === 1);
      child.kill('SIGKILL');
      await finished;
      expect(machine.cached()).not.toEqual([]);
      process.kill(Number(machine.journalLines()[0]?.split(' ')[1]), 'SIGKILL');

      machine.installGo(goodBuild());
      const next = await machine.run([script]);
      expect(next.stderr).toContain('Temporal server 1.32.1: built from source');
      expect(machine.cached()).toEqual([
        expect.stringMatching(/^temporal-[0-9a-f]{16}$/),
        expect.stringMatching(/^temporal-[0-9a-f]{16}.temporal$/),
      ]);
    });

    test('is not tried with a Go that is too old', async () => {
      machine.installGo(goodBuild(), '1.26.7');
      const { code, stderr } = await machine.run([script]);
      expect(code).toBe(1);
      expect(stderr).toContain('build: go on PATH is 1.26.7, 1.26.8 or newer is needed');
      expect(machine.builds()).toBe(0);
    });

    test('takes over the lock of a process that is gone', async () => {
      machine.installGo(goodBuild());
      const gone = await machine.start(['-e', '']).finished.then(() => machine.lastPid());
      mkdirSync(machine.cache, { recursive: true });
      writeFileSync(join(machine.cache, 'temporal.lock'), JSON.stringify({ pid: gone, host: hostname() }));
      const { code, tookMs } = await machine.run([script]);
      expect(code).toBe(0);
      expect(tookMs).toBeLessThan(SECONDS_MS);
    });

    test('replaces a cached binary that has been damaged', async () => {
      machine.installGo(goodBuild());
      const first = await machine.run([script]);
      writeFileSync(first.stdout.trim(), '');
      const second = await machine.run([script]);
      expect(second).toMatchObject({ code: 0, stdout: first.stdout });
      expect(second.stderr).toContain(`cached ${first.stdout.trim()} `);
      expect(machine.builds()).toBe(2);
    });
  });

  test('when nothing works there is one error with the three ways out, and nothing is left', async () => {
    const { code, stdout, stderr } = await machine.run([script]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.match(/error \w+:/g)).toEqual(['error temporal_unavailable:']);
    expect(stderr).toMatch(
      /1\. install a current Temporal CLI[^]*2\. let this machine reach[^]*3\. install Go 1\.26\.8/,
    );
    expect(stderr).toContain('build: there is no go on PATH');
    expect(machine.cached()).toEqual([]);
  });

  test('a cache folder that cannot be written is named', async () => {
    machine.installGo(goodBuild());
    const notAFolder = join(machine.folder, 'a-file');
    writeFileSync(notAFolder, '');
    const { code, stderr } = await machine.run([script], { XDG_CACHE_HOME: notAFolder });
    expect(code).toBe(1);
    expect(stderr).toContain(
      `error folder_not_writable: cannot write into ${join(notAFolder, 'carat-subscriptions')}`,
    );
  });
});
