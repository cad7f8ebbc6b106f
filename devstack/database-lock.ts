import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DEVSTACK_ERRORS, DevstackError } from './errors';

/**
 * Takes a database file for this process, so that two servers never write to it. Returns what gives it back; that happens
 * by itself when the process exits.
 *
 * @throws DevstackError `database_in_use`
 */
export function lockDatabase(databaseFile: string): () => void {
  const lockFile = `${databaseFile}.pid`;
  const [stack, server] = ownersOf(lockFile);
  if (stack !== undefined && isRunning(stack)) throw inUse(databaseFile, lockFile, stack);
  if (server !== undefined && isRunning(server)) throw leftBehind(databaseFile, lockFile, server);
  writeFileSync(lockFile, `${String(process.pid)}\n`);
  const release = (): void => {
    process.off('exit', release);
    rmSync(lockFile, { force: true });
  };
  process.once('exit', release);
  return release;
}

/** Writes down the server that writes to a locked database: it may outlive a stack that is killed. */
export function noteServer(databaseFile: string, pid: number): void {
  appendFileSync(`${databaseFile}.pid`, `${String(pid)}\n`);
}

/** The stack that has it, and its server. A lock whose processes are gone, or that is empty, was left behind by a crash. */
function ownersOf(lockFile: string): number[] {
  if (!existsSync(lockFile)) return [];
  const pids = readFileSync(lockFile, 'utf8').split('\n').map(Number);
  return pids.filter((pid) => Number.isSafeInteger(pid) && pid > 0);
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

function leftBehind(databaseFile: string, lockFile: string, server: number): DevstackError {
  return new DevstackError(
    DEVSTACK_ERRORS.databaseInUse,
    `${databaseFile} is in use by process ${String(server)}, the Temporal server of a stack that was killed`,
    `End it: kill ${String(server)}. Or choose another file with --db or CARAT_DATABASE_FILE. If that process is no such server, remove ${lockFile}.`,
  );
}
