import { readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** The process that has it; a lock whose process is gone was left behind by a crash. */
function ownerOf(lockFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? 0 : undefined;
  }
}

function inUse(databaseFile: string, lockFile: string, owner: number): DevstackError {
  return new DevstackError(
    DEVSTACK_ERRORS.databaseInUse,
    `${databaseFile} is in use by another stack${owner === 0 ? '' : `, process ${String(owner)}`}`,
    `Stop it, or choose another file with --db or CARAT_DATABASE_FILE. If that process is no such stack, remove ${lockFile}.`,
  );
}
