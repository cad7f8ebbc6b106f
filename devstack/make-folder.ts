import { accessSync, constants, mkdirSync } from 'node:fs';
import { DEVSTACK_ERRORS, DevstackError } from './errors';

/**
 * Makes a folder where there is none, and makes sure that it can be written to.
 *
 * @throws DevstackError `folder_not_writable`
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new DevstackError(
      DEVSTACK_ERRORS.folderNotWritable,
      `the folder ${folder} cannot be written to (${code})`,
      'Give it to the user who runs this, or name another place with --db or CARAT_DATABASE_FILE.',
      error,
    );
  }
}
