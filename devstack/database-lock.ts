import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DEVSTACK_ERRORS, DevstackError } from './errors';

/**
 * Takes a database file for this process, so that two servers never write to it. Returns what gives it back; that happens
 * by itself when the process exits.
 *
 * @throws DevstackError `database_in_use`
 */
export function lockDatabase(databaseFile: string): () => void {
  const lockFile = `${databaseFile}.pid`;
  const owner = ownerOf(lockFile);
  if (owner !== undefined) throw inUse(databaseFile, lockFile, owner);
  writeFileSync(lockFile, `${String(process.pid)}\n`);
  const release = (): void => {
    process.off('exit', release);
    rmSync(lockFile, { force: true });
  };
  process.once('exit', release);
  return release;
}

/** The process that has it; a lock whose process is gone, or that is empty, was left behind by a crash. */
function ownerOf(lockFile: string): number | undefined {
  const pid = existsSync(lockFile) ? Number(readFileSync(lockFile, 'utf8')) : 0;
  return Number.isSafeInteger(pid) && pid > 0 && isRunning(pid) ? pid : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else may not be signalled, and runs all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function inUse(databaseFile: string, lockFile: string, owner: number): DevstackError {
  return new DevstackError(
    DEVSTACK_ERRORS.databaseInUse,
    `${databaseFile} is in use by another stack, process ${String(owner)}`,
    `Stop it, or choose another file with --db or CARAT_DATABASE_FILE. If that process is no such stack, remove ${lockFile}.`,
  );
}
