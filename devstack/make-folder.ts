import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DEVSTACK_ERRORS, DevstackError } from './errors';

/**
 * Makes a folder where there is none, and makes sure that it can be written to.
 *
 * @throws DevstackError `folder_not_writable`
 */
export function makeFolder(folder: string): void {
  try {
    makeOneByOne(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new DevstackError(
      DEVSTACK_ERRORS.folderNotWritable,
      `the folder ${folder} cannot be written to (${code})`,
      `${WAYS_OUT[code] ?? 'Nothing can be made there: name'} another place with --db or CARAT_DATABASE_FILE.`,
      error,
    );
  }
}

/** What helps, by the code of the system. */
const WAYS_OUT: Readonly<Record<string, string>> = {
  EACCES: 'Give it to the user who runs this, or name',
  EPERM: 'Give it to the user who runs this, or name',
  ENOSPC: 'The disk is full: make room, or name',
  ENOTDIR: 'A part of the name is a file: name',
  EEXIST: 'There is a file of that name: name',
};

/** Where a folder exists and nothing can be made in it, as in /proc, Node's own way of making several tries for ever. */
function makeOneByOne(folder: string): void {
  if (!existsSync(dirname(folder))) makeOneByOne(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw error;
  }
}
