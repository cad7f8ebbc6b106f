import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from './errors.mjs';
import { onInterruption } from './interruption.mjs';
import {
  LOCK_HEARTBEAT_MS,
  LOCK_POLL_MS,
  LOCK_STALE_MS,
  LOCK_UNREADABLE_STALE_MS,
  LOCK_WAIT_LIMIT_MS,
} from './limits.mjs';
import { startProgress } from './progress.mjs';

/**
 * Does `work` while no other process on this machine does the same: two commands started at once do not both install.
 * A lock left behind by a dead process is taken over.
 * @template T
 * @param {string} file the lock; its folder is made when missing
 * @param {string} what the work, for the line that a waiting user reads
 * @param {(line: string) => void} log
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {SetupError} lock_timeout, folder_not_writable
 */
export async function withLock(file, what, log, work) {
  const token = JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() });
  if (!create(file, token)) await waitForTurn(file, token, what, log);
  const release = () => {
    if (read(file).text === token) rmSync(file, { force: true });
  };
  const heartbeat = setInterval(() => touch(file), LOCK_HEARTBEAT_MS);
  const forget = onInterruption(release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    forget();
    release();
  }
}

async function waitForTurn(file, token, what, log) {
  const endMs = Date.now() + LOCK_WAIT_LIMIT_MS;
  const holder = read(file).holder;
  const stopProgress = startProgress(`waiting for process ${holder?.pid ?? '?'}, which is ${what}`, log);
  try {
    while (!create(file, token)) {
      if (Date.now() > endMs) throw lockTimeout(file, what);
      breakStale(file);
      await delay(LOCK_POLL_MS);
    }
  } finally {
    stopProgress();
  }
}

/** Breaking is itself guarded, because two waiters that see the same dead lock must not remove each other's new one. */
function breakStale(file) {
  if (!isStale(file)) return;
  const guard = `${file}.breaking`;
  if (!create(guard, '')) {
    if (ageMs(guard) > LOCK_UNREADABLE_STALE_MS) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isStale(file)) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function isStale(file) {
  const age = ageMs(file);
  if (age === undefined) return false;
  const { holder } = read(file);
  if (holder === undefined) return age > LOCK_UNREADABLE_STALE_MS;
  return age > LOCK_STALE_MS || (holder.host === hostname() && !isAlive(holder.pid));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function create(file, text) {
  // Each time anew: a holder that ended with nothing to keep has removed the folder too.
  makeFolder(dirname(file));
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    if (error.code === 'ENOENT') return create(file, text);
    throw notWritable(dirname(file), error);
  }
}

/** Folder by folder: where one exists and nothing can be made in it, as in /proc, Node's own way tries for ever. */
function makeFolder(folder) {
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!isFolder(folder)) throw notWritable(folder, error);
  }
}

const isFolder = (path) => existsSync(path) && statSync(path).isDirectory();

function read(file) {
  try {
    const text = readFileSync(file, 'utf8');
    return { text, holder: JSON.parse(text) };
  } catch {
    return {};
  }
}

function ageMs(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && Date.now() - stat.mtimeMs;
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Taken away by hand: the work goes on, and release() leaves a successor's lock alone.
  }
}

function lockTimeout(file, what) {
  return new SetupError(
    'lock_timeout',
    `another process has been ${what} for more than ${LOCK_WAIT_LIMIT_MS / 60_000} min`,
    `end that process, or remove the lock file ${file} if there is none.`,
  );
}

function notWritable(folder, error) {
  return new SetupError(
    'folder_not_writable',
    `cannot write into ${folder} (${error.code})`,
    'make that folder writable; the place of the cache can be changed with XDG_CACHE_HOME.',
  );
}
