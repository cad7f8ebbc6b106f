import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from './child.mjs';
import { SetupError } from './errors.mjs';
import { findOnPath } from './executable.mjs';
import { incompleteMarker, whyInstall } from './installed.mjs';
import { INSTALL_LIMIT_MS } from './limits.mjs';
import { withLock } from './lock.mjs';

/**
 * Installs the dependencies when node_modules is not what package-lock.json says; otherwise costs a few milliseconds.
 * @param {string} checkout
 * @param {(line: string) => void} log
 * @throws {SetupError} install_failed, lock_timeout, folder_not_writable
 */
export async function ensureInstalled(checkout, log) {
  if (whyInstall(checkout) === undefined) return;
  await withLock(join(checkout, '.data', 'install.lock'), 'installing the dependencies', log, async () => {
    const reason = whyInstall(checkout);
    if (reason !== undefined) await install(checkout, reason, log);
  });
}

async function install(checkout, reason, log) {
  log(`installing the dependencies with npm ci: ${reason}`);
  const marker = incompleteMarker(checkout);
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, '');
  const [program, ...args] = npm();
  // The demo and the tests are development: their tools are needed whatever NODE_ENV says. No install scripts: everything
  // here works without them, and a dependency's code does not run before it is asked for.
  const result = await runChild(program, [...args, 'ci', '--include=dev', '--ignore-scripts'], {
    cwd: checkout,
    limitMs: INSTALL_LIMIT_MS,
    show: true,
  });
  if (result.code !== 0) throw failed(result, checkout);
  rmSync(marker);
}

/** npm itself when it started us, otherwise the one that came with this Node, otherwise the one on PATH. */
function npm() {
  const beside = dirname(process.execPath);
  const scripts = [
    process.env.npm_execpath,
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = scripts.find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  if (script !== undefined) return [process.execPath, script];
  return [findOnPath('npm') ?? 'npm'];
}

function failed(result, checkout) {
  // npm takes back what it added; should anything be left, nobody shall take it for an installation.
  rmSync(join(checkout, 'node_modules'), { recursive: true, force: true, maxRetries: 10 });
  const how = result.stopped ?? (result.code === null ? result.tail : `exit code ${result.code}`);
  return new SetupError(
    'install_failed',
    `npm ci did not succeed (${how})`,
    'read what npm says above; usually the package registry is out of reach (proxy, VPN), or package-lock.json does not match package.json.',
  );
}
