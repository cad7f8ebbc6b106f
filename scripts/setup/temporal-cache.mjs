import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isExecutable, exeSuffix } from './executable.mjs';
import { cacheFolder, checkout } from './folders.mjs';
import { onInterruption } from './interruption.mjs';
import { serverVersion } from './server-version.mjs';

/** CLI v1.9.1 carries server 1.32.0: the oldest that has time skipping, and the one the SDK's download is asked for. */
export const CLI_VERSION = 'v1.9.1';

const TEMPORARY = 'tmp-';

/** @returns {string} where a downloaded CLI is kept */
export function downloadedPath() {
  return join(cacheFolder(), `temporal-cli-${CLI_VERSION}`, `temporal${exeSuffix}`);
}

/** @returns {string} where the CLI built from tools/temporal is kept, by what it is built from */
export function builtPath() {
  const hash = createHash('sha256');
  for (const name of ['go.mod', 'go.sum'])
    hash.update(readFileSync(join(checkout, 'tools', 'temporal', name)));
  return join(cacheFolder(), `temporal-${hash.digest('hex').slice(0, 16)}`, `temporal${exeSuffix}`);
}

/** @returns {string} the lock that downloads and builds hold */
export function lockPath() {
  return join(cacheFolder(), 'temporal.lock');
}

/**
 * A binary that an earlier run left.
 * @param {string[]} reasons gets why a cached binary cannot be used
 * @returns {Promise<{path: string, way: 'cache', version: string} | undefined>}
 */
export async function findCached(reasons) {
  for (const path of [downloadedPath(), builtPath()]) {
    if (!isExecutable(path)) continue;
    const answer = await serverVersion(path);
    if ('version' in answer) return { path, way: 'cache', version: answer.version };
    reasons.push(`cached ${path} ${answer.reason}`);
  }
  return undefined;
}

/**
 * Makes a binary in a folder of its own and moves it to its place only when it answers `--version`: whatever happens on
 * the way, the place holds a whole binary or nothing.
 * @param {string} path the place
 * @param {(folder: string) => Promise<{made: string} | {reason: string}>} make puts a binary somewhere below `folder`
 * @returns {Promise<{path: string, version: string} | {reason: string}>}
 */
export async function makeAtomically(path, make) {
  mkdirSync(cacheFolder(), { recursive: true });
  const folder = mkdtempSync(join(cacheFolder(), TEMPORARY));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  const forget = onInterruption(remove);
  try {
    const result = await make(folder);
    if ('reason' in result) return result;
    chmodSync(result.made, 0o755);
    const answer = await serverVersion(result.made);
    if ('reason' in answer) return { reason: `the result ${answer.reason}` };
    mkdirSync(dirname(path), { recursive: true });
    renameSync(result.made, path);
    return { path, version: answer.version };
  } finally {
    forget();
    remove();
  }
}

/** Removes what killed runs left. Only under the lock: nobody else is making a binary then. */
export function removeLeftovers() {
  for (const name of readdirSync(cacheFolder())) {
    if (name.startsWith(TEMPORARY))
      rmSync(join(cacheFolder(), name), { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Leaves no empty folder behind when there was nothing to keep. */
export function removeCacheFolderIfEmpty() {
  try {
    rmdirSync(cacheFolder());
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY', 'EPERM'].includes(error.code)) throw error;
  }
}
