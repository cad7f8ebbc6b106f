import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Machine } from './support/machine';
import { TinyCheckout } from './support/tiny-checkout';
import { isAlive, waitUntil } from './support/wait-until';

describe('installing the dependencies', () => {
  let machine: Machine;
  let checkout: TinyCheckout;
  beforeEach(() => {
    machine = new Machine();
    checkout = new TinyCheckout(machine.folder);
  });
  afterEach(() => {
    machine.dispose();
  });

  /** An npm whose `ci` is the given JavaScript; it notes each call in the journal. */
  function withNpm(ci: string): Record<string, string> {
    const script = join(machine.folder, 'npm-cli.js');
    const note = `fs.appendFileSync(${JSON.stringify(machine.journal)}, process.pid + ' ' + process.argv.slice(2).join(' ') + '\\n');`;
    writeFileSync(script, `const fs = require('node:fs');\n${note}\n${ci}\n`);
    return { npm_execpath: script };
  }

  const succeeds = `
    fs.mkdirSync('node_modules', { recursive: true });
    const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
    delete lock.packages[''];
    fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify(lock));
  `;

  const prepare = (env: Record<string, string>) => machine.run([checkout.run, '--prepare'], env);

  test('the real npm installs what the lock file says, once', async () => {
    checkout.write('one/package.json', JSON.stringify({ name: 'one', version: '1.0.0' }));
    const npm = realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim());
    const env = { npm_execpath: npm, npm_config_cache: join(machine.folder, 'npm') };
    const tarball = 'one-1.0.0.tgz';
    execFileSync(process.execPath, [env.npm_execpath, 'pack', './one'], {
      cwd: checkout.folder,
      stdio: 'ignore',
    });
    const dependencies = { one: `file:${tarball}` };
    checkout.write('package.json', JSON.stringify({ name: 'tiny', version: '1.0.0', dependencies }));
    execFileSync(process.execPath, [env.npm_execpath, 'install', '--package-lock-only'], {
      cwd: checkout.folder,
      stdio: 'ignore',
    });

    const first = await prepare(env);
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toContain('installing the dependencies with npm ci: node_modules is missing');
    expect(existsSync(join(checkout.folder, 'node_modules', 'one', 'package.json'))).toBe(true);
    expect(await prepare(env)).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  test('happens again when the lock file says something else, and not because dates changed', async () => {
    const env = withNpm(succeeds);
    checkout.wantPackages({ one: '1.0.0' });
    await prepare(env);
    const later = new Date(Date.now() + 3_600_000);
    utimesSync(join(checkout.folder, 'package-lock.json'), later, later);
    await prepare(env);
    expect(machine.journalLines()).toHaveLength(1);

    checkout.wantPackages({ one: '1.0.1' });
    const changed = await prepare(env);
    expect(changed.stderr).toContain('node_modules/one is not what package-lock.json says');
    checkout.wantPackages({});
    const removed = await prepare(env);
    expect(removed.stderr).toContain('node_modules/one is no longer in package-lock.json');
    expect(machine.journalLines()).toHaveLength(3);
  });

  test('brings development tools whatever NODE_ENV says, and runs no install scripts', async () => {
    await prepare({ ...withNpm(succeeds), NODE_ENV: 'production' });
    expect(machine.journalLines()[0]).toMatch(/^\d+ ci --include=dev --ignore-scripts$/);
  });

  test('happens once when two commands start together', async () => {
    const env = withNpm(`setTimeout(() => { ${succeeds} }, 500);`);
    const both = await Promise.all([prepare(env), prepare(env)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(machine.journalLines()).toHaveLength(1);
  });

  test.each(['SIGINT', 'SIGKILL'] as const)(
    'interrupted by %s does not look complete next time',
    async (signal) => {
      const hangs = withNpm(`${succeeds} setInterval(() => {}, 1000);`);
      const { child, finished } = machine.start([checkout.run, '--prepare'], hangs);
      await waitUntil('npm has written', () =>
        existsSync(join(checkout.folder, 'node_modules', '.package-lock.json')),
      );
      child.kill(signal);
      const npmPid = Number(machine.journalLines()[0]?.split(' ')[0]);
      // What is killed outright cannot take its npm along.
      if (signal === 'SIGKILL') process.kill(npmPid);
      await finished;
      await waitUntil('npm is gone', () => !isAlive(npmPid));

      const next = await prepare(withNpm(succeeds));
      expect(next.stderr).toContain('an earlier installation did not finish');
      expect(next.code).toBe(0);
      expect(await prepare({})).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test('that fails says so, starts nothing, and leaves nothing that looks installed', async () => {
    checkout.write('client/cli/main.ts', 'console.log("started");\n');
    const env = withNpm(`${succeeds} console.error('npm error code ENOTFOUND'); process.exitCode = 1;`);
    const { code, stdout, stderr } = await machine.run([checkout.run, 'carat'], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /npm error code ENOTFOUND[^]*error install_failed: npm ci did not succeed \(exit code 1\)/,
    );
    expect(existsSync(join(checkout.folder, 'node_modules'))).toBe(false);
    expect((await prepare(withNpm(succeeds))).code).toBe(0);
  });

  test('optional packages of other platforms are not missed', async () => {
    const optional = { version: '1.0.0', optional: true };
    checkout.havePackages({ one: '1.0.0' });
    checkout.wantPackages({ one: '1.0.0' });
    const lock = JSON.parse(readFileSync(join(checkout.folder, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, unknown>;
    };
    lock.packages['node_modules/one-for-another-system'] = optional;
    checkout.write('package-lock.json', JSON.stringify(lock));
    expect(await prepare({})).toMatchObject({ code: 0, stderr: '' });
  });
});
